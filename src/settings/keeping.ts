import { sql } from 'drizzle-orm'
import { audit } from '../accounts/auditing.ts'
import type { Db } from '../db/client.ts'
import type { StoredShop } from './shop.ts'

type Desk = { db: Db; now: number }

/** What staff have set so far, one row. */
export async function readStoredShop(db: Db): Promise<StoredShop> {
  const [row] = await db.all<{ shop: string }>(sql`SELECT shop FROM content_version WHERE id = 1`)
  return JSON.parse(row?.shop ?? '{}') as StoredShop
}

/**
 * Keeps one part of the shop's settings; the others stay as they are, whoever edits them meanwhile. Every shop page
 * shows the new one from its next answer.
 */
export async function keepShopPart<Part extends 'contact' | 'banner' | 'deadlines'>(
  { db, now }: Desk,
  staffId: string,
  part: Part,
  value: NonNullable<StoredShop[Part]> | null,
): Promise<void> {
  const before = (await readStoredShop(db))[part]
  await db.batch([
    db.run(sql`UPDATE content_version SET version = version + 1,
      shop = json_set(shop, ${`$.${part}`}, json(${JSON.stringify(value)})) WHERE id = 1`),
    audit(
      db,
      { staffId, verb: `settings.${part}_kept`, object: `settings:${part}`, before, after: value },
      now,
    ),
  ])
}
