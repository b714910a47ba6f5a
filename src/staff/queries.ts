import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { select } from '../db/query.ts'
import { type Staff, staff } from './schema.ts'

export type Person = { id: string; name: string; login: string }

/** Everybody who has an account, 200 at most. */
export const readPeople = async (db: Db): Promise<Person[]> => {
  const { id, name, login } = staff
  return db.all(select({ id, name, login }).from(staff).orderBy(id).limit(200))
}

export type AccountRow = Pick<Staff, 'login' | 'name' | 'sample'> & { role: string; edit: number }

/** The same people with their roles and the newest save of each one's role. */
export const readAccounts = async (db: Db): Promise<AccountRow[]> =>
  db.all<AccountRow>(sql`
    SELECT s.login, s.name, s.role, s.sample, coalesce((
      SELECT max(e.edit) FROM form_edits e WHERE e.form = 'staff:' || s.id), 0) edit
    FROM staff s ORDER BY s.id LIMIT 200`)
