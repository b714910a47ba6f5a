import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { grantClaim, proposeSum, refuseClaim, sendAgain } from '../../src/claims/answering.ts'
import { acceptProposal, takeMoneyInstead, withdrawClaim } from '../../src/claims/replying.ts'
import { sweepClaims } from '../../src/claims/sweeping.ts'
import { confirmReceipt, markOut } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { finishOrders, sweepDeliveries } from '../../src/fulfilment/sweeping.ts'
import { beginIssuing, releaseInvoice } from '../../src/invoices/issuing.ts'
import { keepInvoice } from '../../src/invoices/keeping.ts'
import { readInvoiceDesk } from '../../src/invoices/reading.ts'
import { requestInvoice } from '../../src/invoices/requesting.ts'
import { addDays, civilDate, DAY_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { correctAddress, packingBegun } from '../../src/orders/address-correcting.ts'
import { forgetBuyer } from '../../src/orders/personal-data.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { drain } from '../../src/outbox/draining.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentEffects } from '../../src/payments/effects.ts'
import { extendDeadline } from '../../src/payments/extending.ts'
import { learnPayments } from '../../src/payments/learning.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { hearRefund } from '../../src/payments/refunds/hearing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import { registerArrival } from '../../src/payments/transfer/registering.ts'
import { takeAllocationBack } from '../../src/payments/transfer/taking-back.ts'
import type { Shop } from '../../src/shop.ts'
import { claimOf } from '../support/claims.ts'
import { faithful, orderIdOf, requestsOf, storeOf } from '../support/invoices.ts'
import { COMPANY } from '../support/invoices-xml.ts'
import { askAgain, type Provider, repayFailed } from '../support/provider.ts'
import { at, orderOf } from '../support/shop.ts'
import type { Acts } from './meeting.ts'

/** One order with its trades, the oldest first. Line 1 and line 2 are kept and sent apart. */
export type Scene = { number: string; trades: string[]; staffId: string; provider: Provider }

export const METHOD = 'wechat_native'
export const OTHER_METHOD = 'alipay_page'

/** The provider's own word of a trade, as its callback brings it; nothing when it was not paid. */
async function hear(by: Shop, { provider }: Scene, outTradeNo: string, eventId: string) {
  const trade = provider.trades.get(outTradeNo)
  if (trade?.state !== 'paid') return null
  const success = { provider: METHOD, eventId: `${eventId}:${outTradeNo}`, outTradeNo, amountFen: trade.fen }
  return settlePayment(by, success)
}
const newest = (scene: Scene): string => scene.trades.at(-1) ?? ''
const ship =
  (storage: string, trackingNo: string, ...boxes: string[]) =>
  (by: Shop, scene: Scene) =>
    shipParcel(by, scene.number, { storage, carrier: 'sf', trackingNo, boxes, lines: [] }, scene.staffId)

/** What is paid next is the trade that was begun last. */
const begin = (method: string) => async (by: Shop, scene: Scene) => {
  const started = await startPayment(by, scene.number, method)
  if (started.ok && !scene.trades.includes(started.value.outTradeNo))
    scene.trades.push(started.value.outTradeNo)
  return started
}

let serial = 0
/** Money for the order comes to the bank account, all of it or a part; a clerk enters it. */
const transferred =
  (parts: number) =>
  async (by: Shop, { number, staffId }: Scene) => {
    const [row] = await by.db.all<{ fen: number }>(
      sql`SELECT total_fen fen FROM orders WHERE number = ${number}`,
    )
    serial += 1
    const arrival = { receivedOn: civilDate(by.now), payer: '甲', bankSerial: `T${serial}`, remark: '' }
    return registerArrival(by, { ...arrival, amountFen: Math.ceil(row!.fen / parts), number }, staffId)
  }

/** A clerk had counted money for the wrong order. */
async function takenBack(by: Shop, { number, staffId }: Scene) {
  const [use] = await by.db.all<{ id: string; arrivalId: string }>(sql`
    SELECT l.id, l.arrival_id arrivalId FROM arrival_allocations l
    JOIN payment_attempts t ON t.id = l.attempt_id JOIN orders o ON o.id = t.order_id
    WHERE o.number = ${number} AND l.freed_at IS NULL LIMIT 1`)
  return takeAllocationBack(by, use?.arrivalId ?? '', use?.id ?? '', '记错了订单', staffId)
}

/** An act on the order's newest claim; nothing where it has none. */
const onClaim =
  (act: (by: Shop, id: string, scene: Scene) => Promise<unknown>) => async (by: Shop, scene: Scene) => {
    const [claim] = await by.db.all<{ id: string }>(sql`
      SELECT c.id FROM claims c JOIN orders o ON o.id = c.order_id WHERE o.number = ${scene.number}
      ORDER BY c.id DESC LIMIT 1`)
    return claim ? act(by, claim.id, scene) : null
  }

