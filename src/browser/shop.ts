import { letBannerClose } from './banner.ts'
import { showCartCount } from './cart-count.ts'
import { enhanceForms } from './forms.ts'

// Every page works without this; what follows only saves time.
letBannerClose(document)
showCartCount(document)
enhanceForms(document)

/** What only some pages need, by the mark that needs it. */
const parts: [string, () => Promise<{ enhance: (page: Document) => void }>][] = [
  ['[data-buy-row], [data-slides], [data-quantity]', () => import('./buying.ts')],
  ['[data-region-picker], [data-address-paste], [data-checkout]', () => import('./ordering.ts')],
  ['[data-left-ms], [data-watch-payment]', () => import('./paying.ts')],
  ['[data-certificate-picture]', () => import('./certificate-picture.ts')],
]
// Asked for once the page is painted, so that on a slow line nothing stands between a visitor and the picture.
requestAnimationFrame(() => setTimeout(enhanceParts))

async function enhanceParts() {
  for (const [mark, part] of parts) if (document.querySelector(mark)) (await part()).enhance(document)
}
