import { Hono } from 'hono'
import type { NumberUse } from '../../fulfilment/number-uses.ts'
import { readWaiting } from '../../fulfilment/queries.ts'
import { LONGEST_NUMBERS, type SheetRow, sheetRow } from '../../fulfilment/sheet.ts'
import { planSheet } from '../../fulfilment/sheet-planning.ts'
import { shipSheet } from '../../fulfilment/sheet-shipping.ts'
import { parseTrackingNos } from '../../fulfilment/shipment.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { listOf, readForm, valuesOf } from '../../http/form.ts'
import { chosenCarrier } from '../../kernel/carriers.ts'
import { parseOrderNumber } from '../../kernel/ids.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { SURE } from '../shared-numbers.tsx'
import { NUMBER, TickedPage } from './ticked-page.tsx'
import { orderedParts } from './waiting.ts'

/** Orders ticked in the list, sent together: a courier's sheet that is filled in on the page. */
export const tickedRoutes = new Hono<AppEnv>()

/** As many as a page of the list shows. */
const MOST_TICKED = 50

type Ticked = { storage: string; numbers: string[] }
type Outcome = {
  values?: Record<string, string>
  error?: string
  wrong?: Map<string, string>
  uses?: NumberUse[]
  status?: 409 | 422
}

export const tickedOf = (storage: string | undefined, orders: string[]): Ticked => ({
  storage: storage === 'cold' ? 'cold' : 'ambient',
  numbers: [...new Set(orders.flatMap((text) => parseOrderNumber(text) ?? []))].slice(0, MOST_TICKED),
})

tickedRoutes.get(adminUrls.tickedOrders.path, (c) =>
  show(c, tickedOf(c.req.query('storage'), c.req.queries('order') ?? [])),
)

tickedRoutes.post(adminUrls.tickedOrders.path, async (c) => {
  const form = await readForm(c)
  const values = valuesOf(form)
  const ticked = tickedOf(values.storage, listOf(form, 'order'))
  const wrong = new Map<string, string>()
  const uses: NumberUse[] = []
  const sure = listOf(form, SURE)
  const carrier = chosenCarrier(values.carrier ?? '', values.carrierName ?? '')
  if (!carrier) return show(c, ticked, { values, error: '请选择快递公司', status: 422 })
  const rows = ticked.numbers.flatMap((number, at): SheetRow[] => {
    const typed = (values[NUMBER + number] ?? '').slice(0, LONGEST_NUMBERS)
    if (!typed.trim()) return []
    const boxes = parseTrackingNos(typed)
    if (!boxes) wrong.set(number, '运单号是6到30位字母、数字或横线')
    return (boxes ?? []).map((trackingNo) => ({
      ...sheetRow(at + 1, { number, storage: ticked.storage, carrier, trackingNo }),
      sure: sure.includes(trackingNo),
    }))
  })
  if (!rows.length && !wrong.size) return show(c, ticked, { values, error: '还没有填运单号', status: 422 })
  for (const { status, reasons, number, trackingNo, usedBy } of await planSheet(c.var.visit, rows)) {
    if (status !== 'matched') wrong.set(number!, Object.values(reasons).join('；'))
    // Those that were confirmed are asked again with the others: nothing was sent.
    if (usedBy) uses.push({ number: number!, trackingNo: trackingNo!, usedBy })
  }
  const error = '没有发货：有的订单现在不能这样发，见下面标出的行；其余的也没有发'
  if (wrong.size) return show(c, ticked, { values, error, wrong, uses, status: 422 })
  const sent = await shipSheet(c.var.visit, rows, c.var.staff.staffId)
  if (!sent.ok) {
    const raced = '没有发货：有订单刚被同事处理过。下面是最新情况，请再试一次'
    return show(c, ticked, { values, error: raced, status: 409 })
  }
  return c.redirect(adminPaths.orders({ view: ticked.storage, sent: sent.value.sent }), 303)
})

async function show(c: Ctx, { storage, numbers }: Ticked, outcome: Outcome = {}) {
  const waiting = await readWaiting(c.var.visit.db, { storage, limit: MOST_TICKED, numbers })
  const body = TickedPage({
    parts: orderedParts(waiting),
    // Ticked and gone from the list meanwhile, by a colleague or called off.
    gone: numbers.filter((number) => !waiting.some((line) => line.number === number)),
    storage,
    values: outcome.values ?? {},
    wrong: outcome.wrong ?? new Map(),
    uses: outcome.uses ?? [],
    error: outcome.error ?? null,
  })
  return renderAdmin(c, { title: '一起发货', current: adminPaths.orders() }, body, outcome.status ?? 200)
}