/** An act on the order's newest invoice; nothing where it has none. */
const onInvoice =
  (act: (by: Shop, id: string, scene: Scene) => Promise<unknown>) => async (by: Shop, scene: Scene) => {
    const [newest] = await requestsOf(by, scene.number)
    return newest ? act(by, newest.id, scene) : null
  }

/** Everything that may happen to an order, by anybody, at any time. */
export const ACTS = {
  pays: async (by: Shop, scene: Scene) => {
    scene.provider.pay(newest(scene))
    return hear(by, scene, newest(scene), 'success')
  },
  'is told again': (by: Shop, scene: Scene) => hear(by, scene, newest(scene), 'again'),
  'pays an older trade': async (by: Shop, scene: Scene) => {
    const [oldest = ''] = scene.trades
    const trade = scene.provider.trades.get(oldest)
    // Closing lost the race at the provider: the money is there after all.
    if (trade?.state === 'closed' && trade.fen) trade.state = 'paid'
    return hear(by, scene, oldest, 'late')
  },
  'has a part of it transferred': transferred(2),
  'is transferred whole': transferred(1),
  'has a transfer taken back': takenBack,
  'is given more time': (by: Shop, { number, staffId }: Scene) =>
    extendDeadline(by, number, addDays(civilDate(by.now), 3), staffId),
  'begins to pay': begin(METHOD),
  'changes the method': begin(OTHER_METHOD),
  'calls off': (by: Shop, { number }: Scene) => cancelOrder(by, number, 'shopper'),
  'is called off by staff': (by: Shop, { number, staffId }: Scene) => cancelOrder(by, number, { staffId }),
  'runs out of time': (by: Shop) => sweep(at(by, by.now + 31 * MINUTE_MS)),
  // Callbacks get lost: the clock asks the provider of each open trade.
  'is learned of by the clock': (by: Shop) =>
    learnPayments(at(by, by.now + 2 * MINUTE_MS), { rows: 100, ms: 20_000 }),
  'hears how its refunds stand': async (by: Shop, { trades, provider }: Scene) => {
    const own = [...provider.refunds].filter(([, { outTradeNo }]) => trades.includes(outTradeNo))
    for (const [outRefundNo, { outTradeNo, fen, state }] of own) {
      const ids = { provider: METHOD, eventId: `${state}:${outRefundNo}`, outTradeNo, outRefundNo }
      await hearRefund(by, { ...ids, amountFen: fen, word: state })
    }
  },
  'has its outbox drained': (by: Shop) => drain(at(by, by.now + 2 * MINUTE_MS), paymentEffects),
  'sends the first half': ship('ambient', 'SF1000000000001', 'SF1000000000011'),
  'sends the second half': ship('cold', 'SF1000000000002'),
  'refunds a piece': (by: Shop, { number, staffId }: Scene) =>
    refundLines(by, number, [{ line: 1, quantity: 1 }], '缺货', staffId),
  'refunds the second half': (by: Shop, { number, staffId }: Scene) =>
    refundLines(by, number, [{ line: 2, quantity: 1 }], '缺货', staffId),
  'is given goodwill': (by: Shop, { number, staffId }: Scene) =>
    allowGoodwill(by, number, { line: 1, amountFen: 1_001, note: '破损' }, staffId),
  'has a failed refund asked for again': (by: Shop, { number, staffId }: Scene) =>
    askAgain(by, number, staffId),
  'has a failed refund repaid by hand': (by: Shop, { number, staffId }: Scene) =>
    repayFailed(by, number, staffId),
  'is received': (by: Shop, { number }: Scene) => confirmReceipt(by, number),
  'is received by time': (by: Shop) => sweepDeliveries(at(by, by.now + 40 * DAY_MS)),
  'is ended by night': (by: Shop) => finishOrders(at(by, by.now + 40 * DAY_MS)),
  'has its address corrected': async (by: Shop, { number }: Scene) => {
    const [row] = await by.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
    const to = { name: '陈秋雨', phone: '13800001234', region: '440113', street: '市桥街道1号' }
    return correctAddress(by, row!.id, to)
  },
  'has its slip printed': (by: Shop, { number }: Scene) =>
    by.db.batch([packingBegun(by.db, [number], by.now)]),
  'has its tea claimed': (by: Shop, { number }: Scene) => claimOf(by, number, { quantity: 2 }),
  'has a late piece claimed': (by: Shop, { number }: Scene) => claimOf(by, number, { reason: 'late' }),
  'has its chives asked for again': (by: Shop, { number }: Scene) =>
    claimOf(by, number, { line: 2, kind: 'resend', reason: 'not_arrived' }),
  'has its claim granted': onClaim((by, id, { staffId }) => grantClaim(by, id, '', staffId)),
  'has its claim refused': onClaim((by, id, { staffId }) => refuseClaim(by, id, '照片看不清', staffId)),
  'is proposed a part': onClaim((by, id, { staffId }) => proposeSum(by, id, 900, '坏了一部分', staffId)),
  'takes the proposal': onClaim((by, id) => acceptProposal(by, id, 900)),
  'withdraws its claim': onClaim((by, id) => withdrawClaim(by, id)),
  'is sent again': onClaim((by, id, { staffId }) =>
    sendAgain(by, id, { carrier: 'sf', trackingNo: 'SF1000000000009' }, staffId),
  ),
  'takes the money instead': onClaim((by, id) => takeMoneyInstead(at(by, by.now + 30 * DAY_MS), id)),
  'is said to be out today': async (by: Shop, { number, staffId }: Scene) => {
    const [parcel] = await by.db.all<{ id: string; trackingNo: string }>(sql`
      SELECT s.id, s.tracking_no trackingNo FROM shipments s JOIN orders o ON o.id = s.order_id WHERE o.number = ${number} ORDER BY s.id DESC LIMIT 1`)
    return parcel ? markOut(by, number, parcel, staffId) : null
  },
  'has its claim decided by time': (by: Shop) =>
    sweepClaims(at(by, by.now + 3 * DAY_MS), { rows: 100, ms: 20_000 }),
  'has its invoice asked for': async (by: Shop, { number }: Scene) =>
    requestInvoice(by, await orderIdOf(by, number), COMPANY),
  'has its invoice begun': onInvoice((by, id, { staffId }) => beginIssuing(by, id, {}, staffId)),
  'has its invoice kept': onInvoice(async (by, id, { staffId }) => {
    const { request } = (await readInvoiceDesk(by.db, id))!
    if (request.state !== 'issuing') return null
    return keepInvoice(storeOf(by), id, { files: await faithful(by, id), reason: '', staffId })
  }),
  'has its invoice put back': onInvoice((by, id, { staffId }) => releaseInvoice(by, id, staffId)),
  'is forgotten': (by: Shop, { number }: Scene) => forgetBuyer(by, number),
} satisfies Acts<Scene>

