import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { insist } from '../../db/insisting.ts'
import { update } from '../../db/query.ts'
import { type Budget, tryable, workOff } from '../../jobs/working-off.ts'
import { replaceWords } from '../listings/publication-statements.ts'
import { readAllPublished } from '../listings/published.ts'
import { type Product, products } from '../schema.ts'
import { keepNearWords } from './near-statements.ts'
import { intoPriceOrder, outOfPriceOrder } from './price-order.ts'

const JOB = 'search.words'
const SLICE = 50

/**
 * Writes the search words of products anew that an older version wrote; publishing writes them as they should be. A
 * product published meanwhile is left for the next try.
 */
export const rewordProducts = (place: { db: Db; now: number }, budget: Budget) =>
  workOff(place, {
    job: JOB,
    budget,
    slice: SLICE,
    due: (limit) =>
      place.db.all<Pick<Product, 'id'>>(sql`SELECT id FROM products p
        WHERE words_old = 1 AND ${tryable(JOB, sql`p.id`, place.now)} ORDER BY search_rank LIMIT ${limit}`),
    subjectOf: ({ id }) => id,
    run: (rows) =>
      reword(
        place.db,
        rows.map(({ id }) => id),
      ),
  })

/** The statement after which the words of every product are written anew, as after a restore. */
export const rewordAllAnew = (db: Db) => db.run(update(products).set({ wordsOld: 1 }))

async function reword(db: Db, ids: string[]) {
  const published = await readAllPublished(db, ids)
  const edits = JSON.stringify(published.map(({ id, edits, listed }) => ({ id, edits, listed })))
  const words = published.map(({ position, listed, content }) => ({
    ...{ position, listed, content },
    before: { position, listed },
  }))
  await db.batch([
    insist(
      db,
      sql`NOT EXISTS (SELECT 1 FROM json_each(${edits}) j CROSS JOIN products p ON p.id = j.value ->> 'id'
        WHERE (p.edits, p.listed) <> (j.value ->> 'edits', j.value ->> 'listed'))`,
    ),
    ...[
      outOfPriceOrder(ids),
      ...replaceWords(words),
      keepNearWords(published.map(({ content }) => content)),
      intoPriceOrder(ids),
      sql`UPDATE products SET words_old = 0 WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
    ].map((statement) => db.run(statement)),
  ])
}
