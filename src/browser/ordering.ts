import { enhanceAddressPaste } from './address-paste.ts'
import { followFreight } from './checkout-total.ts'
import { enhanceFieldErrors } from './field-errors.ts'
import { enhanceRegionPicker } from './region-picker.ts'
import { keepTyped } from './typed-checkout.ts'

/** What helps to fill in where an order goes. */
export function enhance(page: Document): void {
  enhanceRegionPicker(page)
  enhanceAddressPaste(page)
  enhanceFieldErrors(page)
  followFreight(page)
  // Last: what comes back may cost another freight.
  keepTyped(page)
  showAnew(page)
}

/** Back from the payment to a checkout the browser kept: its cart was ordered since, which only the server says. */
function showAnew(page: Document): void {
  if (!page.querySelector('form[data-checkout]')) return
  const cart = () => /(?:^|; )cart=([^;]*)/.exec(page.cookie)?.[1] ?? ''
  const before = cart()
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && cart() !== before) location.reload()
  })
}
