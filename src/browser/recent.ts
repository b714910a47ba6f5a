/** Products somebody looked at, kept in their browser alone; the newest first. */
type Seen = { path: string; name: string; picture: string }

const KEPT = 'recent'
const MOST = 8

/** Shows what was looked at before, and remembers the product this page is of. */
export function enhance(page: Document): void {
  const place = page.querySelector<HTMLElement>('[data-recent]')
  if (!place) return
  const now = seenHere(place)
  const before = kept().filter(({ path }) => path !== now?.path)
  if (now) keep([now, ...before].slice(0, MOST))
  const shown = before.filter(({ path }) => isEnglish(path) === isEnglish(location.pathname))
  const list = place.querySelector('ul')
  if (!list || !shown.length) return
  list.replaceChildren(...shown.map((seen) => tile(page, seen)))
  place.hidden = false
  place.querySelector('button')?.addEventListener('click', () => {
    keep(now ? [now] : [])
    place.hidden = true
  })
}

/** Names are kept as they were read: a page shows those of its own language. */
const isEnglish = (path: string): boolean => path === '/en' || path.startsWith('/en/')

const seenHere = ({ dataset: { name, picture } }: HTMLElement): Seen | null =>
  name ? { path: location.pathname, name, picture: picture ?? '' } : null

function tile(page: Document, { path, name, picture }: Seen): HTMLLIElement {
  const [item, link] = [page.createElement('li'), page.createElement('a')]
  link.href = path
  if (picture) {
    const drawn = page.createElement('img')
    Object.assign(drawn, { src: picture, alt: '', width: 96, height: 96, loading: 'lazy' })
    // A picture that was replaced since leaves its name.
    drawn.addEventListener('error', () => drawn.remove())
    link.append(drawn)
  }
  link.append(name)
  item.append(link)
  return item
}

/** What is kept may be of another time, or written by somebody else: only paths of this shop are links. */
function kept(): Seen[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(found) ? found.filter(isSeen).slice(0, MOST) : []
  } catch {
    return []
  }
}

const isSeen = (one: unknown): one is Seen => {
  const { path, name, picture } = (one ?? {}) as Partial<Record<keyof Seen, unknown>>
  return isOwn(path) && typeof name === 'string' && (picture === '' || isOwn(picture))
}
const isOwn = (path: unknown): path is string => typeof path === 'string' && /^\/(?![/\\])/.test(path)

function keep(seen: Seen[]): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(seen))
  } catch {
    // A browser that keeps nothing shows nothing.
  }
}
