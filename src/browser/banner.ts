const KEPT = 'banner-closed'

// Browsers inside apps may refuse their storage: then the line is there again on the next page.
function kept(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}
function keep(name: string): void {
  try {
    localStorage.setItem(KEPT, name)
  } catch {}
}

/** Lets a visitor close the line of news; the same line stays closed in this browser. */
export function letBannerClose(root: Document): void {
  const banner = root.querySelector<HTMLElement>('[data-banner]')
  const button = banner?.querySelector<HTMLElement>('[data-banner-close]')
  if (!banner || !button) return
  const name = banner.dataset.banner ?? ''
  banner.hidden = kept() === name
  button.hidden = false
  button.addEventListener('click', () => {
    keep(name)
    banner.hidden = true
    root.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true })
  })
}
