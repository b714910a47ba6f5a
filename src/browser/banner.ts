const KEPT = 'banner-closed'

/** Lets a visitor close the line of news; the same line stays closed in this browser. */
export function letBannerClose(root: Document): void {
  const banner = root.querySelector<HTMLElement>('[data-banner]')
  const button = banner?.querySelector<HTMLElement>('[data-banner-close]')
  if (!banner || !button) return
  const name = banner.dataset.banner ?? ''
  banner.hidden = localStorage.getItem(KEPT) === name
  button.hidden = false
  button.addEventListener('click', () => {
    localStorage.setItem(KEPT, name)
    banner.hidden = true
    root.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true })
  })
}
