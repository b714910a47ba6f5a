import { sql } from 'drizzle-orm'
import { int } from '../../db/query.ts'
import { type Budget, NotYet, type Tally, tryable, workEach } from '../../jobs/working-off.ts'
import type { Result } from '../../kernel/result.ts'
import { addDays, civilDate, DAY_MS, minuteOfDay } from '../../kernel/time.ts'
import type { Shop } from '../../shop.ts'
import { parseAlipayBill } from '../alipay/bill.ts'
import { gatewayFor } from '../gateways.ts'
import { parseWechatBill } from '../wechatpay/bill.ts'
import { type Bill, BillRefused, insistOnDay } from './bill.ts'
import { textsIn } from './files.ts'
import { keepBill, type Reconciled, readOurs } from './keeping.ts'
import { METHODS_OF, PROVIDERS, type Provider } from './provider.ts'
import { startOf } from './reading.ts'

export const JOB = 'bills'
/** Yesterday's bills are ready then. */
const READY_MINUTE = 10 * 60
/** How far back a missed day is caught up on. */
export const CAUGHT_UP_DAYS = 30
/** A bill is asked for in two calls, and may be long. */
const LIMIT_MS = 40_000

export type BillDay = { provider: Provider; day: string }

/** The days whose bills can be had, the newest first. */
export function billDays(now: number): string[] {
  const last = addDays(civilDate(now), minuteOfDay(now) >= READY_MINUTE ? -1 : -2)
  return Array.from({ length: CAUGHT_UP_DAYS }, (_, back) => addDays(last, -back))
}

export const billSubject = ({ provider, day }: BillDay): string => `${provider} ${day}`

/** The days of some providers that have no bill yet, the oldest first; none before a provider was first used. */
export const missingDays = (providers: readonly Provider[], days: string[]) => {
  const each = providers.flatMap((provider) =>
    days.map((day) => ({ provider, day, ends: startOf(day) + DAY_MS, methods: METHODS_OF[provider] })),
  )
  return sql`
    SELECT j.value ->> 'provider' provider, j.value ->> 'day' day, j.value ->> 'provider' || ' ' || (j.value ->> 'day') subject
    FROM json_each(${JSON.stringify(each)}) j
    WHERE NOT EXISTS (SELECT 1 FROM provider_bills b WHERE b.provider = j.value ->> 'provider' AND b.day = j.value ->> 'day')
      AND EXISTS (SELECT 1 FROM json_each(j.value, '$.methods') m CROSS JOIN payment_attempts a
        ON a.method = m.value AND a.created_at < j.value ->> 'ends')`
}

/**
 * Asks a provider for the bill of a day and compares it with what stands here. Refusal: conflict (that day was reconciled
 * before). Throws where it has no bill to give: BillRefused, NotSaid, NotYet.
 */
export async function reconcileDay(shop: Shop, { provider, day }: BillDay): Promise<Result<Reconciled>> {
  const gateway = gatewayFor(shop, METHODS_OF[provider][0])
  if (!gateway?.bill) throw new NotYet('not_set_up')
  const bill = await gateway.bill(day)
  const ours = await readOurs(shop, provider, day, bill)
  // A bill that is not made yet and one of a day without movements are told in the same words.
  const known = ours.payments.length + ours.refunds.length > 0
  if (!bill.lines.length && known && shop.now < startOf(day) + 3 * DAY_MS) throw new NotYet('no_bill_yet')
  return keepBill(shop, provider, day, bill, ours, null)
}

/** From ten o'clock on: reconciles yesterday and what was missed of 30 days, each day of a provider alone. */
export async function reconcileBills(shop: Shop, budget: Budget): Promise<Tally> {
  const set = PROVIDERS.filter((provider) => gatewayFor(shop, METHODS_OF[provider][0])?.bill)
  if (!set.length) return { done: 0, later: 0, failed: 0, more: false }
  const missing = missingDays(set, billDays(shop.now))
  return workEach<BillDay>(shop, {
    // One after the other: what was learned at the end of a day is explained by its bill, and looked for in the next.
    ...{ job: JOB, budget, slice: 10, atOnce: 1, limitMs: LIMIT_MS },
    subjectOf: billSubject,
    due: (limit) =>
      shop.db.all(sql`
        SELECT provider, day FROM (${missing}) d WHERE ${tryable(JOB, sql`d.subject`, shop.now)}
        ORDER BY day, provider LIMIT ${int(limit)}`),
    each: (day) => reconcileDay(shop, day),
  })
}

/** A provider's file as its platform hands it out, csv or zip. Throws BillRefused. */
function readSent({ settings }: Shop, provider: Provider, bytes: Uint8Array): Bill {
  if (provider === 'alipay') return parseAlipayBill(bytes, settings.alipay?.sellerId ?? null)
  const text = textsIn(bytes).find((own) => own.includes('微信订单号'))
  if (!text) throw new BillRefused('unreadable')
  return parseWechatBill(text, settings.wechatPay?.merchantId ?? null)
}

/**
 * Reconciles a day with a bill a member of staff sent in. Refusal: conflict (that day was reconciled before). Throws
 * BillRefused where it is no bill of that day.
 */
export async function reconcileSent(
  shop: Shop,
  { provider, day }: BillDay,
  bytes: Uint8Array,
  staffId: string,
): Promise<Result<Reconciled>> {
  const bill = readSent(shop, provider, bytes)
  insistOnDay(bill, day)
  return keepBill(shop, provider, day, bill, await readOurs(shop, provider, day, bill), staffId)
}
