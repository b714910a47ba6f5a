import { sql } from 'drizzle-orm'
import { rollSeason } from '../catalog/season-rolling.ts'
import { database } from '../db/client.ts'
import { fillSampleWorld } from '../db/sample/world.ts'

/** Fills the database with the sample world when it holds no product; keeps what is there otherwise. */
export async function prepareWorld(
  binding: Parameters<typeof database>[0],
  now: number,
): Promise<'filled' | 'kept'> {
  const db = database(binding)
  const known = await db.all(sql`SELECT 1 FROM products LIMIT 1`)
  if (known.length === 0) await fillSampleWorld(db, now)
  await rollSeason(db, now)
  return known.length === 0 ? 'filled' : 'kept'
}
