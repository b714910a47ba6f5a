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
}

/** The statement for who may confirm what a person enters, and from what sum on somebody has to. */
export const ruleStatement = ({ db, settings }: Shop, staffId: string) =>
  db.all<TransferRule>(sql`SELECT ${arrivalLimit} limitFen, (
    SELECT count(*) FROM ${permittedStaff('transfers.write', settings)} WHERE id <> ${staffId}) others`)

/** Who entered money alone does not also decide alone what it is for. */
export type SecondPerson = { ok: false; refusal: { code: 'second_person' } }
export const secondPerson: SecondPerson = { ok: false, refusal: { code: 'second_person' } }

/** Whether an arrival is one person's word so far, theirs who acts now, while somebody else could. */
export const isOwnWord = (
  { enteredBy, confirmedBy }: Pick<BankArrival, 'enteredBy' | 'confirmedBy'>,
  staffId: string,
  { others }: TransferRule,
): boolean => enteredBy === staffId && confirmedBy === null && others > 0

export const readTransferRule = async (shop: Shop, staffId: string): Promise<TransferRule> =>
  (await ruleStatement(shop, staffId))[0]!

/** 1 when nobody but this person may confirm, found out by the statement that writes it down. */
export const nobodyElseConfirms = ({ settings }: Shop, staffId: string): SQL =>
  sql`NOT EXISTS (SELECT 1 FROM ${permittedStaff('transfers.write', settings)} WHERE id <> ${staffId})`
