import { Hono } from 'hono'
import { listProducts } from '../../catalog/listing.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { cardChannel } from '../../kernel/card-channel.ts'
import { civilDate } from '../../kernel/time.ts'
import { cardSales } from '../../orders/card-sales.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls, pathsFor } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { SheetPage } from './sheet-page.tsx'
import { ShelfPage } from './shelf-page.tsx'

export const shelfRoutes = new Hono<AppEnv>()

const MOST_PRODUCTS = 200
const WRONG_SHELF = '货架号用字母和数字，最多12个，例如 A1。'
const NONE_CHOSEN = '请先勾选要打印的商品。'

shelfRoutes.get(adminUrls.shelfCards.path, (c) => shelfPage(c))

shelfRoutes.get(adminUrls.shelfSheet.path, async (c) => {
  const { settings, now } = c.var.visit
  const typed = { shelf: c.req.query('shelf') ?? '', chosen: c.req.queries('product') ?? [] }
  const channel = cardChannel(typed.shelf)
  if (!channel) return shelfPage(c, typed, WRONG_SHELF)
  const products = (await listed(c)).filter(({ slug }) => typed.chosen.includes(slug))
  if (!products.length) return shelfPage(c, typed, NONE_CHOSEN)
  const cards = products.map((product) => ({
    product,
    url: settings.publicUrl + pathsFor('zh').shelfCard(channel, product.slug),
  }))
  return renderAdmin(c, { title: '货架卡' }, SheetPage({ cards, channel, on: civilDate(now) }))
})

async function shelfPage(c: Ctx, typed = { shelf: '', chosen: [] as string[] }, error: string | null = null) {
  const { db, now } = c.var.visit
  const mayCount = may(c.var.staff.role, 'dashboard.read')
  const sales = mayCount ? await cardSales(db, now) : null
  const body = ShelfPage({ products: await listed(c), typed, sales, error })
  return renderAdmin(c, { title: '货架卡', current: adminPaths.shelfCards }, body, error ? 422 : 200)
}

const listed = async (c: Ctx) =>
  (await listProducts(c.var.visit.db, { sort: 'season', limit: MOST_PRODUCTS }, c.var.visit.now)).items
