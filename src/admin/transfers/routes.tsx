import { Hono } from 'hono'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { fileOf, readForm, readFormIfWhole, valuesOf, wholeOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { parseOrderNumber } from '../../kernel/ids.ts'
import { SCAN_FAULTS } from '../../media/scan.ts'
import { dropVoucher, openVoucher, type StoredVoucher, storeVoucher } from '../../media/voucher.ts'
import { allocateRest, type Counted } from '../../payments/transfer/allocating.ts'
import { confirmArrival, voidArrival } from '../../payments/transfer/confirming.ts'
import {
  ARRIVAL_VIEWS,
  type ArrivalDesk,
  listArrivals,
  readArrivalDesk,
  readTwin,
} from '../../payments/transfer/queries.ts'
import { registerArrival } from '../../payments/transfer/registering.ts'
import { returnRest } from '../../payments/transfer/returning.ts'
import { readTransferRule } from '../../payments/transfer/rule.ts'
import { putArrivalBack, setArrivalAside } from '../../payments/transfer/setting-aside.ts'
import { takeAllocationBack } from '../../payments/transfer/taking-back.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Act, sayDone } from '../said.ts'
import { type Errors, parseArrival, parseReturn, type Typed } from './arrival-form.ts'
import { ArrivalPage, type ArrivalProps } from './arrival-page.tsx'
import { receivableRoutes } from './receivable-routes.tsx'
import { statementRoutes } from './statement-routes.tsx'
import { TransfersPage } from './transfers-page.tsx'

export const transferRoutes = new Hono<AppEnv>()
transferRoutes.route('/', statementRoutes)
transferRoutes.route('/', receivableRoutes)

const PAGE = 50

transferRoutes.get(adminUrls.transfers.path, (c) => page(c))

const limit = pictureBodies((c) => page(c, { typed: {}, errors: { voucher: SCAN_FAULTS.too_large } }))

transferRoutes.post(adminUrls.transfers.path, limit, async (c) => {
  const form = await readFormIfWhole(c)
  const typed = form ? valuesOf(form) : {}
  const parsed = parseArrival(typed, c.var.visit.now)
  if ('errors' in parsed) return page(c, { typed, errors: parsed.errors })
  // The import asks first too: by then the money is counted.
  const twin = (await readTwin(c.var.visit.db, parsed.arrival))?.bankSerial
  if (twin && twin !== parsed.arrival.bankSerial && twin !== typed.another)
    return page(c, { typed: { ...typed, another: twin }, errors: { bankSerial: likeOf(twin) } })
  const file = form && fileOf(form, 'voucher')
  const voucher = file ? await kept(c, file) : null
  if (typeof voucher === 'string') return page(c, { typed, errors: { voucher } })
  const done = await registerArrival(c.var.visit, { ...parsed.arrival, voucher }, c.var.staff.staffId)
  const used = done.ok && done.value.state !== 'duplicate'
  if (voucher && !used) await dropVoucher(c.env.MEDIA, voucher.id)
  if (!done.ok) {
    const missing = done.refusal.code === 'not_found'
    const errors: Errors = missing
      ? { number: '没有这个订单号，请核对；不知道是哪笔就先不填' }
      : { bankSerial: '没有登记：刚有同事在办同一笔，请再试一次' }
    return page(c, { typed, errors, status: missing ? 422 : 409 })
  }
  const place = adminPaths.arrival(done.value.id)
  if (done.value.state === 'duplicate') return sayDone(c, place, 'arrival_known')
  return sayDone(c, place, done.value.state === 'held' ? 'arrival_held' : saidOf(done.value.counted))
})

const likeOf = (serial: string): string =>
  `同一天、同一付款人已登记过同样金额（流水号 ${serial}）。是另一笔，就再点一次“登记到账”；回单要重新选`

/** The sentence for what an order took of the money. */
const saidOf = (counted: Counted | null): Act =>
  counted ? (`arrival_${counted.state}` as const) : 'arrival_waits'

async function kept(c: Ctx, file: File): Promise<StoredVoucher | string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const stored = await storeVoucher(c.env.MEDIA, { bytes, name: file.name }, c.var.visit.now)
  return typeof stored === 'string' ? SCAN_FAULTS[stored] : stored
}

