/** How much is kept at most: pages, and their bytes together. The longest unused go first. */
const MOST = { pages: 2000, bytes: 64 * 1024 * 1024 }

type Page = { status: number; headers: [string, string][]; body: ArrayBuffer; until: number }

/** The Cache API as far as the shop uses it: `open`, then `match` and `put` by address, each copy until its max-age is over. */
export function pageCaches(now: () => number = Date.now) {
  const opened = new Map<string, ReturnType<typeof pageCache>>()
  return {
    open: async (name: string) => {
      const known = opened.get(name) ?? pageCache(now)
      opened.set(name, known)
      return known
    },
  }
}

function pageCache(now: () => number) {
  const pages = new Map<string, Page>()
  let bytes = 0
  const forget = (address: string) => {
    bytes -= pages.get(address)?.body.byteLength ?? 0
    pages.delete(address)
  }
  return {
    match: async ({ url }: Request): Promise<Response | undefined> => {
      const page = pages.get(url)
      if (!page) return undefined
      if (page.until <= now()) {
        forget(url)
        return undefined
      }
      pages.delete(url)
      pages.set(url, page)
      return new Response(page.body, page)
    },
    put: async ({ url }: Request, answer: Response): Promise<void> => {
      const seconds = Number(/max-age=(\d+)/.exec(answer.headers.get('Cache-Control') ?? '')?.[1] ?? 0)
      // As on Cloudflare: what sets a cookie is of one visitor.
      if (answer.headers.has('Set-Cookie')) return
      const { status } = answer
      const page = { status, headers: [...answer.headers], body: await answer.arrayBuffer() }
      forget(url)
      if (!seconds || page.body.byteLength > MOST.bytes) return
      pages.set(url, { ...page, until: now() + seconds * 1000 })
      bytes += page.body.byteLength
      while (pages.size > MOST.pages || bytes > MOST.bytes) forget(pages.keys().next().value!)
    },
  }
}
