import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import { insertRows, remove, select, update } from '../db/query.ts'
import { randomLetters } from '../kernel/ids.ts'
import { sha256 } from '../kernel/secrets.ts'
import { staffRecoveryCodes } from './schema.ts'

const RECOVERY_CODES = 10

const recoveryHash = (code: string): Promise<string> =>
  sha256(`recovery:${code.toUpperCase().replace(/[\s-]/g, '')}`)

/** Ten new codes, which are shown once, and the statements that put them in place of those somebody has. */
export async function newRecoveryCodes(db: Db, staffId: string) {
  const codes = Array.from({ length: RECOVERY_CODES }, () => `${randomLetters(5)}-${randomLetters(5)}`)
  const hashes = await Promise.all(codes.map(recoveryHash))
  const rows = hashes.map((codeHash) => ({ staffId, codeHash }))
  return { codes, statements: [dropRecoveryCodes(db, staffId), db.run(insertRows(staffRecoveryCodes, rows))] }
}

export const dropRecoveryCodes = (db: Db, staffId: string) =>
  db.run(remove(staffRecoveryCodes).where(eq(staffRecoveryCodes.staffId, staffId)))

/** Uses a code up; false when it is none of theirs or was used before. */
export async function useRecoveryCode(db: Db, id: string, code: string, now: number): Promise<boolean> {
  const { staffId, codeHash, usedAt } = staffRecoveryCodes
  const used = await db.all(
    update(staffRecoveryCodes)
      .set({ usedAt: now })
      .where(and(eq(staffId, id), eq(codeHash, await recoveryHash(code)), isNull(usedAt)))
      .returning({ id: staffId }),
  )
  return used.length === 1
}

/** How many codes somebody still has. */
export const countRecoveryCodes = (db: Db, id: string): Statement<number> => {
  const { staffId, usedAt } = staffRecoveryCodes
  const left = select({ count: sql<number>`count(*)` })
    .from(staffRecoveryCodes)
    .where(and(eq(staffId, id), isNull(usedAt)))
  return mapped(db.all(left), ([row]) => row?.count ?? 0)
}
