import { DatabaseSync } from 'node:sqlite'
import { sql } from 'drizzle-orm'
import { database } from '../../db/client.ts'
import { allRules, findBroken } from '../../invariants/checking.ts'
import { unseal } from '../../kernel/secrets.ts'
import { d1Over } from '../d1.ts'
import { openSqlite } from '../sqlite.ts'
import { BackupFailed } from './trouble.ts'

/** Whether the secrets at hand open what the copy holds; 'none': there is no phone; 'no key': there are no secrets yet. */
export type Phones = 'opened' | 'none' | 'no key'

/**
 * Looks at a restored database as it lies: every page and index, every reference, the rules of the books as of `now` (the
 * shop's clock), and whether `phoneKey` opens its phones. Throws BackupFailed with what does not hold.
 */
export async function checkCopy(path: string, phoneKey: string | undefined, now: number): Promise<Phones> {
  checkPages(path)
  const file = openSqlite(path)
  try {
    const db = database(d1Over((asked) => file.run(asked)))
    const broken = await findBroken(db, allRules(now))
    if (broken.length) {
      const codes = [...new Set(broken.map(({ code }) => code))].join(', ')
      throw new BackupFailed('books', `the books of the copy do not hold: ${codes}`)
    }
    const rows = await db.all<{ sealed: string }>(sql`
      SELECT phone_sealed sealed FROM orders WHERE forgotten_at IS NULL ORDER BY id DESC LIMIT 1`)
    if (!rows[0]) return 'none'
    if (!phoneKey) return 'no key'
    await unseal(phoneKey, rows[0].sealed).catch((error: unknown) => {
      throw new BackupFailed(
        'wrong_key',
        'phones of the copy cannot be read: PHONE_KEY has to be the one the shop had (secrets.env)',
        error,
      )
    })
    return 'opened'
  } finally {
    file.close()
  }
}

function checkPages(path: string): void {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const [found] = db.prepare('PRAGMA integrity_check(1)').all()
    if (found?.integrity_check !== 'ok')
      throw new BackupFailed('corrupt', `the copy is damaged: ${found?.integrity_check}`)
    const [loose] = db.prepare('PRAGMA foreign_key_check').all()
    if (loose) throw new BackupFailed('references', `a row of ${loose.table} refers to one that is not there`)
  } finally {
    db.close()
  }
}
