/** Fills the badge from the cart's cookie: the page itself is the same for everybody. */
export function showCartCount(root: Document): void {
  const cart = /(?:^|; )cart=([^;]*)/.exec(root.cookie)?.[1] ?? ''
  // Our own cookie escapes the tilde at most; what somebody else wrote there may not decode at all.
  const pieces = cart
    .replace(/%7E/gi, '~')
    .split('~')
    .reduce(
      (sum, line) => sum + (line.endsWith('.aside') ? 0 : Number(line.split('.')[1]) || 0),
      plotsKept(root),
    )
  for (const badge of root.querySelectorAll<HTMLElement>('[data-cart-count]')) {
    badge.textContent = pieces > 99 ? '99+' : String(pieces)
    badge.hidden = pieces === 0
  }
}

/** Plots kept for a while count too; only their number is open to scripts. */
const plotsKept = (root: Document): number => Number(/(?:^|; )plots=(\d)/.exec(root.cookie)?.[1] ?? 0)

/** Another tab may have changed the cart since: looked at again, the badge follows. */
export function followCart(root: Document): void {
  const again = () => showCartCount(root)
  addEventListener('pageshow', again)
  addEventListener('focus', again)
  root.addEventListener('visibilitychange', again)
}
