import { Hono } from 'hono'
import { type PickGroup, pickGroup } from '../../fulfilment/picking.ts'
import { PRINTED, takeForCourier, takeForSlips } from '../../fulfilment/printing.ts'
import { readHandover, readSkuNames, readWaiting } from '../../fulfilment/queries.ts'
import {
  COURIER_HEADINGS,
  courierRows,
  goodsOf,
  MOST_ROWS,
  type SheetRow,
  sheetRow,
  templateRows,
} from '../../fulfilment/sheet.ts'
import { planSheet } from '../../fulfilment/sheet-planning.ts'
import { shipSheet } from '../../fulfilment/sheet-shipping.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { type Form, listOf, readForm, rowsOf } from '../../http/form.ts'
import { unseal } from '../../kernel/secrets.ts'
import { csvHeaders, writeCsv, writeXlsx, xlsxHeaders } from '../../kernel/spreadsheet.ts'
import { civilDate, dayStart, isCivilDate } from '../../kernel/time.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { countOf, renderAdmin } from '../layout.tsx'
import { filterOf } from '../orders/filter-of.ts'
import { noHeadings, readSentSheet } from '../sent-sheet.ts'
import { PickingPage } from './picking-page.tsx'
import { HandoverPage, type Slip, SlipsPage } from './print-pages.tsx'
import { SheetPage } from './sheet-page.tsx'
import { tickedOf, tickedRoutes } from './ticked-routes.tsx'
import { orderedParts, regionName } from './waiting.ts'

export const shipmentRoutes = new Hono<AppEnv>()
shipmentRoutes.route('/', tickedRoutes)

/** A row of the sheet may stand for several boxes. */
const MOST_BOXES = 2 * MOST_ROWS

shipmentRoutes.get(adminUrls.shipmentSheet.path, (c) => sheetPage(c, { sent: countOf(c.req.query('sent')) }))

shipmentRoutes.get(adminUrls.shipmentTemplateCsv.path, async (c) =>
  c.body(writeCsv(await template(c)), 200, csvHeaders(`shipping-${civilDate(c.var.visit.now)}`)),
)

shipmentRoutes.get(adminUrls.shipmentTemplateXlsx.path, async (c) =>
  c.body(writeXlsx(await template(c)), 200, xlsxHeaders(`shipping-${civilDate(c.var.visit.now)}`)),
)

shipmentRoutes.post(adminUrls.shipmentSheet.path, async (c) => {
  const read = await readSentSheet(c, { rows: MOST_ROWS + 1 })
  if ('error' in read) return sheetPage(c, { error: read.error, status: 422 })
  const rows = courierRows(read.rows)
  if (!rows) return sheetPage(c, { error: noHeadings(COURIER_HEADINGS), status: 422 })
  return sheetPage(c, { rows })
})

shipmentRoutes.post(adminUrls.shipments.path, async (c) => {
  const rows = sentBack(await readForm(c))
  // What was matched in the dry run must still be: the page promises all of it or nothing.
  const still = (await planSheet(c.var.visit, rows)).every((row) => row.status === 'matched')
  const shipped = still ? await shipSheet(c.var.visit, rows, c.var.staff.staffId) : null
  if (!shipped?.ok)
    return sheetPage(c, {
      rows,
      error: '没有发货：表里的订单刚被同事处理过。下面是最新的核对结果',
      status: 409,
    })
  return c.redirect(`${adminPaths.shipmentSheet}?sent=${shipped.value.sent}`, 303)
})

shipmentRoutes.get(adminUrls.slips.path, async (c) => {
  const { db, settings } = c.var.visit
  const storage = storageOf(c)
  const query = { storage, limit: PRINTED, ...printedOf(c) }
  const none = query.numbers?.length === 0
  const parts = orderedParts(none ? [] : await takeForSlips(c.var.visit, query, c.var.staff.staffId))
  const slips: Slip[] = await Promise.all(
    parts.map(async (lines) => ({
      lines,
      phone: await unseal(settings.phoneKey, lines[0]!.phoneSealed),
      region: regionName(lines[0]!.regionCode),
    })),
  )
  const names = await readSkuNames(db, [
    ...new Set(parts.flat().flatMap((line) => line.parts.map(({ sku }) => sku))),
  ])
  const paper = c.req.query('paper') === 'a4' ? 'a4' : 'label'
  const otherPaper = new URL(c.req.url)
  otherPaper.searchParams.set('paper', paper === 'a4' ? 'label' : 'a4')
  return renderAdmin(
    c,
    { title: '装箱单', current: adminPaths.orders() },
    SlipsPage({
      ...{ slips, names, paper, storage, most: PRINTED },
      otherPaper: otherPaper.pathname + otherPaper.search,
      back: listOfPrint(c),
      empty: none ? NONE_TICKED : NONE_WAITING,
    }),
  )
})

