type Shown = { more?: string[] }

/** “More” brings the next products below those that stand here; whoever comes back from one finds them all again. */
export function enhance(page: Document): void {
  const cards = page.querySelector('[data-cards]')
  if (!cards) return
  page.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-more]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void append(cards, link)
  })
  void restore(page, cards)
}

const shown = (): string[] => ((history.state ?? {}) as Shown).more ?? []

/** Takes the cards of the page a link leads to; where that fails, the link is followed. Answers whether it went well. */
async function append(cards: Element, link: HTMLAnchorElement): Promise<boolean> {
  const { href } = link
  link.setAttribute('aria-busy', 'true')
  const answer = await fetch(href).catch(() => null)
  if (!answer?.ok) {
    location.assign(href)
    return false
  }
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const first = next.querySelector('[data-cards] > *')
  cards.append(...next.querySelectorAll('[data-cards] > *'))
  const further = next.querySelector<HTMLAnchorElement>('a[data-more]')
  if (further) link.href = further.href
  else link.parentElement?.remove()
  link.removeAttribute('aria-busy')
  first?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true })
  history.replaceState({ more: [...shown().filter((own) => own !== href), href] }, '')
  return true
}

/** Back from a product: what was brought stands here again. */
async function restore(page: Document, cards: Element): Promise<void> {
  const before = shown()
  const top = scrollY
  for (const href of before) {
    const link = page.querySelector<HTMLAnchorElement>('a[data-more]')
    if (link?.href !== href || !(await append(cards, link))) return
  }
  if (before.length) scrollTo(0, top)
}
