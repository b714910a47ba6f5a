import { teaPosterArt } from '../art/tea-posters.ts'
import { chosenOf } from '../catalog/chosen.ts'
import { readProduct } from '../catalog/queries.ts'
import { shareCoverOf } from '../catalog/share-cover.ts'
import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { inLanguage } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import { civilDate } from '../kernel/time.ts'
import { answerDrawing, sharePage } from './answering.tsx'
import { type Art, drawingOf } from './art.tsx'
import { photoOf } from './photo.ts'
import { type ProductPosterProps, productPoster } from './product-poster.tsx'

export async function showProductPoster(c: Ctx) {
  const found = await productOf(c)
  return found ? answerDrawing(c, productPoster(await posterOf(c, found))) : answerNotFound(c)
}

export async function showProductShare(c: Ctx) {
  const found = await productOf(c)
  if (!found) return answerNotFound(c)
  const { paths } = c.var.visit
  const { slug } = found.detail.product
  return sharePage(c, {
    of: found.name,
    page: paths.product(slug),
    picture: paths.productPoster(slug, { sku: found.chosen.sku }),
    current: 'products',
    shown: { cover: shareCoverOf(found.detail.product) },
  })
}

/** The product of the address, at the SKU asked for or the one its page would choose. */
async function productOf(c: Ctx) {
  const { db, now, language } = c.var.visit
  const detail = await readProduct(db, c.req.param('slug') ?? '', now)
  const chosen = detail && chosenOf(detail.variants, c.req.query('sku'))
  if (!detail || !chosen) return null
  const { nameZh, nameEn } = detail.product
  return { detail, chosen, name: inLanguage(language, nameZh, nameEn) }
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
    kind: kind.filter(Boolean).join(t.sharing.comma),
    spec: inLanguage(language, chosen.specZh, chosen.specEn),
    price: `¥${formatYuan(chosen.priceFen)}`,
    asOf: t.sharing.asOf(civilDate(now)),
    url: settings.publicUrl + paths.product(product.slug),
    scan: t.sharing.scan,
    sample: product.sample ? t.sharing.sample : null,
  }
}

/** The product's own picture; a tea drawn with its cup; of a photo that cannot be shown in a drawing, what its family grows. */
async function artOf(c: Ctx, { picture, family }: { picture: string; family: string }): Promise<Art> {
  const photo = picture.startsWith('/') ? await photoOf(c.env.MEDIA, picture) : null
  if (photo) return { photo }
  const tea = teaPosterArt(picture)
  if (tea) return { svg: tea }
  return drawingOf(picture) ?? drawingOf(`produce-${family}`) ?? drawingOf('scene-place-puding')!
}