const withArrival = withNamed((c: Ctx) => readArrivalDesk(c.var.visit.db, c.req.param('id') ?? ''))

transferRoutes.get(
  adminUrls.arrival.path,
  withArrival((c, desk) => show(c, desk)),
)
transferRoutes.post(adminUrls.arrivalConfirmation.path, withArrival(confirm))
transferRoutes.post(adminUrls.arrivalAllocation.path, withArrival(allocate))
transferRoutes.post(adminUrls.allocationTakingBack.path, withArrival(takeBack))
transferRoutes.post(adminUrls.arrivalReturn.path, withArrival(giveBack))
transferRoutes.post(adminUrls.arrivalVoiding.path, withArrival(voidOne))
transferRoutes.post(adminUrls.arrivalAside.path, withArrival(setAside))
transferRoutes.post(adminUrls.arrivalPuttingBack.path, withArrival(putBack))

transferRoutes.get(
  adminUrls.arrivalVoucher.path,
  withArrival(async (c, { arrival }) => {
    const object = arrival.voucherId ? await openVoucher(c.env.MEDIA, arrival.voucherId) : null
    if (!object) return answerNotFound(c)
    // Handed out as a file and never drawn on our origin: a PDF is kept as it came.
    return c.body(object.body as unknown as ReadableStream, 200, {
      'Content-Type': arrival.voucherType ?? 'application/octet-stream',
      'Content-Length': String(object.size),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(arrival.voucherName ?? '')}`,
      'X-Content-Type-Options': 'nosniff',
    })
  }),
)

async function confirm(c: Ctx, { arrival }: ArrivalDesk) {
  const done = await confirmArrival(c.var.visit, arrival.id, c.var.staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.arrival(arrival.id), saidOf(done.value))
  return meanwhile(c, arrival.id, '没有确认：同事刚办过这一笔，或者要由另一位同事确认。下面是最新情况')
}

async function allocate(c: Ctx, desk: ArrivalDesk) {
  const typed = valuesOf(await readForm(c))
  const number = parseOrderNumber(typed.number ?? '')
  if (!number) return show(c, desk, { typed, errors: { number: '订单号是12位字母和数字，请核对' } })
  const done = await allocateRest(c.var.visit, desk.arrival.id, number, c.var.staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.arrival(desk.arrival.id), saidOf(done.value))
  if (done.refusal.code === 'not_found')
    return show(c, desk, { typed, errors: { number: '没有这个订单号，请核对' } })
  if (done.refusal.code === 'second_person')
    return show(c, desk, {
      typed,
      errors: { number: '没有分配：这笔订单超过限额，到账是您登记或撤回的，请另一位同事来记到这笔订单' },
    })
  const error =
    '没有分配：这笔订单不缺钱了（已付款、已取消，或正由别的方式付款），或者同事刚办过。下面是最新情况'
  return meanwhile(c, desk.arrival.id, error)
}

async function takeBack(c: Ctx, desk: ArrivalDesk) {
  const use = c.req.param('allocation') ?? ''
  const typed: Typed = { ...valuesOf(await readForm(c)), use }
  const reason = typed.takenBack?.trim().slice(0, 100)
  if (!reason) return show(c, desk, { typed, errors: { takenBack: '请写明原因，例如“记错了订单”' } })
  const { visit, staff } = c.var
  const done = await takeAllocationBack(visit, desk.arrival.id, use, reason, staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.arrival(desk.arrival.id), 'arrival_taken_back')
  if (done.refusal.code === 'not_found') return answerNotFound(c)
  const error = '没有撤回：订单已经付清，或者同事刚办过。付清的订单请在订单里退款。下面是最新情况'
  return meanwhile(c, desk.arrival.id, error)
}

async function giveBack(c: Ctx, desk: ArrivalDesk) {
  const form = await readForm(c)
  const typed = valuesOf(form)
  const { visit, staff } = c.var
  const parsed = parseReturn(typed, desk.arrival, visit.now)
  if ('errors' in parsed) return show(c, desk, { typed, errors: parsed.errors })
  const seen = wholeOf(form, 'seen', 12) ?? 0
  const done = await returnRest(visit, desk.arrival.id, parsed.way, parsed.note, seen, staff.staffId)
  if (done.ok)
    return sayDone(
      c,
      adminPaths.arrival(desk.arrival.id),
      done.value.code ? 'arrival_credited' : 'arrival_sent_back',
    )
  if (done.refusal.code === 'second_person')
    return show(c, desk, { typed, errors: { way: '没有换成优惠码：到账是您登记或撤回的，请另一位同事来换' } })
  return meanwhile(c, desk.arrival.id, '没有登记退回：余款变了，同事刚办过。下面是最新情况')
}

async function setAside(c: Ctx, desk: ArrivalDesk) {
  const typed = valuesOf(await readForm(c))
  const reason = typed.aside?.trim().slice(0, 100)
  if (!reason) return show(c, desk, { typed, errors: { aside: '请写明是什么钱，例如“结息”' } })
  const done = await setArrivalAside(c.var.visit, desk.arrival.id, reason, c.var.staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.arrival(desk.arrival.id), 'arrival_set_aside')
  return meanwhile(c, desk.arrival.id, '没有标记：这笔钱已经用了，或者同事刚办过。下面是最新情况')
}

async function putBack(c: Ctx, { arrival }: ArrivalDesk) {
  const done = await putArrivalBack(c.var.visit, arrival.id, c.var.staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.arrival(arrival.id), 'arrival_put_back')
  return meanwhile(c, arrival.id, '没有放回：同事刚办过。下面是最新情况')
}

async function voidOne(c: Ctx, desk: ArrivalDesk) {
  const typed = valuesOf(await readForm(c))
  const reason = typed.reason?.trim().slice(0, 100)
  if (!reason) return show(c, desk, { typed, errors: { reason: '请写明原因，例如“金额填错”' } })
  const done = await voidArrival(c.var.visit, desk.arrival.id, reason, c.var.staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.transfers(), 'arrival_voided')
  return meanwhile(c, desk.arrival.id, '没有作废：这笔钱已经用了，或者同事刚作废过。下面是最新情况')
}

/** The arrival as it is now, after somebody was faster. */
async function meanwhile(c: Ctx, id: string, error: string) {
  const desk = await readArrivalDesk(c.var.visit.db, id)
  return desk ? show(c, desk, { error }) : answerNotFound(c)
}

async function show(c: Ctx, desk: ArrivalDesk, wrong: Pick<ArrivalProps, 'error' | 'typed' | 'errors'> = {}) {
  const { arrival } = desk
  const waits = arrival.held === 1 && arrival.confirmedAt === null && arrival.voidedAt === null
  const { others } = await readTransferRule(c.var.visit, c.var.staff.staffId)
  const mine = arrival.enteredBy === c.var.staff.staffId && others > 0
  const body = ArrivalPage({
    ...{ ...desk, now: c.var.visit.now, confirming: waits ? (mine ? 'own' : 'may') : null },
    ...wrong,
  })
  const status = wrong.errors ? 422 : wrong.error ? 409 : 200
  return renderAdmin(c, { title: '到账', current: adminPaths.transfers() }, body, status)
}

type Shown = { typed: Typed; errors: Errors; status?: 409 | 422 }

async function page(c: Ctx, shown: Shown = { typed: {}, errors: {} }) {
  const { visit, staff } = c.var
  const before = /^arr_[0-9a-z]{26}$/.exec(c.req.query('before') ?? '')?.[0]
  const asked = ARRIVAL_VIEWS.find((own) => own === c.req.query('view'))
  const { limitFen } = await readTransferRule(visit, staff.staffId)
  const list = await listArrivals(visit.db, { view: asked ?? 'open', before, limit: PAGE })
  const body = TransfersPage({ ...list, view: asked ?? 'open', now: visit.now, limitFen, ...shown })
  const wrong = Object.values(shown.errors).some(Boolean)
  const status = wrong ? (shown.status ?? 422) : 200
  return renderAdmin(c, { title: '对公转账', current: adminPaths.transfers() }, body, status)
}
