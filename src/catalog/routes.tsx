import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { sharedPage } from '../http/page-cache.ts'
import { inLanguage } from '../i18n/texts.ts'
import { parseYuan } from '../kernel/money.ts'
import { own } from '../kernel/own.ts'
import { PROVINCES, provinceOf } from '../kernel/provinces.ts'
import { anySample, sellsSamples } from '../kernel/samples.ts'
import { renderPage } from '../ui/document.tsx'
import { plainStart } from '../ui/markdown-text.ts'
import { urls } from '../urls.ts'
import { MAX_QUANTITY } from './card.ts'
import { chosenOf } from './chosen.ts'
import { FAMILY_CODE } from './family.ts'
import { readHome } from './home.ts'
import { HomePage } from './home-page.tsx'
import type { ListFilters } from './list-filters.ts'
import { ListPage } from './list-page.tsx'
import { type Cursor, listProducts, parseCursor, type Sort } from './listing.ts'
import { pageContext } from './page-context.ts'
import { productJsonLd } from './product-json-ld.ts'
import { ProductPage } from './product-page.tsx'
import { readProduct } from './queries.ts'
import { shareCoverOf } from './share-cover.ts'
import { MOST_SUGGESTED, Suggestions } from './suggesting.tsx'

export const catalogRoutes = new Hono<AppEnv>()

const PAGE_SIZE = 12
const DESCRIPTION_LETTERS = 150
/** As many letters as the search box takes. */
const MOST_LETTERS = 40

/** What the list reads of its query. */
const LIST_QUERY = ['family', 'storage', 'origin', 'region', 'q', 'sort', 'low', 'high', 'after']

catalogRoutes.get(urls.home.path, sharedPage(), async (c) => {
  const { db, t } = c.get('visit')
  const home = await readHome(db, c.get('visit').now)
  return renderPage(
    c,
    {
      title: t.catalog.heroTitle,
      current: 'home',
      samples: anySample([...Object.values(home.cards).flat(), ...(home.offer ? [home.offer] : [])]),
    },
    HomePage({ ...(await pageContext(c)), ...home, campaign: t.gardens, fields: t.fields }),
  )
})

catalogRoutes.get(urls.products.path, sharedPage(...LIST_QUERY), async (c) => {
  const { t } = c.get('visit')
  const asked = filtersOf(c)
  const after = parseCursor(c.req.query('after') ?? '')
  const first = await listOf(c, asked, after)
  const context = await pageContext(c)
  const family = own(context.t.families, asked.family ?? '')
  // Which families there are comes with the list: of one that does not exist there was nothing to show.
  const filters = family ? asked : { ...asked, family: undefined }
  const list = family || !asked.family ? first : await listOf(c, filters, after)
  const title = filters.q ? t.catalog.results(filters.q) : (family ?? t.catalog.shopTitle)
  const meta = {
    ...{ title, current: 'products' as const, noindex: Boolean(filters.q || after) },
    samples: anySample([...list.items, ...list.proposed.items]),
  }
  return renderPage(c, meta, ListPage({ ...context, list, filters, title, continued: after !== null }))
})

catalogRoutes.get(urls.suggestions.path, sharedPage('q'), async (c) => {
  const q = (c.req.query('q') ?? '').trim().slice(0, MOST_LETTERS)
  const { db, now } = c.get('visit')
  const found = q ? await listProducts(db, { q, sort: 'season', limit: MOST_SUGGESTED }, now) : null
  return c.html(Suggestions({ ...(await pageContext(c)), q, products: found?.items ?? [] }), 200, {
    'X-Robots-Tag': 'noindex',
  })
})

catalogRoutes.get(urls.product.path, sharedPage('sku', 'to', 'added', 'kept'), async (c) => {
  const { db, now, language, paths, settings, t } = c.get('visit')
  const detail = await readProduct(db, c.req.param('slug'), now)
  const chosen = detail && chosenOf(detail.variants, c.req.query('sku'))
  if (!detail || !chosen) return answerNotFound(c)
  const { product } = detail
  const context = await pageContext(c)
  const sampleOnly = product.sample === 1 && !sellsSamples(settings)
  const orderable =
    !sampleOnly &&
    chosen.available > 0 &&
    !detail.dispatch.problem &&
    detail.template.rules.kind !== 'quotation'
  const name = inLanguage(language, product.nameZh, product.nameEn)
  const province = provinceOf(c.req.query('to')) ?? PROVINCES[0]!
  const story = inLanguage(language, product.storyZh, product.storyEn)
  const meta = {
    title: name,
    description: (await plainStart(story, DESCRIPTION_LETTERS)) || undefined,
    current: 'products' as const,
    samples: anySample([product, ...detail.related]),
    canonicalPath: paths.product(product.slug),
    back: {
      href: paths.products({ family: product.family }),
      label: context.t.families[product.family] ?? '',
    },
    shareImage: shareCoverOf(product) ?? undefined,
    styles: ['readingCss' as const],
    jsonLd: productJsonLd(detail, { ...context, name, chosen, orderable, url: settings.publicUrl }),
  }
  return renderPage(
    c,
    meta,
    await ProductPage({
      ...context,
      detail,
      chosen,
      sampleOnly,
      province,
      now,
      added: addedOf(c),
      kept: ['yes', 'full'].find((one) => one === c.req.query('kept')) ?? null,
      favourites: t.favourites,
      shareLabel: t.sharing.open,
    }),
  )
})

const listOf = (c: Ctx, filters: ListFilters, after: Cursor | null) =>
  listProducts(
    c.get('visit').db,
    {
      family: filters.family,
      storage: filters.storage,
      origin: filters.origin,
      province: provinceOf(filters.region)?.name,
      q: filters.q,
      minFen: parseYuan(filters.low ?? '') ?? undefined,
      maxFen: parseYuan(filters.high ?? '') ?? undefined,
      sort: filters.sort,
      after: after ?? undefined,
      limit: PAGE_SIZE,
      counted: true,
      proposing: true,
    },
    c.get('visit').now,
  )

/** How many pieces were just put into the cart; null where none were. */
const addedOf = (c: Ctx): number | null => {
  const pieces = Number(c.req.query('added'))
  return Number.isInteger(pieces) && pieces >= 1 && pieces <= MAX_QUANTITY ? pieces : null
}

const SORTS: Sort[] = ['season', 'price', 'price_desc']

function filtersOf(c: Ctx): ListFilters {
  const { t } = c.get('visit')
  const given = (name: string) => c.req.query(name)?.trim().slice(0, 40) || undefined
  const known = (name: string, values: Record<string, string>) => {
    const value = given(name)
    return value && Object.hasOwn(values, value) ? value : undefined
  }
  return {
    family: FAMILY_CODE.exec(given('family') ?? '')?.[0],
    storage: known('storage', t.catalog.storages),
    origin: known('origin', t.catalog.origins),
    region: provinceOf(given('region'))?.code,
    q: given('q'),
    sort: SORTS.find((sort) => sort === given('sort')) ?? 'season',
    low: given('low'),
    high: given('high'),
  }
}
