import { letBannerClose } from './banner.ts'
import { followCart, showCartCount } from './cart-count.ts'
import { enhanceForms } from './forms.ts'
import { forgetSentCheckout } from './sent-checkout.ts'

type Part = () => Promise<{ enhance: (page: Document) => void }>

// Every page works without this; what follows only saves time.
letBannerClose(document)
showCartCount(document)
followCart(document)
enhanceForms(document)
forgetSentCheckout(document)

// It changes how its form is laid out: at once, before the first paint. The form has its file fetched early.
const ordering = enhancePart(
  '[data-region-picker], [data-address-paste], [data-checkout]',
  () => import('./ordering.ts'),
)

/** What only some pages need, by the mark that needs it. */
const parts: [string, Part][] = [
  ['[data-buy-row], [data-slides], [data-quantity]', () => import('./buying.ts')],
  ['[data-left-ms], [data-watch-payment]', () => import('./paying.ts')],
  ['[data-more]', () => import('./more.ts')],
  ['[data-recent]', () => import('./recent.ts')],
  ['[data-claim]', () => import('./claiming.ts')],
  ['[data-poster]', () => import('./poster.ts')],
  ['[data-certificate-picture]', () => import('./certificate-picture.ts')],
]
// Asked for once the page is painted, so that on a slow line nothing stands between a visitor and the picture.
requestAnimationFrame(() => setTimeout(enhanceParts))

// Only who searches needs it.
const suggest = ({ target }: FocusEvent) => {
  if (!(target as Element).closest('form[data-suggestions]')) return
  document.removeEventListener('focusin', suggest)
  void import('./suggesting.ts').then((part) => part.enhance(document))
}
document.addEventListener('focusin', suggest)

async function enhanceParts() {
  await Promise.all([ordering, ...parts.map(([mark, part]) => enhancePart(mark, part))])
  // Whoever tries the page with scripts can tell that they are there.
  document.documentElement.dataset.enhanced = ''
}

async function enhancePart(mark: string, part: Part) {
  if (document.querySelector(mark)) (await part()).enhance(document)
}
