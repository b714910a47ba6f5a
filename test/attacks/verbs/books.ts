import { sql } from 'drizzle-orm'
import { adjustSettlement, setCommission } from '../../../src/books/adjusting.ts'
import { freezeSettlement } from '../../../src/books/freezing.ts'
import { addDays } from '../../../src/kernel/time.ts'
import { keepBill, readOurs } from '../../../src/payments/reconciliation/keeping.ts'
import { reconcileDay } from '../../../src/payments/reconciliation/reconciling.ts'
import { remedyDifference } from '../../../src/payments/reconciliation/remedying.ts'
import { resolveDifference } from '../../../src/payments/reconciliation/resolving.ts'
import type { Shop } from '../../../src/shop.ts'
import { begun, billedProvider, paymentLine } from '../../support/bills.ts'
import type { Drive } from './verb.ts'

let days = 0
/** A day nobody reconciled yet. */
const newDay = () => {
  days += 1
  return addDays('2026-01-01', days)
}

/** A payment its provider has and the shop has not, found in a bill. */
async function differing(shop: Shop) {
  const provider = billedProvider()
  const [with_, day] = [{ ...shop, gateways: provider.gateways }, newDay()]
  const order = await begun(with_)
  provider.answers.query = { state: 'paid', amountFen: order.fen }
  const bill = { lines: [paymentLine(order.trade, order.fen, shop.now)] }
  await keepBill(shop, 'wechatpay', day, bill, await readOurs(shop, 'wechatpay', day, bill), null)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM bill_differences WHERE day = ${day}`)
  return { id: row!.id, gateways: provider.gateways }
}
const aProducer = async ({ db }: Shop) =>
  (await db.all<{ id: string }>(sql`SELECT id FROM producers ORDER BY id LIMIT 1`))[0]!.id

/** Bills, and what is settled with producers. */
export const BOOKS: Record<string, Drive> = {
  reconcileDay: (_shop, watched) => {
    const provider = billedProvider()
    provider.answers.bill = [paymentLine('T_STRANGE', 1, watched.now)]
    return reconcileDay({ ...watched, gateways: provider.gateways }, { provider: 'wechatpay', day: newDay() })
  },
  remedyDifference: async (shop, watched, { staffId }) => {
    const { id, gateways } = await differing(shop)
    return remedyDifference({ ...watched, gateways }, id, staffId)
  },
  resolveDifference: async (shop, watched, { staffId }) =>
    resolveDifference(watched, (await differing(shop)).id, '已核实', staffId),
  adjustSettlement: async (shop, watched, { owner }) => {
    const of = { month: '2026-11', producerId: await aProducer(shop) }
    return adjustSettlement(watched, of, { amountFen: 1, reason: '补' }, owner)
  },
  setCommission: async (shop, watched, { owner }) =>
    setCommission(watched, { month: '2026-11', producerId: await aProducer(shop) }, 500, owner),
  freezeSettlement: async (shop, watched, { owner }) =>
    freezeSettlement(watched, '2026-10', await aProducer(shop), 0, owner),
}
