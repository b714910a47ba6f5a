import { type SQL, sql } from 'drizzle-orm'
import { parseWhole } from '../kernel/typed-number.ts'

/** Minutes to pay, days until time decides, hours after which the desk calls a parcel late. */
export type Deadlines = {
  payMinutes: number
  /** Days from shipment after which a parcel is taken as delivered. */
  assumedAmbientDays: number
  assumedColdDays: number
  /** Days from delivery to automatic receipt. */
  receiptAmbientDays: number
  receiptColdDays: number
  lateHours: number
  /** Working days until a request for a quotation is answered. */
  quotationWorkdays: number
  /** Hours in which the shop answers a claim; its silence is consent. */
  claimAnswerHours: number
  /** Hours in which a buyer answers what the shop proposes. */
  claimProposalHours: number
  /** Days from arrival in which goods can be claimed: sent back without a reason, and for what the shop answers for. */
  claimReturnRightDays: number
  claimFaultDays: number
  /** Days in which a granted return is posted, and in which the shop looks at it after that. */
  claimReturnDays: number
  claimReceiptDays: number
  /** Days in which a buyer asks for another person after a refusal. */
  claimAppealDays: number
}

export const DEADLINES: Record<keyof Deadlines, { usual: number; least: number; most: number }> = {
  payMinutes: { usual: 30, least: 10, most: 120 },
  assumedAmbientDays: { usual: 10, least: 3, most: 30 },
  assumedColdDays: { usual: 4, least: 1, most: 10 },
  receiptAmbientDays: { usual: 7, least: 7, most: 30 },
  receiptColdDays: { usual: 2, least: 1, most: 7 },
  lateHours: { usual: 48, least: 12, most: 168 },
  quotationWorkdays: { usual: 2, least: 1, most: 10 },
  claimAnswerHours: { usual: 48, least: 12, most: 48 },
  claimProposalHours: { usual: 72, least: 24, most: 168 },
  claimReturnRightDays: { usual: 7, least: 7, most: 30 },
  claimFaultDays: { usual: 15, least: 7, most: 60 },
  claimReturnDays: { usual: 7, least: 7, most: 15 },
  claimReceiptDays: { usual: 10, least: 3, most: 10 },
  claimAppealDays: { usual: 7, least: 7, most: 30 },
}
export const DEADLINE_NAMES = Object.keys(DEADLINES) as (keyof Deadlines)[]

/** What holds: the stored number, or the usual one. */
export const deadlinesOf = (stored: Partial<Deadlines> | undefined): Deadlines =>
  Object.fromEntries(
    DEADLINE_NAMES.map((name) => [name, stored?.[name] ?? DEADLINES[name].usual]),
  ) as Deadlines

/** A deadline as an expression inside a verb's own statement: one row, no further round trip. */
export const deadline = (name: keyof Deadlines): SQL =>
  sql.raw(
    `coalesce((SELECT shop ->> '$.deadlines.${name}' FROM shop_settings WHERE id = 1), ${DEADLINES[name].usual})`,
  )

/** Reads the form: whole numbers within their bounds; errors name the bounds. */
export function parseDeadlines(
  typed: Record<keyof Deadlines, string>,
): { ok: true; deadlines: Deadlines } | { ok: false; errors: Partial<Record<keyof Deadlines, string>> } {
  const errors: Partial<Record<keyof Deadlines, string>> = {}
  const deadlines = deadlinesOf({})
  for (const name of DEADLINE_NAMES) {
    const { least, most } = DEADLINES[name]
    const value = parseWhole(typed[name], most) ?? Number.NaN
    if (value >= least) deadlines[name] = value
    else errors[name] = `请填写 ${least} 到 ${most} 之间的整数`
  }
  return Object.keys(errors).length ? { ok: false, errors } : { ok: true, deadlines }
}
