import { Hono } from 'hono'
import { MAX_QUANTITY } from '../catalog/card.ts'
import { pageContext } from '../catalog/page-context.ts'
import { readStarters } from '../catalog/starters.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { exactOf, readForm } from '../http/form.ts'
import { provinceOf } from '../kernel/provinces.ts'
import { anySample } from '../kernel/samples.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { readBasket } from './basket.ts'
import { CartPage } from './cart-page.tsx'
import { addLine, type CartLine, isSku, parseQuantity, removeLine, setLine } from './cookie.ts'
import { heldRequests } from './held-requests.ts'
import { MAX_LINES, type Shelf } from './quote.ts'
import { readShelf } from './shelf.ts'
import { asideOf, cartOf, keepCart, keepDestination, provinceOfVisit } from './store.ts'
import { viewCart } from './view.ts'

export const cartRoutes = new Hono<AppEnv>()

cartRoutes.get(urls.cart.path, (c) => {
  const full = c.req.query('full') ? c.var.visit.t.cart.notAllBack(MAX_LINES) : undefined
  return cartPage(c, full, 200)
})

cartRoutes.post(urls.cartLines.path, async (c) => {
  const { t, paths } = c.var.visit
  const form = await readForm(c)
  const [sku, action] = [exactOf(form, 'sku'), exactOf(form, 'action')]
  const lines = cartOf(c)
  if (action === 'remove') {
    const gone = lines.find((line) => line.sku === sku)
    keepCart(c, removeLine(lines, sku))
    return c.redirect(gone ? `${paths.cart}?removed=${sku}.${gone.quantity}` : paths.cart, 303)
  }
  if (action === 'aside') {
    const put = lines.filter((line) => line.sku === sku).map((line) => ({ ...line, aside: true as const }))
    keepCart(c, removeLine(lines, sku), [...asideOf(c), ...put])
    return c.redirect(paths.cart, 303)
  }
  if (action === 'forget') {
    keepCart(c, lines, removeLine(asideOf(c), sku))
    return c.redirect(paths.cart, 303)
  }
  if (!isSku(sku)) return cartPage(c, t.cart.unknownSku)
  const quantity = parseQuantity(exactOf(form, 'quantity') || (action === 'set' ? '' : '1'))
  if (quantity === null) return cartPage(c, t.cart.badQuantity(MAX_QUANTITY))
  const shelf = await readShelf(c.var.visit, [sku, ...lines.map((line) => line.sku)])
  const sellable = shelf.sellables.get(sku)
  if (!sellable) return cartPage(c, t.cart.unknownSku)
  const line = { sku, quantity, seenFen: sellable.priceFen }
  const adds = action === 'add' || action === 'buy'
  if (action === 'back' && lines.length >= MAX_LINES) return cartPage(c, t.cart.tooManyLines(MAX_LINES))
  const changed = adds ? addLine(asShown(c, lines, shelf, sku), line) : setLine(lines, line)
  if (!changed) {
    const full = lines.length >= MAX_LINES && !lines.some((line) => line.sku === sku)
    return cartPage(c, full ? t.cart.tooManyLines(MAX_LINES) : t.cart.tooMany(MAX_QUANTITY))
  }
  keepCart(c, changed)
  if (action === 'buy') return c.redirect(paths.checkout, 303)
  if (action !== 'add' || isCut(c, changed, shelf, sku)) return c.redirect(paths.cart, 303)
  const added = { added: quantity }
  // Added from among one's favourites, one looks on there.
  const back = exactOf(form, 'from') === 'favourites'
  return c.redirect(back ? paths.favourites(added) : paths.product(sellable.slug, { sku, ...added }), 303)
})

cartRoutes.post(urls.cartDestination.path, async (c) => {
  const { t, paths } = c.var.visit
  const form = await readForm(c)
  const province = provinceOf(exactOf(form, 'region'))
  if (!province) return cartPage(c, t.cart.badRegion)
  keepDestination(c, province)
  return c.redirect(ownPath(exactOf(form, 'from')) ?? paths.cart, 303)
})

/** Whether the cart has something to say of a line: there is less of it, or it cannot be ordered. */
function isCut(c: Ctx, lines: CartLine[], shelf: Shelf, sku: string): boolean {
  const { quote, reduced } = viewCart(lines, shelf, provinceOfVisit(c), c.var.visit.now)
  return reduced.has(sku) || quote.problems.some((problem) => problem.sku === sku)
}

/** What is added comes on top of what the cart shows, which may be less than was put in once. */
function asShown(c: Ctx, lines: CartLine[], shelf: Shelf, sku: string): CartLine[] {
  const { items } = viewCart(lines, shelf, provinceOfVisit(c), c.var.visit.now)
  const shown = items.find((item) => item.sku === sku)
  return lines.map((line) => (line.sku === sku ? { ...line, ...shown } : line))
}

async function cartPage(c: Ctx, error?: string, status: 200 | 422 = error ? 422 : 200) {
  const { t, paths, now, language } = c.var.visit
  const lines = cartOf(c)
  const removed = removedLine(c.req.query('removed'), lines)
  const later = asideOf(c)
  const skus = [...lines, ...later, ...(removed ? [removed] : [])].map(({ sku }) => sku)
  const { shelf, plots } = await readBasket(c.var.visit, skus, heldRequests(c))
  const view = viewCart(lines, shelf, provinceOfVisit(c), now, plots)
  const undo = removed && shelf.sellables.get(removed.sku)
  c.header('Cache-Control', 'private, no-cache')
  const empty = view.items.length === 0 && view.plots.length === 0
  const starters = empty ? await readStarters(c.var.visit.db, now) : []
  const body = CartPage({
    view,
    empty: empty ? { starters, context: await pageContext(c) } : null,
    aside: later.flatMap((line) => {
      const sellable = shelf.sellables.get(line.sku) ?? shelf.offShelf.get(line.sku)
      return sellable ? [{ ...sellable, sku: line.sku, quantity: line.quantity }] : []
    }),
    removed: undo ? { ...undo, quantity: removed.quantity } : null,
    released: /^[A-Z0-9-]{1,24}$/.exec(c.req.query('released') ?? '')?.[0] ?? null,
    error,
    t: t.cart,
    gardens: t.gardens,
    paths,
    language,
    now,
  })
  const meta = {
    ...{ title: t.cart.title, current: 'cart' as const, noindex: true },
    samples: anySample([
      ...view.quote.groups.flatMap(({ lines }) => lines),
      ...view.quote.adoptions,
      ...starters,
    ]),
  }
  return renderPage(c, meta, body, status)
}

/** The line that was just taken out, from the address; null when it is back in or not a line. */
function removedLine(text: string | undefined, lines: CartLine[]): { sku: string; quantity: number } | null {
  const [, sku = '', count = ''] = /^([A-Z0-9-]{1,32})\.(\d{1,2})$/.exec(text ?? '') ?? []
  const quantity = parseQuantity(count)
  return quantity && !lines.some((line) => line.sku === sku) ? { sku, quantity } : null
}

/** A page of ours that changes with the destination; null for anything else, so nobody is sent elsewhere. */
const ownPath = (from: string): string | null =>
  /^(\/en)?\/(checkout|products\/[a-z0-9-]{1,80})$/.test(from) ? from : null
