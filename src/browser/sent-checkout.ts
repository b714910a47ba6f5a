/** The page after an order was placed: what was typed for it goes from this device (see typed-checkout.ts). */
export function forgetSentCheckout(page: Document): void {
  if (page.querySelector('form[data-checkout]')) return
  try {
    sessionStorage.removeItem('sent:checkout')
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
