import { Hono } from 'hono'
import { MAX_QUANTITY } from '../catalog/card.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { exactOf, readForm } from '../http/form.ts'
import { provinceOf } from '../kernel/provinces.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { readBasket } from './basket.ts'
import { CartPage } from './cart-page.tsx'
import { addLine, type CartLine, isSku, parseQuantity, removeLine, setLine } from './cookie.ts'
import { heldRequests } from './held-requests.ts'
import { MAX_LINES, type Shelf } from './quote.ts'
import { readShelf } from './shelf.ts'
import { cartOf, keepCart, keepDestination, provinceOfVisit } from './store.ts'
import { viewCart } from './view.ts'

export const cartRoutes = new Hono<AppEnv>()

cartRoutes.get(urls.cart.path, (c) => cartPage(c))

cartRoutes.post(urls.cartLines.path, async (c) => {
  const { t, paths, db, now } = c.var.visit
  const form = await readForm(c)
  const [sku, action] = [exactOf(form, 'sku'), exactOf(form, 'action')]
  const lines = cartOf(c)
  if (action === 'remove') {
    const gone = lines.find((line) => line.sku === sku)
    keepCart(c, removeLine(lines, sku))
    return c.redirect(gone ? `${paths.cart}?removed=${sku}.${gone.quantity}` : paths.cart, 303)
  }
  if (!isSku(sku)) return cartPage(c, t.cart.unknownSku)
  const quantity = parseQuantity(exactOf(form, 'quantity') || (action === 'set' ? '' : '1'))
  if (quantity === null) return cartPage(c, t.cart.badQuantity(MAX_QUANTITY))
  const shelf = await readShelf(db, [sku, ...lines.map((line) => line.sku)], now)
  const sellable = shelf.sellables.get(sku)
  if (!sellable) return cartPage(c, t.cart.unknownSku)
  const line = { sku, quantity, seenFen: sellable.priceFen }
  const adds = action === 'add' || action === 'buy'
  const changed = adds ? addLine(asShown(c, lines, shelf, sku), line) : setLine(lines, line)
  if (!changed) {
    const full = lines.length >= MAX_LINES && !lines.some((line) => line.sku === sku)
    return cartPage(c, full ? t.cart.tooManyLines(MAX_LINES) : t.cart.tooMany(MAX_QUANTITY))
  }
  keepCart(c, changed)
  return c.redirect(action === 'buy' ? paths.checkout : paths.cart, 303)
})

cartRoutes.post(urls.cartDestination.path, async (c) => {
  const { t, paths } = c.var.visit
  const form = await readForm(c)
  const province = provinceOf(exactOf(form, 'region'))
  if (!province) return cartPage(c, t.cart.badRegion)
  keepDestination(c, province)
  return c.redirect(ownPath(exactOf(form, 'from')) ?? paths.cart, 303)
})

/** What is added comes on top of what the cart shows, which may be less than was put in once. */
function asShown(c: Ctx, lines: CartLine[], shelf: Shelf, sku: string): CartLine[] {
  const { items } = viewCart(lines, shelf, provinceOfVisit(c), c.var.visit.now)
  const shown = items.find((item) => item.sku === sku)
  return lines.map((line) => (line.sku === sku ? { ...line, ...shown } : line))
}

async function cartPage(c: Ctx, error?: string) {
  const { t, paths, now, language } = c.var.visit
  const lines = cartOf(c)
  const removed = removedLine(c.req.query('removed'), lines)
  const skus = [...lines.map(({ sku }) => sku), ...(removed ? [removed.sku] : [])]
  const { shelf, plots } = await readBasket(c.var.visit, skus, heldRequests(c))
  const view = viewCart(lines, shelf, provinceOfVisit(c), now, plots)
  const undo = removed && shelf.sellables.get(removed.sku)
  c.header('Cache-Control', 'private, no-cache')
  const body = CartPage({
    view,
    removed: undo ? { ...undo, quantity: removed.quantity } : null,
    released: /^[A-Z0-9-]{1,24}$/.exec(c.req.query('released') ?? '')?.[0] ?? null,
    error,
    t: t.cart,
    gardens: t.gardens,
    paths,
    language,
    now,
  })
  const meta = { title: t.cart.title, current: 'cart' as const, noindex: true }
  return renderPage(c, meta, body, error ? 422 : 200)
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
