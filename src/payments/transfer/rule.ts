import { type SQL, sql } from 'drizzle-orm'
import { arrivalLimit } from '../../settings/refunds.ts'
import type { Shop } from '../../shop.ts'
import { permittedStaff } from '../../staff/permitted.ts'
import type { BankArrival } from '../transfer-schema.ts'

export type TransferRule = {
  /** Above this sum a second person confirms. */
  limitFen: number
  /** How many people beside this one could. */
  others: number
  /** 1 when they took money of the arrival back from an order. */
  tookBack: number
}

/** The statement for who may confirm what a person enters or did with an arrival, and from what sum on somebody has to. */
export const ruleStatement = ({ db, settings }: Shop, staffId: string, arrivalId = '') =>
  db.all<TransferRule>(sql`SELECT ${arrivalLimit} limitFen, (
      SELECT count(*) FROM ${permittedStaff('transfers.write', settings)} WHERE id <> ${staffId}) others,
    EXISTS (SELECT 1 FROM arrival_allocations WHERE arrival_id = ${arrivalId} AND taken_back_by = ${staffId}) tookBack`)

/** Who entered money alone, or took it back from an order, does not also decide alone what it is for. */
export type SecondPerson = { ok: false; refusal: { code: 'second_person' } }
export const secondPerson: SecondPerson = { ok: false, refusal: { code: 'second_person' } }

/**
 * Whether what an arrival is for is one person's word so far, theirs who acts now, while somebody else could. A colleague
 * confirmed it for an order: who took it back from there has that word no more.
 */
export const isOwnWord = (
  { enteredBy, confirmedBy }: Pick<BankArrival, 'enteredBy' | 'confirmedBy'>,
  staffId: string,
  { others, tookBack }: TransferRule,
): boolean => others > 0 && (tookBack === 1 || (enteredBy === staffId && confirmedBy === null))

export const readTransferRule = async (shop: Shop, staffId: string): Promise<TransferRule> =>
  (await ruleStatement(shop, staffId))[0]!

/** 1 when nobody but this person may confirm, found out by the statement that writes it down. */
export const nobodyElseConfirms = ({ settings }: Shop, staffId: string): SQL =>
  sql`NOT EXISTS (SELECT 1 FROM ${permittedStaff('transfers.write', settings)} WHERE id <> ${staffId})`
