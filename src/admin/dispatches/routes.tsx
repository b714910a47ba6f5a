import { Hono } from 'hono'
import { type DispatchLine, readOffersOf, waitingDispatches } from '../../adoption/season-queries.ts'
import { type SentDispatch, shipDispatches } from '../../fulfilment/dispatch-shipping.ts'
import { sharedNumbers } from '../../fulfilment/sheet-planning.ts'
import { parseTrackingNo } from '../../fulfilment/shipment.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { exactOf, readForm } from '../../http/form.ts'
import { carrierFrom, chosenCarrier, parseCarrier } from '../../kernel/carriers.ts'
import { findDivision } from '../../kernel/divisions.ts'
import { parseOrderNumber } from '../../kernel/ids.ts'
import { unseal } from '../../kernel/secrets.ts'
import { belowHeadings, csvHeaders, writeCsv, writeXlsx, xlsxHeaders } from '../../kernel/spreadsheet.ts'
import { civilDate } from '../../kernel/time.ts'
import { audit } from '../../staff/auditing.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { countOf, renderAdmin } from '../layout.tsx'
import { noHeadings, readSentSheet } from '../sent-sheet.ts'
import { teaWords } from '../words.ts'
import {
  DispatchesPage,
  type DispatchRow,
  type PlannedDispatchRow,
  type TypedParcel,
} from './dispatches-page.tsx'

export const dispatchRoutes = new Hono<AppEnv>()

const PAGE = 50
const MOST_ROWS = 1000
const HEAD = ['寄送号', '收件人', '电话', '地区', '地址', '寄什么', '最晚', '快递公司', '运单号']

const NEEDED = ['寄送号', '快递公司', '运单号']

dispatchRoutes.get(adminUrls.dispatches.path, (c) => page(c))
dispatchRoutes.get(adminUrls.dispatchesCsv.path, async (c) =>
  c.body(writeCsv(await exported(c)), 200, csvHeaders(`dispatches-${civilDate(c.var.visit.now)}`)),
)
dispatchRoutes.get(adminUrls.dispatchesXlsx.path, async (c) =>
  c.body(writeXlsx(await exported(c)), 200, xlsxHeaders(`dispatches-${civilDate(c.var.visit.now)}`)),
)

dispatchRoutes.post(adminUrls.dispatchSheet.path, async (c) => {
  const read = await readSentSheet(c, { rows: MOST_ROWS + 1 })
  if ('error' in read) return page(c, { error: read.error, status: 422 })
  const planned = await plan(c, read.rows)
  if (!planned) return page(c, { error: noHeadings(NEEDED), status: 422 })
  return page(c, { planned })
})

dispatchRoutes.post(adminUrls.dispatchSending.path, async (c) => {
  const sent = sentBack(exactOf(await readForm(c), 'rows', Number.POSITIVE_INFINITY))
  const done = await shipDispatches(c.var.visit, sent, c.var.staff.staffId)
  return done.ok ? c.redirect(adminPaths.dispatches({ sent: String(done.value.sent) }), 303) : conflict(c)
})

dispatchRoutes.post(adminUrls.dispatchShipment.path, async (c) => {
  const form = await readForm(c)
  const carrier = chosenCarrier(exactOf(form, 'carrier', 20), exactOf(form, 'carrierName', 40))
  const text = exactOf(form, 'trackingNo', 40)
  const trackingNo = parseTrackingNo(text)
  if (!trackingNo || !carrier) {
    const error = '运单号是6到30位字母、数字或横线，请核对'
    return page(c, {
      error,
      typed: { id: c.req.param('id'), carrier: carrier ?? 'other', trackingNo: text, error },
      status: 422,
    })
  }
  const done = await shipDispatches(
    c.var.visit,
    [{ id: c.req.param('id'), carrier, trackingNo }],
    c.var.staff.staffId,
  )
  return done.ok ? c.redirect(adminPaths.dispatches({ sent: '1' }), 303) : conflict(c)
})

const conflict = (c: Ctx) =>
  page(c, { error: '没有登记：有包裹刚被同事寄出、取消，或还没有地址。下面是最新情况', status: 409 })

type Outcome = { error?: string; typed?: TypedParcel; planned?: PlannedDispatchRow[]; status?: number }

async function page(c: Ctx, outcome: Outcome = {}) {
  const { db, now } = c.var.visit
  const [, sendBy = '', id = ''] = /^(\d{4}-\d\d-\d\d)~(dsp_\w+)$/.exec(c.req.query('after') ?? '') ?? []
  const found = await waitingDispatches(db, sendBy ? { sendBy, id } : null, PAGE + 1)
  const shown = found.slice(0, PAGE)
  const last = shown.at(-1)
  const words = await teaOf(c, shown)
  const today = civilDate(now)
  const rows = shown.map((row): DispatchRow => {
    const division = row.regionCode ? findDivision(row.regionCode) : null
    const region = division ? `${division.province.name}${division.city.name}` : ''
    return {
      ...row,
      tea: words(row),
      to: row.street === null ? null : `${[...(row.recipientName ?? '')][0] ?? ''}** · ${region}`,
      late: row.sendBy < today,
    }
  })
  const body = DispatchesPage({
    rows,
    next: found.length > PAGE && last ? `${last.sendBy}~${last.id}` : null,
    error: outcome.error ?? null,
    sent: c.req.method === 'GET' ? countOf(c.req.query('sent')) : null,
    planned: outcome.planned ?? null,
    typed: outcome.typed ?? null,
  })
  return renderAdmin(c, { title: '认购茶寄送', current: adminPaths.dispatches() }, body, outcome.status)
}

