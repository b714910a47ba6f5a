import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { may } from '../../accounts/roles.ts'
import { countTable } from '../../catalog/listings/counts.ts'
import { readChoices } from '../../catalog/listings/editor.ts'
import type { ListingRefusal } from '../../catalog/listings/refusal.ts'
import { revertEntry } from '../../catalog/listings/reverting.ts'
import { setShelf } from '../../catalog/listings/shelving.ts'
import { readTable, TABLE_VIEWS } from '../../catalog/listings/table.ts'
import { changePrices, type PriceChange } from '../../catalog/pricing.ts'
import { adjustStock, STOCK_REASONS, type StockChange } from '../../catalog/stock/adjusting.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerError, answerNotFound } from '../../http/failures.tsx'
import { fen, parseYuan } from '../../kernel/money.ts'
import { civilDate, monthOf } from '../../kernel/time.ts'
import { adminPaths } from '../../paths.ts'
import { assets } from '../../ui/assets.generated.ts'
import { renderAdmin } from '../layout.tsx'
import { doneOf, undoneOf } from './done.ts'
import { type PriceLine, PricePreviewPage, type ShelfLine, ShelfPreviewPage } from './preview-page.tsx'
import { sayRefusal } from './sentences.ts'
import { ListingsPage, type TableTyped } from './table-page.tsx'

export const listingRoutes = new Hono<AppEnv>()

const PAGE = 20
const MOST_CHOSEN = 500
const UNTYPED: TableTyped = { values: {}, error: null }

type Form = Record<string, string | string[]>
const formOf = async (c: Ctx): Promise<Form> => (await c.req.parseBody({ all: true })) as Form
const listOf = (form: Form, name: string): string[] => [form[name] ?? []].flat().map(String)
const textOf = (form: Form, name: string): string =>
  String([form[name] ?? ''].flat()[0])
    .slice(0, 200)
    .trim()

/** Back to the page of the table it was sent from, and nowhere else. */
const backOf = (form: Form): string => {
  const back = textOf(form, 'back')
  return /^\/admin\/listings(?:\?[\w%&=.+-]*)?$/.test(back) ? back : adminPaths.listings()
}
const withDone = (back: string, entry: string | null) =>
  entry ? `${back}${back.includes('?') ? '&' : '?'}done=${entry}` : back

listingRoutes.get('/', (c) => tablePage(c, c.req.query(), UNTYPED, 200))

listingRoutes.post('/changes', async (c) => {
  const form = await formOf(c)
  const back = backOf(form)
  const read = changesOf(form)
  if (read.stock.length && !may(c.var.staff.role, 'stock.write')) return answerError(c, 403)
  const fail = (error: string, status: 409 | 422) =>
    tablePage(c, queryOf(back), { values: flat(form), error }, status)
  if (read.error) return fail(read.error, 422)
  const { staffId } = c.var.staff
  const reason = STOCK_REASONS.find((known) => known === textOf(form, 'reason')) ?? '更正'
  const priced = await changePrices(c.var.visit, read.prices, staffId)
  if (!priced.ok) return fail(sayRefusal(priced.refusal), statusOf(priced.refusal))
  const stocked = await adjustStock(c.var.visit, read.stock, reason, staffId)
  if (!stocked.ok)
    return fail(
      `${priced.value.entry ? '价格已改。' : ''}${sayRefusal(stocked.refusal)}`,
      statusOf(stocked.refusal),
    )
  return c.redirect(withDone(back, priced.value.entry ?? stocked.value.entry), 303)
})

listingRoutes.post('/preview', async (c) => {
  const form = await formOf(c)
  const back = backOf(form)
  const skus = listOf(form, 'sku').slice(0, MOST_CHOSEN)
  const fail = (error: string) => tablePage(c, queryOf(back), { values: flat(form), error }, 422)
  if (!skus.length) return fail('请先勾选要改的商品。')
  const meta = { title: '批量修改', current: adminPaths.listings() }
  if (textOf(form, 'act') !== 'price') {
    const lines = await c.var.visit.db.all<ShelfLine>(sql`
      SELECT DISTINCT p.id, p.name_zh nameZh, p.listed FROM json_each(${JSON.stringify(skus)}) j
      CROSS JOIN variants v ON v.sku = j.value CROSS JOIN products p ON p.id = v.product_id`)
    const listed = textOf(form, 'act') === 'list'
    return renderAdmin(c, meta, ShelfPreviewPage({ lines, listed, back }))
  }
  const percent = textOf(form, 'percent').normalize('NFKC').replace('−', '-').replace('%', '')
  if (!/^[+-]?\d{1,2}(?:\.\d)?$/.test(percent) || Number(percent) === 0)
    return fail('调价请填百分比,例如 -5 或 3.5,一次最多加减 99%。')
  const rows = await c.var.visit.db.all<Omit<PriceLine, 'fen'>>(sql`
    SELECT v.sku, p.name_zh || ' ' || v.spec_zh name, v.price_fen seenFen FROM json_each(${JSON.stringify(skus)}) j
    CROSS JOIN variants v ON v.sku = j.value AND v.retired = 0 CROSS JOIN products p ON p.id = v.product_id`)
  const step = textOf(form, 'round') === 'on' ? 100 : 10
  const lines = rows.map((row) => ({ ...row, fen: raised(row.seenFen, Number(percent), step) }))
  return renderAdmin(c, meta, PricePreviewPage({ lines, percent, back }))
})

