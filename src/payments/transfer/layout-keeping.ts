import { sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../../db/client.ts'
import { insert, selectAll } from '../../db/query.ts'
import { audit } from '../../staff/auditing.ts'
import { bankStatementLayouts } from '../transfer-schema.ts'
import type { Columns } from './statement.ts'

export type Layout = { bank: string; columns: Columns }

/** Which columns say what in the statements of the banks seen so far. */
export const readLayouts = (db: Db): Statement<Layout[]> =>
  mapped(db.all(selectAll(bankStatementLayouts).orderBy(bankStatementLayouts.bank)), (rows) =>
    rows.map(({ bank, columns }) => ({ bank, columns: JSON.parse(columns) as Columns })),
  )

/** Remembers the columns of a bank's statement, over what was remembered of it before. */
export async function keepLayout(
  db: Db,
  { bank, columns }: Layout,
  staffId: string,
  now: number,
): Promise<void> {
  const row = { bank, columns: JSON.stringify(columns), staffId, at: now }
  await db.batch([
    db.run(
      insert(bankStatementLayouts)
        .values(row)
        .onConflictDoUpdate({
          target: bankStatementLayouts.bank,
          set: { columns: sql`excluded.columns`, staffId: sql`excluded.staff_id`, at: sql`excluded.at` },
        }),
    ),
    audit(db, { staffId, verb: 'statement.layout_kept', object: `bank:${bank}`, after: columns }, now),
  ])
}