/** Names of grades as the offers of these parcels' gardens have them. */
async function teaOf(c: Ctx, rows: DispatchLine[]) {
  const offerOf = await readOffersOf(c.var.visit.db, rows)
  return (row: DispatchLine) => teaWords(offerOf(row)?.grades ?? [], JSON.parse(row.grams))
}

/** Whole addresses leave the house: the export is an entry of its own before it is made. */
async function exported(c: Ctx): Promise<string[][]> {
  const { db, now, settings } = c.var.visit
  const rows = (await waitingDispatches(db, null, MOST_ROWS)).filter((row) => row.street !== null)
  const entry = { staffId: c.var.staff.staffId, verb: 'dispatches.exported', object: 'dispatches:waiting' }
  await audit(db, { ...entry, after: { rows: rows.length } }, now)
  const words = await teaOf(c, rows)
  const lines = await Promise.all(
    rows.map(async (row) => {
      const division = findDivision(row.regionCode!)
      const region = division ? [division.province, division.city, division.district] : []
      return [
        row.number,
        row.recipientName ?? '',
        await unseal(settings.phoneKey, row.phoneSealed!),
        [...new Set(region.map((part) => part.name))].join(' '),
        row.street ?? '',
        words(row),
        row.sendBy,
        '',
        '',
      ]
    }),
  )
  return [HEAD, ...lines]
}

/** What a courier's sheet would do, row by row; null without the three columns. */
async function plan(c: Ctx, rows: string[][]): Promise<PlannedDispatchRow[] | null> {
  const found = belowHeadings(rows, NEEDED)
  if (!found) return null
  const waiting = await waitingDispatches(c.var.visit.db, null, MOST_ROWS)
  const byNumber = new Map(waiting.map((row) => [row.number, row]))
  const taken = new Set<string>()
  const filled = found.rows.flatMap(({ at, cells }) => {
    const [number = '', carrier = '', trackingNo = ''] = NEEDED.map((name) =>
      (cells[found.column(name)] ?? '').trim().replace(/^'/, '').slice(0, 60),
    )
    return number || carrier || trackingNo ? [{ at, number, carrier, trackingNo }] : []
  })
  const shared = sharedNumbers(
    filled.map((row) => ({ ...row, storage: null, trackingNo: parseTrackingNo(row.trackingNo) })),
  )
  return filled.map((row) => {
    const { number, carrier, trackingNo } = row
    const code = carrierFrom(carrier) ?? undefined
    const tracking = parseTrackingNo(trackingNo)
    const dispatch = byNumber.get(parseOrderNumber(number) ?? '')
    const others = shared({ ...row, storage: null, trackingNo: tracking })
    const problems = [
      problemOf({ dispatch, code, tracking, twice: dispatch ? taken.has(dispatch.id) : false }),
      others.length ? `第 ${others.join('、')} 行也用了这个运单号，请核对` : '',
    ]
    const problem = problems.filter(Boolean).join('；')
    if (dispatch) taken.add(dispatch.id)
    if (dispatch && !carrier && !trackingNo) return { ...row, problem: '', blank: true, sends: null }
    const sends = problem ? null : { id: dispatch!.id, carrier: code!, trackingNo: tracking! }
    return { ...row, problem, blank: false, sends }
  })
}

function problemOf(row: {
  dispatch: DispatchLine | undefined
  code: string | undefined
  tracking: string | null
  twice: boolean
}): string {
  if (!row.dispatch) return '没有这个待寄的寄送号：可能已寄出，或填错了'
  if (row.twice) return '同一张表里出现了两次'
  if (row.dispatch.street === null) return '收礼人还没有填写地址'
  if (!row.code) return '快递公司不在名单里'
  return row.tracking ? '' : '运单号是6到30位字母、数字或横线'
}

/** The rows of the dry run as they come back with the button; anything else is dropped. */
function sentBack(text: string): SentDispatch[] {
  try {
    const rows: unknown = JSON.parse(text)
    if (!Array.isArray(rows)) return []
    return rows.slice(0, MOST_ROWS).flatMap((row) => {
      const { id, carrier, trackingNo } = row as Record<string, unknown>
      const tracking = typeof trackingNo === 'string' ? parseTrackingNo(trackingNo) : null
      return typeof id === 'string' && typeof carrier === 'string' && parseCarrier(carrier) && tracking
        ? [{ id, carrier, trackingNo: tracking }]
        : []
    })
  } catch {
    return []
  }
}
