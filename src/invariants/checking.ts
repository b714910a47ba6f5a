import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { BILLS } from './bills.ts'
import { BOOKS } from './books.ts'
import { INVOICES } from './invoices.ts'
import { MONEY } from './money.ts'
import { plotRules } from './plots.ts'
import type { Rule } from './rule.ts'
import { STOCK } from './stock.ts'

export type Broken = Pick<Rule, 'code' | 'words'> & { ids: string[] }

/** Rows of a rule that are named; one is enough to look into. */
const NAMED = 20
/** Candidates of a rule that looks at each: more years of months than there will be. */
const CANDIDATES = 5000

export const allRules = (now: number): Rule[] => [
  ...STOCK,
  ...MONEY,
  ...BILLS,
  ...BOOKS,
  ...INVOICES,
  ...plotRules(now),
]

/** Those of some rules that do not hold, each with what it is broken for. */
export async function findBroken(db: Db, rules: Rule[]): Promise<Broken[]> {
  const found = await db.batch(
    rules.map(({ find, holds }) =>
      db.all<{ id: string }>(sql`SELECT * FROM (${find}) LIMIT ${holds ? CANDIDATES : NAMED}`),
    ),
  )
  const told = rules.map(({ code, words, holds }, at) => {
    const broken = found[at]!.filter((row) => !holds?.(row))
    return { code, words, ids: broken.slice(0, NAMED).map(({ id }) => id) }
  })
  return told.filter(({ ids }) => ids.length > 0)
}

/** Something that must always hold does not; the message says which. */
export class BooksBroken extends Error {
  override name = 'BooksBroken'
}

/** A night's work: throws BooksBroken, so that the job stays overdue and on the overview until the books are right. */
export async function checkBooks({ db, now }: { db: Db; now: number }): Promise<void> {
  const broken = await findBroken(db, allRules(now))
  if (broken.length)
    throw new BooksBroken([...new Set(broken.map(({ code }) => code.toLowerCase()))].join('.'))
}
