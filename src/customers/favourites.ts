import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int, remove, select } from '../db/query.ts'
import { favourites } from './schema.ts'

/** Products one account keeps to find them again; a trigger insists on it. */
export const MOST_FAVOURITES = 100

const room = (userId: ReturnType<typeof sql>) =>
  sql`max(0, ${int(MOST_FAVOURITES)} - (SELECT count(*) FROM favourites WHERE user_id = ${userId}))`

/**
 * The statement that adds what a browser kept, the newest first, to what whoever has this phone keeps: what is there
 * already stays as it was, what is sold nowhere any more is left out, and so is what there is no room for.
 */
export function joinFavourites(db: Db, phoneHmac: string, slugs: string[], now: number) {
  const user = sql`(SELECT id FROM users WHERE phone_hmac = ${phoneHmac})`
  return db.run(sql`INSERT INTO favourites (user_id, slug, at)
    SELECT ${user}, p.slug, ${int(now)} - j.key FROM json_each(${JSON.stringify(slugs)}) j
    CROSS JOIN products p ON p.slug = j.value
    WHERE NOT EXISTS (SELECT 1 FROM favourites f WHERE f.user_id = ${user} AND f.slug = p.slug)
    ORDER BY j.key LIMIT ${room(user)}`)
}

/** Keeps a product of the shop, once. Answers whether it is kept: not where there are too many. */
export async function keepFavourite(db: Db, userId: string, slug: string, now: number): Promise<boolean> {
  await db.run(sql`INSERT INTO favourites (user_id, slug, at)
    SELECT ${userId}, slug, ${int(now)} FROM products WHERE slug = ${slug}
      AND EXISTS (SELECT 1 FROM users WHERE id = ${userId})
      AND NOT EXISTS (SELECT 1 FROM favourites f WHERE f.user_id = ${userId} AND f.slug = products.slug)
    LIMIT ${room(sql`${userId}`)}`)
  return (await readFavourites(db, userId)).includes(slug)
}

/** What somebody keeps, the newest first. */
export async function readFavourites(db: Db, userId: string): Promise<string[]> {
  const { slug, at } = favourites
  const rows = await db.all(select({ slug, at }).from(favourites).where(eq(favourites.userId, userId)))
  return rows.sort((a, b) => b.at - a.at || (a.slug < b.slug ? -1 : 1)).map((row) => row.slug)
}

export const dropFavourite = (db: Db, userId: string, slug: string) =>
  db.run(remove(favourites).where(and(eq(favourites.userId, userId), eq(favourites.slug, slug))))

/** The statement that forgets all of them. */
export const dropFavourites = (db: Db, userId: string) =>
  db.run(remove(favourites).where(eq(favourites.userId, userId)))