shipmentRoutes.get(adminUrls.picking.path, async (c) => {
  const { db, now } = c.var.visit
  const asked = c.req.query('storage')
  const query = printedOf(c)
  const groups: PickGroup[] = []
  for (const storage of asked ? [storageOf(c)] : ['ambient', 'cold']) {
    const lines = await readWaiting(db, { storage, limit: PRINTED, ...query })
    if (lines.length) groups.push(pickGroup(storage, lines))
  }
  const names = await readSkuNames(
    db,
    groups.flatMap(({ shelf }) => shelf.map(({ sku }) => sku)),
  )
  return renderAdmin(
    c,
    { title: '拣货单', current: adminPaths.orders() },
    PickingPage({
      ...{ groups, names, on: civilDate(now), most: PRINTED, back: listOfPrint(c) },
      empty: query.numbers?.length === 0 ? NONE_TICKED : NONE_WAITING,
    }),
  )
})

shipmentRoutes.get(adminUrls.handover.path, async (c) => {
  const { db, now } = c.var.visit
  const rows = await readHandover(db, dayStart(now), MOST_ROWS)
  return renderAdmin(
    c,
    { title: '交接单', current: adminPaths.orders() },
    HandoverPage({ rows, on: civilDate(now), most: MOST_ROWS }),
  )
})

const NONE_WAITING = '没有待发货的订单'
const NONE_TICKED = '没有勾选订单。请回到订单列表勾选'

/** What of the list is printed: the orders that are ticked, else all of its filter; it may end with what is due on a day. */
function printedOf(c: Ctx) {
  const by = c.req.query('by') ?? ''
  const { channel, from, to } = filterOf(c, 'all')
  const orders = c.req.queries('order') ?? []
  return {
    ...{ channel, from, to, by: isCivilDate(by) ? by : undefined },
    numbers: orders.length || c.req.query('ticked') ? tickedOf('', orders).numbers : undefined,
  }
}

/** The list it was printed from. */
function listOfPrint(c: Ctx): string {
  const { channel, from, to, by } = printedOf(c)
  return adminPaths.orders({ view: by ? 'today' : storageOf(c), channel, from, to })
}

const storageOf = (c: Ctx): string => (c.req.query('storage') === 'cold' ? 'cold' : 'ambient')

/** What waits, one row a parcel to be. Whole addresses leave the house: that is an entry of its own before it is made. */
async function template(c: Ctx): Promise<string[][]> {
  const { settings } = c.var.visit
  const parts = orderedParts(await takeForCourier(c.var.visit, MOST_ROWS, c.var.staff.staffId))
  const rows = parts.map(async (lines) => {
    const { number, storage, recipientName, phoneSealed, regionCode, street } = lines[0]!
    const phone = await unseal(settings.phoneKey, phoneSealed)
    return {
      ...{ number, storage, name: recipientName, phone, region: regionName(regionCode), street },
      goods: goodsOf(lines),
    }
  })
  return templateRows(await Promise.all(rows))
}

/** The matched rows of the dry run and those ticked beside them, sent back by its page and read anew; none when they are not whole. */
const sentBack = (form: Form): SheetRow[] => [
  ...rowsOf(form, 'rows', MOST_BOXES).map(typedRow),
  ...rowsOf({ also: `[${listOf(form, 'also')}]` }, 'also', MOST_BOXES).map((row) => ({
    ...typedRow(row),
    sure: true,
  })),
]

function typedRow([at, ...cells]: unknown[]): SheetRow {
  const [number = '', storage = '', carrier = '', trackingNo = ''] = cells.map((value) =>
    String(value ?? '').slice(0, 60),
  )
  return sheetRow(Number(at) || 0, { number, storage, carrier, trackingNo })
}

async function sheetPage(
  c: Ctx,
  props: { rows?: SheetRow[]; error?: string; sent?: number | null; status?: 409 | 422 },
) {
  const planned = props.rows ? await planSheet(c.var.visit, props.rows) : null
  const body = SheetPage({ planned, error: props.error ?? null, sent: props.sent ?? null })
  return renderAdmin(c, { title: '表格发货', current: adminPaths.shipmentSheet }, body, props.status ?? 200)
}
