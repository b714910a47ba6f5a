import type { Texts } from '../i18n/texts.ts'
import { bareYuan } from '../kernel/money.ts'
import { pictureAddress } from '../ui/picture.tsx'
import type { Paths } from '../urls.ts'
import { galleryOf } from './gallery.ts'
import type { ProductDetail, ShownVariant as Variant } from './queries.ts'

type JsonLdContext = {
  name: string
  chosen: Variant
  orderable: boolean
  /** The shop's own address without a slash at its end. */
  url: string
  paths: Paths
  t: Texts['catalog']
  shell: Texts['shell']
  teaPictures: Texts['teaPictures']
}

/** Product with its offer, and the way to it (schema.org Product, Offer, BreadcrumbList). */
export function productJsonLd({ product }: ProductDetail, about: JsonLdContext): object {
  const { name, chosen, orderable, url, paths, t, shell, teaPictures } = about
  const steps: [string, string][] = [
    [shell.home, paths.home],
    [t.families[product.family] ?? '', paths.products({ family: product.family })],
    [name, paths.product(product.slug)],
  ]
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'Product',
        name,
        sku: chosen.sku,
        image: galleryOf(product, t, teaPictures).map(({ name: picture }) => url + pictureAddress(picture)),
        offers: {
          '@type': 'Offer',
          url: url + paths.product(product.slug),
          priceCurrency: 'CNY',
          price: bareYuan(chosen.priceFen),
          availability: `https://schema.org/${orderable ? 'InStock' : 'OutOfStock'}`,
        },
      },
      {
        '@type': 'BreadcrumbList',
        itemListElement: steps.map(([step, path], index) => ({
          '@type': 'ListItem',
          position: index + 1,
          name: step,
          item: url + path,
        })),
      },
    ],
  }
}
