import { sql } from 'drizzle-orm'
import {
  disputeReturn,
  grantClaim,
  proposeSum,
  receiveReturn,
  refundInstead,
  refuseClaim,
  sendAgain,
  signReturn,
} from '../../../src/claims/answering.ts'
import { claimGoods, claimTea } from '../../../src/claims/asking.ts'
import type { ClaimKind } from '../../../src/claims/claim.ts'
import {
  acceptProposal,
  appealClaim,
  askForPerson,
  declineProposal,
  postReturn,
  takeMoneyInstead,
  withdrawClaim,
} from '../../../src/claims/replying.ts'
import { addBoxes } from '../../../src/fulfilment/adding-boxes.ts'
import { correctParcel } from '../../../src/fulfilment/correcting.ts'
import { takeForSlips } from '../../../src/fulfilment/printing.ts'
import {
  confirmReceipt,
  markOut,
  recordDelivery,
  withdrawDelivery,
} from '../../../src/fulfilment/receiving.ts'
import { shipSheet } from '../../../src/fulfilment/sheet-shipping.ts'
import { shipParcel } from '../../../src/fulfilment/shipping.ts'
import { acceptQuotation } from '../../../src/institutions/accepting.ts'
import { declineQuotation } from '../../../src/institutions/declining.ts'
import { writeVersion } from '../../../src/institutions/drafting.ts'
import { readQuotation } from '../../../src/institutions/queries.ts'
import { requestQuotation } from '../../../src/institutions/requesting.ts'
import { beginIssuing, releaseInvoice } from '../../../src/invoices/issuing.ts'
import { keepInvoice, keepRedInvoice } from '../../../src/invoices/keeping.ts'
import { readInvoiceDesk } from '../../../src/invoices/reading.ts'
import { replaceFiles } from '../../../src/invoices/replacing.ts'
import { cancelInvoice, requestInvoice } from '../../../src/invoices/requesting.ts'
import { ok } from '../../../src/kernel/result.ts'
import { addDays, civilDate, DAY_MS } from '../../../src/kernel/time.ts'
import { correctAddress } from '../../../src/orders/address-correcting.ts'
import { indexOrders } from '../../../src/orders/indexing.ts'
import { writeNote } from '../../../src/orders/noting.ts'
import { forgetBuyer } from '../../../src/orders/personal-data.ts'
import { placeOrder } from '../../../src/orders/placing.ts'
import { readOrder } from '../../../src/orders/queries.ts'
import { revealAddress } from '../../../src/orders/revealing.ts'
import { giveUp, tryAgain } from '../../../src/outbox/keeping.ts'
import { resolveAnomaly } from '../../../src/payments/anomalies.ts'
import { startPayment } from '../../../src/payments/attempting.ts'
import { cancelOrder, expireOrder } from '../../../src/payments/cancelling.ts'
import { paymentFollowing } from '../../../src/payments/effects.ts'
import { extendDeadline } from '../../../src/payments/extending.ts'
import { allowGoodwill } from '../../../src/payments/refunds/allowing.ts'
import { askRefundAgain } from '../../../src/payments/refunds/asking-again.ts'
import { confirmGoodwill, declineGoodwill } from '../../../src/payments/refunds/confirming.ts'
import { refundLines } from '../../../src/payments/refunds/refunding-lines.ts'
import { repayByTransfer } from '../../../src/payments/refunds/repaying.ts'
import { setAside } from '../../../src/payments/setting-aside.ts'
import { settlePayment } from '../../../src/payments/settling.ts'
import { allocateRest } from '../../../src/payments/transfer/allocating.ts'
import { confirmArrival, voidArrival } from '../../../src/payments/transfer/confirming.ts'
import { importStatement } from '../../../src/payments/transfer/importing.ts'
import { keepLayout } from '../../../src/payments/transfer/layout-keeping.ts'
import { readArrivalDesk } from '../../../src/payments/transfer/queries.ts'
import { registerArrival } from '../../../src/payments/transfer/registering.ts'
import { returnRest } from '../../../src/payments/transfer/returning.ts'
import { putArrivalBack, setArrivalAside } from '../../../src/payments/transfer/setting-aside.ts'
import { guessColumns } from '../../../src/payments/transfer/statement.ts'
import { takeAllocationBack } from '../../../src/payments/transfer/taking-back.ts'
import { keepShopPart } from '../../../src/settings/keeping.ts'
import type { Shop } from '../../../src/shop.ts'
import { claimOf, setReturns } from '../../support/claims.ts'
import { fakeGateway } from '../../support/gateways.ts'
import { faithful, invoiceOf, issuedOf, redOf, storeOf, taxWorld } from '../../support/invoices.ts'
import { COMPANY } from '../../support/invoices-xml.ts'
import { staffIdOf } from '../../support/listings.ts'
import { paidOrder } from '../../support/orders.ts'
import { acceptanceOf, draftOf, lineOf, requestOf, sentQuotation } from '../../support/quotations.ts'
import { orderOf } from '../../support/shop.ts'
import { type Drive, editor } from './verb.ts'

