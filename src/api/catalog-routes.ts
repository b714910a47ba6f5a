import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { formatCursor, listProducts, parseCursor } from '../catalog/listing.ts'
import { readProduct } from '../catalog/queries.ts'
import type { Family } from '../catalog/schema.ts'
import { inSeason, seasonMonths } from '../catalog/season.ts'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problems.ts'
import { inLanguage } from '../i18n/texts.ts'
import type { ImpactSum, StoredFact } from '../impact/schema.ts'
import { civilDate, monthOf } from '../kernel/time.ts'
import { apiUrls } from '../urls.ts'
import { answering } from './answering.ts'
import { queried } from './answers.ts'
import { MOST_PRODUCTS, named, productQuery } from './parameters.ts'

export const catalogApi = new Hono<AppEnv>()

const answerFamilies = answering('families')
const answerProducts = answering('products')
const answerProduct = answering('product')
const answerImpact = answering('impact')

catalogApi.get(apiUrls.families.path, async (c) => {
  const { db, language } = c.var.visit
  const rows = await db.all<Pick<Family, 'code' | 'nameZh' | 'nameEn'> & { products: number }>(sql`
    SELECT f.code, f.name_zh nameZh, f.name_en nameEn, coalesce(n.products, 0) products FROM families f
    LEFT JOIN facet_counts n ON n.facet = 'family' AND n.value = f.code ORDER BY f.position`)
  const items = rows.map(({ code, nameZh, nameEn, products }) => ({
    code,
    name: inLanguage(language, nameZh, nameEn),
    products,
  }))
  return answerFamilies(c, { items, nextCursor: null })
})

catalogApi.get(apiUrls.products.path, async (c) => {
  const { db, language, now } = c.var.visit
  const asked = queried(c, productQuery)
  if (!asked.ok) return asked.answer
  const { family, q, sort, limit = MOST_PRODUCTS, cursor } = asked.value
  const list = await listProducts(
    db,
    {
      family: family || undefined,
      q: q || undefined,
      sort,
      after: (cursor && parseCursor(cursor)) || undefined,
      limit: Math.min(limit, MOST_PRODUCTS),
      stocked: true,
    },
    now,
  )
  const month = monthOf(civilDate(now))
  const items = list.items.map((item) => ({
    slug: item.slug,
    name: inLanguage(language, item.nameZh, item.nameEn),
    family: item.family,
    origin: inLanguage(language, item.originZh, item.originEn),
    storage: item.storage,
    priceFromFen: item.priceFromFen,
    inSeason: inSeason(item.seasonMask, month) && !item.over,
    seasonMonths: seasonMonths(item.seasonMask),
    sample: item.sample === 1,
    variants: (list.variants[item.slug] ?? []).map((variant) => ({
      sku: variant.sku,
      spec: inLanguage(language, variant.specZh, variant.specEn),
      priceFen: variant.priceFen,
      wasFen: variant.wasFen,
      netG: variant.netG,
      available: variant.available,
    })),
  }))
  return answerProducts(c, {
    items,
    nextCursor: list.next ? formatCursor(list.next) : null,
    didYouMean: list.meant,
  })
})

catalogApi.get(apiUrls.product.path, async (c) => {
  const { db, language, now } = c.var.visit
  const detail = await readProduct(db, named(c, 'slug', 'slug'), now)
  if (!detail) return problem(c, 404)
  const { product, variants, template, producer } = detail
  return answerProduct(c, {
    slug: product.slug,
    name: inLanguage(language, product.nameZh, product.nameEn),
    family: product.family,
    origin: inLanguage(language, product.originZh, product.originEn),
    storage: product.storage,
    priceFromFen: Math.min(...variants.map((variant) => variant.priceFen)),
    inSeason:
      inSeason(product.seasonMask, monthOf(civilDate(now))) && detail.dispatch.problem !== 'out_of_season',
    seasonMonths: seasonMonths(product.seasonMask),
    sellsOnlyInSeason: product.sellsOnlyInSeason === 1,
    shelfLifeDays: product.shelfLifeDays,
    labelFacts: JSON.parse(product.labelFacts) as Record<string, string>,
    producer: inLanguage(language, producer.nameZh, producer.nameEn),
    freightTemplate: template.code,
    returnRule: product.returnRule,
    story: inLanguage(language, product.storyZh, product.storyEn),
    sample: product.sample === 1,
    variants: variants.map((variant) => ({
      sku: variant.sku,
      spec: inLanguage(language, variant.specZh, variant.specEn),
      priceFen: variant.priceFen,
      wasFen: variant.wasFen,
      promoUntil: variant.promoUntil,
      netG: variant.netG,
      netMl: variant.netMl,
      available: variant.available,
    })),
  })
})

catalogApi.get(apiUrls.impact.path, async (c) => {
  const { db, language } = c.var.visit
  const [facts, sums] = await db.batch([
    db.all<
      Pick<StoredFact, 'valueZh' | 'valueEn' | 'labelZh' | 'labelEn' | 'asOf' | 'sourceZh' | 'sourceEn'>
    >(sql`
      SELECT value_zh valueZh, value_en valueEn, label_zh labelZh, label_en labelEn, as_of asOf, source_zh sourceZh,
        source_en sourceEn FROM impact_facts WHERE visible = 1 ORDER BY position LIMIT 20`),
    db.all<Pick<ImpactSum, 'amountFen' | 'orders'>>(
      sql`SELECT amount_fen amountFen, orders FROM impact_sums WHERE scope = 'all'`,
    ),
  ])
  const items = facts.map((fact) => ({
    value: inLanguage(language, fact.valueZh, fact.valueEn),
    label: inLanguage(language, fact.labelZh, fact.labelEn),
    asOf: fact.asOf,
    source: inLanguage(language, fact.sourceZh, fact.sourceEn),
  }))
  return answerImpact(c, { facts: items, own: sums[0] ?? { amountFen: 0, orders: 0 } })
})
