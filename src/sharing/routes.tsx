import { Hono } from 'hono'
import { chosenOf } from '../catalog/chosen.ts'
import { readProduct } from '../catalog/queries.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { sharedPage } from '../http/page-cache.ts'
import { inLanguage } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import { civilDate } from '../kernel/time.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { type Art, drawingOf } from './art.tsx'
import { photoOf } from './photo.ts'
import { type ProductPosterProps, productPoster } from './product-poster.tsx'
import { SharePage } from './share-page.tsx'

export const sharingRoutes = new Hono<AppEnv>()

const STYLES: ['sharingCss'] = ['sharingCss']

/** A drawing and nothing else; its own policy comes from http/security.ts. */
export const drawing = (c: Ctx, svg: string) =>
  c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', 'X-Robots-Tag': 'noindex' })

sharingRoutes.get(urls.productPoster.path, sharedPage('sku'), async (c) => {
  const found = await productOf(c)
  return found ? drawing(c, productPoster(await posterOf(c, found))) : answerNotFound(c)
})

sharingRoutes.get(urls.productShare.path, sharedPage('sku'), async (c) => {
  const found = await productOf(c)
  if (!found) return answerNotFound(c)
  const { t, paths, settings } = c.var.visit
  const { name, sku } = found
  const { slug } = found.detail.product
  const page = paths.product(slug)
  return renderPage(
    c,
    {
      ...{ title: t.sharing.title(name), current: 'products', canonicalPath: page, styles: STYLES },
      ...{ noindex: true, back: { href: page, label: name } },
    },
    SharePage({
      title: t.sharing.open,
      back: { href: page, label: t.sharing.back(name) },
      picture: paths.productPoster(slug, { sku }),
      alt: t.sharing.alt(name),
      file: `${name}.png`,
      link: settings.publicUrl + page,
      t,
    }),
  )
})

/** The product of the address, at the SKU asked for or the one its page would choose. */
async function productOf(c: Ctx) {
  const { db, now, language } = c.var.visit
  const detail = await readProduct(db, c.req.param('slug') ?? '', now)
  const chosen = detail && chosenOf(detail.variants, c.req.query('sku'))
  if (!detail || !chosen) return null
  const { nameZh, nameEn } = detail.product
  return { detail, chosen, sku: chosen.sku, name: inLanguage(language, nameZh, nameEn) }
}
type Found = NonNullable<Awaited<ReturnType<typeof productOf>>>

async function posterOf(c: Ctx, { detail, chosen, name }: Found): Promise<ProductPosterProps> {
  const { t, paths, language, settings, now } = c.var.visit
  const { product } = detail
  const { families } = c.var.visit
  const kind = [
    (await families())[product.family],
    product.teaClass && t.catalog.teaClasses[product.teaClass],
    inLanguage(language, product.originZh, product.originEn),
  ]
  return {
    art: await artOf(c, product),
    shop: t.shell.brand,
    name,
    kind: kind.filter(Boolean).join(language === 'en' ? ', ' : '，'),
    spec: inLanguage(language, chosen.specZh, chosen.specEn),
    price: `¥${formatYuan(chosen.priceFen)}`,
    asOf: t.sharing.asOf(civilDate(now)),
    url: settings.publicUrl + paths.product(product.slug),
    scan: t.sharing.scan,
    sample: product.sample ? t.sharing.sample : null,
  }
}

/** The product's own picture; of a photo that cannot be shown in a drawing, what its family grows. */
async function artOf(c: Ctx, { picture, family }: { picture: string; family: string }): Promise<Art> {
  const photo = picture.startsWith('/') ? await photoOf(c.env.MEDIA, picture) : null
  if (photo) return { photo }
  return drawingOf(picture) ?? drawingOf(`produce-${family}`) ?? drawingOf('scene-place-puding')!
}