const TEA: [string, number][] = [['TEA-GC-250', 1]]
const placed = async (shop: Shop): Promise<string> => {
  const order = await placeOrder(shop, orderOf(TEA), crypto.randomUUID())
  if (!order.ok) throw new Error(order.refusal.code)
  return order.value.number
}
const paid = (shop: Shop) => paidOrder(shop, TEA)

/** A claim of tea that was sent. */
async function claimed(shop: Shop, staffId: string, kind: ClaimKind = 'refund_only'): Promise<string> {
  await setReturns(shop)
  return claimOf(shop, (await parcelOf(shop, staffId)).number, { kind })
}
/** One whose goods are on their way back. */
async function posted(shop: Shop, staffId: string): Promise<string> {
  const id = await claimed(shop, staffId, 'return_refund')
  await grantClaim(shop, id, '', staffId)
  await postReturn(shop, id, { carrier: 'sf', trackingNo: 'SF902' })
  return id
}
/** One whose goods are to be sent again. */
async function resending(shop: Shop, staffId: string): Promise<string> {
  const id = await claimed(shop, staffId, 'resend')
  await grantClaim(shop, id, '', staffId)
  return id
}
/** An order whose invoice is asked for. */
async function invoiced(shop: Shop): Promise<string> {
  await taxWorld(shop)
  return invoiceOf(shop, await paid(shop))
}
const idOf = async (shop: Shop, number: string): Promise<string> => (await readOrder(shop, number))!.id
let sent = 0
const parcelOf = async (shop: Shop, staffId: string) => {
  const number = await paid(shop)
  sent += 1
  const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: `SF90${sent}`, lines: [] }
  const shipped = await shipParcel(shop, number, parcel, staffId)
  if (!shipped.ok) throw new Error(shipped.refusal.code)
  return { number, id: shipped.value.id, trackingNo: parcel.trackingNo }
}
const quoted = (shop: Shop, staffId: string) =>
  sentQuotation(shop, staffId, draftOf([lineOf('TEA-GC-250', 1, 15_000)]))
