/** The bar at the foot shows only while the buttons of the page are out of sight. */
export function enhanceBuyBar(page: Document): void {
  const row = page.querySelector('[data-buy-row]')
  const bar = page.querySelector<HTMLElement>('[data-buy-bar]')
  if (!row || !bar || !('IntersectionObserver' in window)) return
  const price = bar.querySelector('.price')
  const follow = (input: HTMLInputElement) => {
    const shown = input.closest('label')?.querySelector('[data-price]')
    if (price && shown) price.textContent = shown.textContent
  }
  page.querySelectorAll<HTMLInputElement>('input[name=sku]').forEach((input) => {
    if (input.checked) follow(input)
    input.addEventListener('change', () => follow(input))
  })
  new IntersectionObserver(([entry]) => {
    bar.hidden = entry?.isIntersecting ?? true
    page.body.classList.toggle('has-buy-bar', !bar.hidden)
  }).observe(row)
}
