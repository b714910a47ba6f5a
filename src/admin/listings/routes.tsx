import { Hono } from 'hono'
import { changeCells } from '../../catalog/listings/cell-changing.ts'
import { readPrices, readShelf } from '../../catalog/listings/chosen.ts'
import { countTable } from '../../catalog/listings/counts.ts'
import { readChoices } from '../../catalog/listings/editor.ts'
import type { ListingRefusal } from '../../catalog/listings/refusal.ts'
import { revertEntry } from '../../catalog/listings/reverting.ts'
import { setShelf } from '../../catalog/listings/shelving.ts'
import { readTable, TABLE_VIEWS } from '../../catalog/listings/table.ts'
import { changePrices, type PriceChange } from '../../catalog/pricing.ts'
import { notAsked, slipQuestion, slipsAmong, sureOf } from '../../catalog/slips.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { type Form, listOf, readForm, textOf } from '../../http/form.ts'
import { fen } from '../../kernel/money.ts'
import { civilDate, monthOf } from '../../kernel/time.ts'
import { may } from '../../staff/roles.ts'
import { assets } from '../../ui/assets.generated.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { answerForbidden } from '../forbidden.tsx'
import { renderAdmin } from '../layout.tsx'
import { doneOf, undoneOf } from './done.ts'
import { PricePreviewPage, ShelfPreviewPage } from './preview-page.tsx'
import { sayRefusal } from './sentences.ts'
import { cellsOf, flat } from './table-form.ts'
import { ListingsPage, type TableTyped } from './table-page.tsx'

export const listingRoutes = new Hono<AppEnv>()

const PAGE = 20
const MOST_CHOSEN = 500
const LONGEST_SURE = 20_000
const UNTYPED: TableTyped = { values: {}, error: null }

/** Back to the page of the table it was sent from, and nowhere else. */
const backOf = (form: Form): string => {
  const back = textOf(form, 'back')
  return /^\/admin\/listings(?:\?[\w%&=.+-]*)?$/.test(back) ? back : adminPaths.listings()
}
const withQuery = (place: string, name: string, value: string): string =>
  `${place}${place.includes('?') ? '&' : '?'}${name}=${value}`
const withDone = (back: string, entries: (string | null)[]) =>
  entries.flatMap((entry) => entry ?? []).reduce((place, entry) => withQuery(place, 'done', entry), back)

listingRoutes.get(adminUrls.listings.path, (c) => tablePage(c, c.req.query(), UNTYPED, 200))

listingRoutes.post(adminUrls.listingChanges.path, async (c) => {
  const form = await readForm(c)
  const back = backOf(form)
  const { error, ...cells } = cellsOf(form)
  if (cells.stock.length && !may(c.var.staff.role, 'stock.write')) return answerForbidden(c, 'stock.write')
  const fail = (text: string, status: 409 | 422) =>
    tablePage(c, queryOf(back), { values: flat(form), error: text }, status)
  if (error) return fail(error, 422)
  const slips = slipsAmong([
    ...cells.prices.map(({ sku, seenFen, fen }) => ({
      what: 'price' as const,
      sku,
      before: seenFen,
      after: fen,
    })),
    ...cells.stock.map(({ sku, seen, available }) => ({
      what: 'stock' as const,
      sku,
      before: seen,
      after: available,
    })),
  ])
  const open = notAsked(slips, textOf(form, 'sure', LONGEST_SURE))
  if (open.length) {
    const values = { ...flat(form), sure: sureOf(slips) }
    return tablePage(c, queryOf(back), { values, error: slipQuestion(open) }, 422)
  }
  const changed = await changeCells(c.var.visit, cells, c.var.staff.staffId)
  if (changed.ok) return c.redirect(withDone(back, changed.value.entries), 303)
  const { refusal } = changed
  const moved = refusal.code === 'stock_moved' || refusal.code === 'price_moved'
  return fail(sayRefusal(refusal) + (moved ? LOOK_AT_BOTH : ''), statusOf(refusal))
})

const LOOK_AT_BOTH = '整张表都还没有保存，您填的都在下面；写着两个数的格子请先看过，再保存。'

