/** Thumbnails move the strip of pictures alone, not the page, and tell which one is seen. */
export function enhanceGallery(page: Document): void {
  const strip = page.querySelector('[data-slides]')
  if (!strip || !('IntersectionObserver' in window)) return
  const links = [...page.querySelectorAll('[data-thumbs] a')]
  const slides = [...strip.children] as HTMLElement[]
  links.forEach((link, index) => {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches
      strip.scrollTo({ left: slides[index]?.offsetLeft ?? 0, behavior: still ? 'auto' : 'smooth' })
    })
  })
  const watch = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting)?.target as HTMLElement | undefined
      if (!seen) return
      links.forEach((link, index) => {
        if (slides[index] === seen) link.setAttribute('aria-current', 'true')
        else link.removeAttribute('aria-current')
      })
    },
    { root: strip, threshold: 0.6 },
  )
  for (const slide of slides) watch.observe(slide)
}
