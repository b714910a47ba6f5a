import { sql } from 'drizzle-orm'
import { rollSeason } from '../catalog/season-rolling.ts'
import { database } from '../db/client.ts'
import { fillGardens, gardensThere } from '../db/sample/gardens.ts'
import { fillSampleStaff, SAMPLE_PASSWORD } from '../db/sample/staff.ts'
import { fillSampleWorld } from '../db/sample/world.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { accessToken } from '../orders/access-token.ts'
import type { Order } from '../orders/schema.ts'
import { hashPassword } from '../staff/password.ts'
import { inviteStaff } from '../staff/setting-up.ts'
import { pathsFor } from '../urls.ts'
import { fillPastSeason } from './past-season.ts'

/** Fills the database with the sample world when it holds no product; keeps what is there otherwise. */
export async function prepareWorld(env: Bindings, now: number): Promise<'filled' | 'kept'> {
  const db = database(env.DB)
  const known = await db.all(sql`SELECT 1 FROM products LIMIT 1`)
  if (known.length === 0) await fillSampleWorld(db, now)
  else if (!(await gardensThere(db))) await fillGardens(db, now)
  if ((await db.all(sql`SELECT 1 FROM staff LIMIT 1`)).length === 0)
    await fillSampleStaff(db, now, await hashPassword(SAMPLE_PASSWORD))
  await fillPastSeason({ db, settings: settingsOf(env) })
  await rollSeason(db, now)
  return known.length === 0 ? 'filled' : 'kept'
}

/** A one-time link secret for the first real owner; null once there is one. */
export async function ownerToken(
  binding: Parameters<typeof database>[0],
  now: number,
): Promise<string | null> {
  const db = database(binding)
  const [owner] = await db.all(sql`SELECT id FROM staff WHERE role = 'owner' AND sample = 0 LIMIT 1`)
  return owner ? null : anotherOwnerToken(binding, now)
}

/** The same whether there is one or not. */
export async function anotherOwnerToken(
  binding: Parameters<typeof database>[0],
  now: number,
): Promise<string> {
  const { token, statement } = await inviteStaff(database(binding), 'owner', now)
  await statement
  return token
}

/** Opens the sample order of the past season, so that 我的园 can be looked at; null once it is gone. */
export async function sampleOrderPath(env: Bindings): Promise<string | null> {
  const [row] = await database(env.DB).all<Pick<Order, 'id' | 'number'>>(sql`
    SELECT o.id, o.number FROM adoptions a JOIN orders o ON o.id = a.order_id
    WHERE a.plot = 'A-12' AND a.season = 2026 AND a.sample = 1 LIMIT 1`)
  return row ? pathsFor('zh').order(row.number, { key: await accessToken(settingsOf(env), row.id) }) : null
}