/** How far an order has come before two acts meet on it, and what brought it there. */
const BEFORE = {
  placed: [],
  'being paid': [],
  'being called off': ['calls off'],
  paid: ['pays'],
  'refused its refund': ['pays', 'refunds a piece'],
  'half sent': ['pays', 'sends the first half'],
  sent: ['pays', 'sends the first half', 'sends the second half'],
  'being invoiced': ['pays', 'has its invoice asked for', 'has its invoice begun'],
  claimed: ['pays', 'sends the first half', 'has its tea claimed'],
  'granted again': [
    ...(['pays', 'sends the first half', 'sends the second half'] as const),
    ...(['has its chives asked for again', 'has its claim granted'] as const),
  ],
  'called off': ['pays', 'is called off by staff'],
  completed: ['pays', 'sends the first half', 'sends the second half', 'is received'],
} satisfies Record<string, (keyof typeof ACTS)[]>

export type Stage = keyof typeof BEFORE
export const STAGES = Object.keys(BEFORE) as Stage[]

export async function sceneAt(shop: Shop, provider: Provider, staffId: string, stage: Stage): Promise<Scene> {
  const items: [string, number][] = [
    ['TEA-DH-100', 2],
    ['CHV-BQ-0500', 1],
  ]
  const placed = await placeOrder(shop, orderOf(items), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const scene: Scene = { number: placed.value.number, trades: [], staffId, provider }
  // Its first trade ended at its provider; it may still turn out to be paid.
  for (const method of stage === 'placed' ? [] : [OTHER_METHOD, METHOD]) {
    const started = await startPayment(shop, scene.number, method)
    if (!started.ok) throw new Error(started.refusal.code)
    scene.trades.push(started.value.outTradeNo)
  }
  // A provider that does not answer is what holds a cancellation up.
  if (stage === 'being called off') provider.moods.push('dead')
  for (const name of BEFORE[stage]) {
    if (name === 'refunds a piece') provider.moods.push('failed')
    const came: unknown = await ACTS[name](shop, scene)
    // A claim answers with its id.
    if (typeof came === 'string') expect(came, name).toMatch(/^clm_/)
    else expect(came, name).toMatchObject({ ok: true })
  }
  return scene
}