/** A refund its provider would not pay out. */
const refused = async (shop: Shop, staffId: string) => {
  const broke = { ...shop, gateways: { sandbox: fakeGateway({ refunding: 'failed' }).gateway } }
  const number = await paid(shop)
  await refundLines(broke, number, [{ line: 1, quantity: 1 }], '坏', staffId)
  const [row] = await shop.db.all<{ id: string; no: string }>(
    sql`SELECT id, out_refund_no no FROM refunds WHERE order_id = ${await idOf(shop, number)}`,
  )
  return { number, ...row! }
}
/** The row of a refund its provider does not answer, in the outbox. */
const owed = async (shop: Shop, staffId: string): Promise<string> => {
  const deaf = { ...shop, gateways: { sandbox: fakeGateway({ refunding: 'throws' }).gateway } }
  const number = await paid(shop)
  await refundLines(deaf, number, [{ line: 1, quantity: 1 }], '坏', staffId)
  const [row] = await shop.db.all<{ id: string }>(
    sql`SELECT id FROM outbox WHERE subject_id = ${await idOf(shop, number)} AND ended_at IS NULL`,
  )
  return row!.id
}
/** An order somebody began to pay by bank transfer. */
const transferred = async (shop: Shop): Promise<string> => {
  const number = await placed(shop)
  const started = await startPayment(shop, number, 'bank_transfer', { desk: true })
  if (!started.ok) throw new Error(started.refusal.code)
  return number
}
const arrived = (shop: Shop, amountFen: number) => {
  sent += 1
  return { receivedOn: civilDate(shop.now), amountFen, payer: '甲', bankSerial: `AT${sent}`, remark: '' }
}
/** An arrival of a yuan that nobody knows. */
const loose = async (shop: Shop, staffId: string): Promise<string> => {
  const entered = await registerArrival(shop, { ...arrived(shop, 100), number: null }, staffId)
  if (!entered.ok) throw new Error(entered.refusal.code)
  return entered.value.id
}
const goodwill = { line: null, amountFen: 100, note: '破损' }
const asked = async (shop: Shop) => {
  const { owner, refunds } = { owner: await staffIdOf(shop, 'owner'), refunds: { goodwillLimitFen: 0 } }
  await keepShopPart(shop, await editor(shop, owner, 'settings:refunds'), 'refunds', refunds)
  const number = await paid(shop)
  const done = await allowGoodwill(shop, number, goodwill, owner)
  if (!done.ok || done.value.state !== 'asked') throw new Error('not asked')
  return { number, id: done.value.requestId }
}