listingRoutes.post(adminUrls.listingPreview.path, async (c) => {
  const form = await readForm(c)
  const back = backOf(form)
  const skus = listOf(form, 'sku').slice(0, MOST_CHOSEN)
  const fail = (error: string) => tablePage(c, queryOf(back), { values: flat(form), error }, 422)
  if (!skus.length) return fail('请先勾选要改的商品。')
  const meta = { title: '批量修改', current: adminPaths.listings() }
  if (textOf(form, 'act') !== 'price') {
    const lines = await readShelf(c.var.visit.db, skus)
    const listed = textOf(form, 'act') === 'list'
    return renderAdmin(c, meta, ShelfPreviewPage({ lines, listed, back }))
  }
  const percent = textOf(form, 'percent').normalize('NFKC').replace('−', '-').replace('%', '')
  if (!/^[+-]?\d{1,2}(?:\.\d)?$/.test(percent) || Number(percent) === 0)
    return fail('调价请填百分比，例如 -5 或 3.5，一次最多加减 99%。')
  const rows = await readPrices(c.var.visit.db, skus)
  const step = textOf(form, 'round') === 'on' ? 100 : 10
  const lines = rows.map((row) => ({ ...row, fen: raised(row.seenFen, Number(percent), step) }))
  return renderAdmin(c, meta, PricePreviewPage({ lines, percent, back }))
})

/** A price changed by per cent, to the nearest step in fen, never below one step. */
function raised(priceFen: number, percent: number, step: number): number {
  const thousandths = Math.round(percent * 10)
  return fen(Math.max(step, Math.round((priceFen * (1000 + thousandths)) / 1000 / step) * step))
}

listingRoutes.post(adminUrls.listingPrices.path, async (c) => {
  const form = await readForm(c)
  const changes = listOf(form, 'change').flatMap((text): PriceChange[] => {
    const [, sku, seen, wanted] = /^([A-Z0-9-]{1,40}):(\d{1,9}):([1-9]\d{0,8})$/.exec(text) ?? []
    return sku ? [{ sku, seenFen: Number(seen), fen: Number(wanted) }] : []
  })
  const changed = await changePrices(c.var.visit, changes.slice(0, MOST_CHOSEN), c.var.staff.staffId)
  if (changed.ok) return c.redirect(withDone(backOf(form), [changed.value.entry]), 303)
  return refused(c, backOf(form), changed.refusal)
})

listingRoutes.post(adminUrls.listingShelf.path, async (c) => {
  const form = await readForm(c)
  const wanted = listOf(form, 'shelf')
    .slice(0, MOST_CHOSEN)
    .map((text) => text.split(':'))
  const listed = wanted[0]?.[1] === '1'
  const ids = wanted.map(([id]) => id ?? '')
  const moved = await setShelf(c.var.visit, ids, listed, c.var.staff.staffId)
  if (moved.ok) return c.redirect(withDone(backOf(form), [moved.value.entry]), 303)
  return refused(c, backOf(form), moved.refusal, flat(form))
})

listingRoutes.post(adminUrls.listingReversions.path, async (c) => {
  const form = await readForm(c)
  const [entry, back] = [textOf(form, 'entry'), backOf(form)]
  const undone = await revertEntry(c.var.visit, entry, c.var.staff.staffId, c.var.staff.role)
  if (!undone.ok && undone.refusal.code === 'not_found') return answerNotFound(c)
  if (!undone.ok) return refused(c, back, undone.refusal)
  // The answer says what was undone; loading it again undoes nothing.
  return c.redirect(withDone(withQuery(back, 'undone', entry), [undone.value.entry]), 303)
})

const statusOf = (refusal: ListingRefusal) => (refusal.code === 'not_found' ? 422 : 409)
const refused = (c: Ctx, back: string, refusal: ListingRefusal, values: Record<string, string> = {}) =>
  tablePage(c, queryOf(back), { values, error: sayRefusal(refusal) }, statusOf(refusal))

const queryOf = (back: string): Record<string, string> =>
  Object.fromEntries(new URL(back, 'http://desk').searchParams)

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
    done: query.undone ? await undoneOf(c, query.undone, query.done) : await doneOf(c, c.req.queries('done')),
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