/** A price changed by per cent, to the nearest step in fen, never below one step. */
function raised(priceFen: number, percent: number, step: number): number {
  const thousandths = Math.round(percent * 10)
  return fen(Math.max(step, Math.round((priceFen * (1000 + thousandths)) / 1000 / step) * step))
}

listingRoutes.post('/prices', async (c) => {
  const form = await formOf(c)
  const changes = listOf(form, 'change').flatMap((text): PriceChange[] => {
    const [, sku, seen, wanted] = /^([A-Z0-9-]{1,40}):(\d{1,9}):([1-9]\d{0,8})$/.exec(text) ?? []
    return sku ? [{ sku, seenFen: Number(seen), fen: Number(wanted) }] : []
  })
  const changed = await changePrices(c.var.visit, changes.slice(0, MOST_CHOSEN), c.var.staff.staffId)
  if (changed.ok) return c.redirect(withDone(backOf(form), changed.value.entry), 303)
  return refused(c, backOf(form), changed.refusal)
})

listingRoutes.post('/shelf', async (c) => {
  const form = await formOf(c)
  const wanted = listOf(form, 'shelf')
    .slice(0, MOST_CHOSEN)
    .map((text) => text.split(':'))
  const listed = wanted[0]?.[1] === '1'
  const ids = wanted.map(([id]) => id ?? '')
  const moved = await setShelf(c.var.visit, ids, listed, c.var.staff.staffId)
  if (moved.ok) return c.redirect(withDone(backOf(form), moved.value.entry), 303)
  return refused(c, backOf(form), moved.refusal)
})

listingRoutes.post('/reversions', async (c) => {
  const entry = textOf(await formOf(c), 'entry')
  const undone = await revertEntry(c.var.visit, entry, c.var.staff.staffId, c.var.staff.role)
  if (!undone.ok && undone.refusal.code === 'not_found') return answerNotFound(c)
  if (!undone.ok) return refused(c, adminPaths.listings(), undone.refusal)
  // The answer says what was undone; loading it again undoes nothing.
  return c.redirect(adminPaths.listings({ undone: entry, done: undone.value.entry ?? undefined }), 303)
})

const statusOf = (refusal: ListingRefusal) => (refusal.code === 'not_found' ? 422 : 409)
const refused = (c: Ctx, back: string, refusal: ListingRefusal) =>
  tablePage(c, queryOf(back), { values: {}, error: sayRefusal(refusal) }, statusOf(refusal))

const queryOf = (back: string): Record<string, string> =>
  Object.fromEntries(new URL(back, 'http://desk').searchParams)

/** Typed values by field; chosen SKUs as `chosen.SKU`. */
const flat = (form: Form): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String([value].flat()[0])])),
  ...Object.fromEntries(listOf(form, 'sku').map((sku) => [`chosen.${sku}`, 'on'])),
})

/** What differs from what was seen, price and stock alike; `error` names the first thing nobody can read. */
function changesOf(form: Form): { prices: PriceChange[]; stock: StockChange[]; error: string | null } {
  const prices: PriceChange[] = []
  const stock: StockChange[] = []
  let error: string | null = null
  for (const name of Object.keys(form)) {
    const [kind = '', sku = ''] = name.split('.')
    const seen = Number(textOf(form, `seen-${kind}.${sku}`))
    const typed = textOf(form, name).normalize('NFKC')
    if (kind === 'price') {
      const wanted = parseYuan(typed)
      if (!wanted) error ??= `${sku} 的价格“${typed}”看不懂:请填元,例如 68 或 68.5。什么都还没有改。`
      else if (wanted !== seen) prices.push({ sku, seenFen: seen, fen: wanted })
    }
    if (kind === 'stock') {
      if (!/^\d{1,7}$/.test(typed)) error ??= `${sku} 的库存“${typed}”看不懂:请填整数件数。什么都还没有改。`
      else if (Number(typed) !== seen) stock.push({ sku, seen, available: Number(typed) })
    }
  }
  return { prices, stock, error }
}

async function tablePage(c: Ctx, query: Record<string, string>, typed: TableTyped, status: 200 | 409 | 422) {
  const { db, now } = c.var.visit
  const view = TABLE_VIEWS.find((name) => name === query.view) ?? 'all'
  const q = (query.q ?? '').trim().slice(0, 40)
  const { families } = await readChoices(db)
  const family = families.find(([code]) => code === query.family)?.[0] ?? ''
  const here = query.before ? { before: query.before } : query.after ? { after: query.after } : {}
  const [table, counts] = await Promise.all([
    readTable(db, { view, q, family, ...here, limit: PAGE }),
    countTable(db, family),
  ])
  const { role } = c.var.staff
  const body = ListingsPage({
    ...table,
    here,
    counts,
    view,
    q,
    family,
    families,
    month: monthOf(civilDate(now)),
    now,
    typed,
    done: query.undone ? await undoneOf(c, query.undone, query.done) : await doneOf(c, query.done),
    can: {
      write: may(role, 'listings.write'),
      prices: may(role, 'prices.write'),
      stock: may(role, 'stock.write'),
      publish: may(role, 'listings.publish'),
      promotions: may(role, 'promotions.write'),
    },
  })
  const meta = { title: '商品', current: adminPaths.listings(), script: assets.listingsJs }
  return renderAdmin(c, meta, body, status)
}