export const ORDERS: Record<string, Drive> = {
  placeOrder: (_shop, watched) => placeOrder(watched, orderOf(TEA), crypto.randomUUID()),
  startPayment: async (shop, watched) => startPayment(watched, await placed(shop), 'sandbox'),
  settlePayment: async (shop, watched) => {
    const number = await placed(shop)
    const started = await startPayment(shop, number, 'sandbox')
    if (!started.ok) throw new Error(started.refusal.code)
    const { totalFen } = (await readOrder(shop, number))!
    const { outTradeNo } = started.value
    return settlePayment(watched, {
      provider: 'sandbox',
      eventId: outTradeNo,
      outTradeNo,
      amountFen: totalFen,
    })
  },
  'cancelOrder before it is paid': async (shop, watched) =>
    cancelOrder(watched, await placed(shop), 'shopper'),
  'cancelOrder after it was paid': async (shop, watched) => cancelOrder(watched, await paid(shop), 'shopper'),
  expireOrder: async (shop, watched) => {
    const id = await idOf(shop, await placed(shop))
    return expireOrder({ ...watched, now: shop.now + 3_600_000 }, id)
  },
  refundLines: async (shop, watched, { staffId }) =>
    refundLines(watched, await paid(shop), [{ line: 1, quantity: 1 }], '坏', staffId),
  allowGoodwill: async (shop, watched, { owner }) =>
    allowGoodwill(watched, await paid(shop), goodwill, owner),
  confirmGoodwill: async (shop, watched) => {
    const { number, id } = await asked(shop)
    return confirmGoodwill(watched, number, id, await staffIdOf(shop, 'finance'))
  },
  declineGoodwill: async (shop, watched) => {
    const { number, id } = await asked(shop)
    return declineGoodwill(watched, number, id, '不行', await staffIdOf(shop, 'finance'))
  },
  askRefundAgain: async (shop, watched, { staffId }) => {
    const { number, id, no } = await refused(shop, staffId)
    return askRefundAgain(watched, number, id, no, staffId)
  },
  repayByTransfer: async (shop, watched, { staffId }) => {
    const { number, id, no } = await refused(shop, staffId)
    const transfer = { paidOn: civilDate(shop.now), reference: 'B001', note: null }
    return repayByTransfer(watched, number, id, no, transfer, staffId)
  },
  resolveAnomaly: async (shop, watched, { staffId }) => {
    const told = { provider: 'alipay', eventId: 'E1', kind: 'unknown_trade' as const, outTradeNo: 'T_1' }
    await setAside(shop.db, { ...told, amountFen: 1 }, shop.now)
    const [row] = await shop.db.all<{ id: string }>(
      sql`SELECT id FROM payment_anomalies ORDER BY id DESC LIMIT 1`,
    )
    return resolveAnomaly(watched, row!.id, '已退回', staffId)
  },
  giveUp: async (shop, watched, { staffId }) =>
    giveUp(watched, await owed(shop, staffId), '线下', staffId, paymentFollowing),
  tryAgain: async (shop, watched, { staffId }) =>
    tryAgain(watched, await owed(shop, staffId), staffId, paymentFollowing),
  extendDeadline: async (shop, watched, { staffId }) =>
    extendDeadline(watched, await placed(shop), addDays(civilDate(shop.now), 5), staffId),
  registerArrival: async (shop, watched, { owner }) => {
    const number = await transferred(shop)
    return registerArrival(watched, { ...arrived(shop, 100), number }, owner)
  },
  confirmArrival: async (shop, watched, { owner }) => {
    const number = await transferred(shop)
    const clerk = await staffIdOf(shop, 'finance')
    const held = await registerArrival(shop, { ...arrived(shop, 900_000), number: null }, clerk)
    return confirmArrival(watched, held.ok ? held.value.id : number, owner)
  },
  allocateRest: async (shop, watched, { owner }) =>
    allocateRest(watched, await loose(shop, owner), await transferred(shop), owner),
  voidArrival: async (shop, watched, { owner }) =>
    voidArrival(watched, await loose(shop, owner), '填错', owner),
  takeAllocationBack: async (shop, watched, { owner }) => {
    const id = await loose(shop, owner)
    await allocateRest(shop, id, await transferred(shop), owner)
    const [use] = (await readArrivalDesk(shop.db, id))!.uses
    return takeAllocationBack(watched, id, use!.id, '记错', owner)
  },
  setArrivalAside: async (shop, watched, { owner }) =>
    setArrivalAside(watched, await loose(shop, owner), '结息', owner),
  putArrivalBack: async (shop, watched, { owner }) => {
    const id = await loose(shop, owner)
    await setArrivalAside(shop, id, '结息', owner)
    return putArrivalBack(watched, id, owner)
  },
  returnRest: async (shop, watched, { owner }) => {
    const clerk = await staffIdOf(shop, 'finance')
    return returnRest(watched, await loose(shop, owner), { kind: 'credit' }, '多付', 100, clerk)
  },
  importStatement: async (shop, watched, { owner }) => {
    const lines = [{ ...arrived(shop, 100), at: 2 }]
    return importStatement(watched, { bank: '中行', name: 'a.csv' }, lines, new Set(), owner)
  },
  keepLayout: async (shop, watched, { owner }) =>
    keepLayout(watched.db, { bank: '中行', columns: guessColumns(['交易日期']) }, owner, shop.now),
  writeNote: async (shop, watched, { staffId }) =>
    writeNote(watched, await idOf(shop, await paid(shop)), '备注', staffId),
  revealAddress: async (shop, watched, { staffId }) => {
    const number = await paid(shop)
    return revealAddress(watched, { id: await idOf(shop, number), number }, staffId)
  },
  correctAddress: async (shop, watched) => {
    const id = await idOf(shop, await paid(shop))
    const to = { name: '陈秋雨', phone: '13911112222', region: '440114', street: '市桥街道1号' }
    return correctAddress(watched, id, to)
  },
  takeForSlips: async (shop, watched, { staffId }) => {
    await paid(shop)
    return ok(await takeForSlips(watched, { storage: 'ambient', limit: 9 }, staffId))
  },
  forgetBuyer: async (shop, watched, { staffId }) => {
    const { number } = await parcelOf(shop, staffId)
    await confirmReceipt(shop, number)
    return forgetBuyer(watched, number)
  },
  shipParcel: async (shop, watched, { staffId }) => {
    const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF800', lines: [] }
    return shipParcel(watched, await paid(shop), parcel, staffId)
  },
  shipSheet: async (shop, watched, { staffId }) => {
    const number = await paid(shop)
    const cells = { number, storage: '', carrier: 'sf', trackingNo: `SF${number}` }
    return shipSheet(watched, [{ at: 2, ...cells, storage: null, typed: cells }], staffId)
  },
  correctParcel: async (shop, watched, { staffId }) => {
    const { number, id } = await parcelOf(shop, staffId)
    const order = { id: await idOf(shop, number), number }
    return correctParcel(watched, order, id, { carrier: 'sf', trackingNo: 'SF600' }, { staffId, over: 0 })
  },
  addBoxes: async (shop, watched, { staffId }) => {
    const { number, id } = await parcelOf(shop, staffId)
    const order = (await readOrder(shop, number))!
    return addBoxes(watched, order, id, { carrier: 'sf', trackingNos: ['SF650'] }, staffId)
  },
  indexOrders: async (shop, watched) => {
    await paid(shop)
    return indexOrders(watched)
  },
  recordDelivery: async (shop, watched, { staffId }) => {
    const { number, ...parcel } = await parcelOf(shop, staffId)
    return recordDelivery(watched, number, parcel, staffId)
  },
  markOut: async (shop, watched, { staffId }) => {
    const { number, ...parcel } = await parcelOf(shop, staffId)
    await shop.db.run(sql`UPDATE shipments SET storage = 'cold'`)
    return markOut(watched, number, parcel, staffId)
  },
  withdrawDelivery: async (shop, watched, { staffId }) => {
    const { number, ...parcel } = await parcelOf(shop, staffId)
    await recordDelivery(shop, number, parcel, staffId)
    return withdrawDelivery(watched, number, parcel, staffId)
  },
  confirmReceipt: async (shop, watched, { staffId }) =>
    confirmReceipt(watched, (await parcelOf(shop, staffId)).number),
  requestQuotation: (_shop, watched) => requestQuotation(watched, requestOf(), crypto.randomUUID()),
  writeVersion: async (shop, watched, { staffId }) => {
    const { number } = await requestQuotation(shop, requestOf(), crypto.randomUUID())
    const quotation = (await readQuotation(shop, number))!
    const draft = draftOf([lineOf('TEA-GC-250', 1, 15_000)])
    return writeVersion(watched, quotation, draft, { staffId, seq: quotation.seq, send: true })
  },
  acceptQuotation: async (shop, watched, { staffId }) =>
    acceptQuotation(watched, await quoted(shop, staffId), acceptanceOf()),
  declineQuotation: async (shop, watched, { staffId }) =>
    declineQuotation(watched, (await readQuotation(shop, await quoted(shop, staffId)))!, '预算', null),
  requestInvoice: async (shop, watched) =>
    requestInvoice(watched, await idOf(shop, await paid(shop)), COMPANY),
  cancelInvoice: async (shop, watched, { staffId }) =>
    cancelInvoice(watched, await invoiced(shop), { actor: 'staff', staffId }),
  beginIssuing: async (shop, watched, { staffId }) =>
    beginIssuing(watched, await invoiced(shop), {}, staffId),
  releaseInvoice: async (shop, watched, { staffId }) => {
    const id = await invoiced(shop)
    await beginIssuing(shop, id, {}, staffId)
    return releaseInvoice(watched, id, staffId)
  },
  keepInvoice: async (shop, watched, { staffId }) => {
    const id = await invoiced(shop)
    await beginIssuing(shop, id, {}, staffId)
    return keepInvoice(storeOf(watched), id, { files: await faithful(shop, id), reason: '', staffId })
  },
  replaceFiles: async (shop, watched, { staffId }) => {
    await taxWorld(shop)
    const id = await issuedOf(shop, await paid(shop), staffId)
    const { number } = (await readInvoiceDesk(shop.db, id))!.documents[0]!
    const files = await faithful(shop, id, { number })
    return replaceFiles(storeOf(watched), id, { files, reason: '传错了', staffId })
  },
  keepRedInvoice: async (shop, watched, { staffId }) => {
    await taxWorld(shop)
    const number = await paid(shop)
    const id = await issuedOf(shop, number, staffId)
    const back = await refundLines(shop, number, [{ line: 1, quantity: 1 }], '缺货', staffId)
    const fen = back.ok ? back.value.amountFen : 0
    return keepRedInvoice(storeOf(watched), id, { files: await redOf(shop, id, fen), reason: '', staffId })
  },
  claimGoods: async (shop, watched) => {
    const number = await paid(shop)
    return claimGoods(watched, (await readOrder(shop, number))!, 1, {
      ...{
        kind: 'refund_only',
        reason: 'late',
        quantity: 1,
        words: '',
        photos: [],
        clientKey: 'claim-by-form-key',
      },
    })
  },
  claimTea: async (shop, watched) => {
    const parcel = {
      id: 'nobody',
      number: '',
      adoptionId: '',
      orderId: '',
      orderSeq: 0,
      line: 1,
      claimId: null,
      shippedAt: shop.now,
    }
    return claimTea(watched, parcel, {
      ...{
        kind: 'resend',
        reason: 'damaged',
        quantity: 1,
        words: '',
        photos: [],
        clientKey: 'claim-by-form-key',
      },
    })
  },
  grantClaim: async (shop, watched, { staffId }) =>
    grantClaim(watched, await claimed(shop, staffId), '', staffId),
  proposeSum: async (shop, watched, { staffId }) =>
    proposeSum(watched, await claimed(shop, staffId), 100, '坏了一点', staffId),
  refuseClaim: async (shop, watched, { staffId }) =>
    refuseClaim(watched, await claimed(shop, staffId), '看不清', staffId),
  receiveReturn: async (shop, watched, { staffId }) =>
    receiveReturn(watched, await posted(shop, staffId), { note: '', restock: true }, staffId),
  disputeReturn: async (shop, watched, { staffId }) =>
    disputeReturn(watched, await posted(shop, staffId), '不是这一件', staffId),
  signReturn: async (shop, watched, { staffId }) => signReturn(watched, await posted(shop, staffId), staffId),
  refundInstead: async (shop, watched, { staffId }) =>
    refundInstead(watched, await resending(shop, staffId), '没有货了', staffId),
  takeMoneyInstead: async (shop, watched, { staffId }) => {
    const id = await resending(shop, staffId)
    return takeMoneyInstead({ ...watched, now: watched.now + 30 * DAY_MS }, id)
  },
  sendAgain: async (shop, watched, { staffId }) =>
    sendAgain(watched, await resending(shop, staffId), { carrier: 'sf', trackingNo: 'SF900' }, staffId),
  acceptProposal: async (shop, watched, { staffId }) => {
    const id = await claimed(shop, staffId)
    await proposeSum(shop, id, 100, '坏了一点', staffId)
    return acceptProposal(watched, id, 100)
  },
  declineProposal: async (shop, watched, { staffId }) => {
    const id = await claimed(shop, staffId)
    await proposeSum(shop, id, 100, '坏了一点', staffId)
    return declineProposal(watched, id, '')
  },
  withdrawClaim: async (shop, watched, { staffId }) => withdrawClaim(watched, await claimed(shop, staffId)),
  postReturn: async (shop, watched, { staffId }) => {
    const id = await claimed(shop, staffId, 'return_refund')
    await grantClaim(shop, id, '', staffId)
    return postReturn(watched, id, { carrier: 'sf', trackingNo: 'SF901' })
  },
  appealClaim: async (shop, watched, { staffId }) => {
    const id = await claimed(shop, staffId)
    await refuseClaim(shop, id, '看不清', staffId)
    return appealClaim(watched, id, '')
  },
  askForPerson: async (shop, watched, { staffId }) => askForPerson(watched, await claimed(shop, staffId)),
}
