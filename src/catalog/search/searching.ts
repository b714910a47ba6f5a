import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import {
  besideStatements,
  CARD_COLUMNS,
  type CardRow,
  countsIn,
  type Leaving,
  pageOf,
  toCards,
} from '../card-rows.ts'
import type { ListQuery, ProductList } from '../listing.ts'
import type { SearchWord } from '../schema.ts'
import { anyReading, firstReading, patientReadings, type Reading, typedReadings } from './expression.ts'
import { meantBy, nearKeysOf } from './near-words.ts'
import { rowsWanted, searchStatement } from './statements.ts'
import { type Typed, typedIn } from './typed.ts'

const PROPOSED = 4
const NOTHING: ProductList['proposed'] = { near: false, items: [] }
const MOST_NEAR = 100

/**
 * One page of what a search finds under its filters, in one round trip. Where the words find nothing a second one asks
 * what was meant: a slip of a word the shop knows, or the typed characters in another order. What is found then is the
 * page, and `meant` says so.
 */
export async function searchProducts(
  db: Db,
  query: ListQuery & { q: string },
  now: number,
): Promise<ProductList> {
  const typed = typedIn(query.q) ?? { words: [], sizes: [] }
  const readings = typedReadings(typed)
  const [rows, near, counts, templates, holidays] = await db.batch([
    db.all<CardRow>(searchStatement(query, readings, now)),
    db.all<{ word: SearchWord['word'] | null }>(nearStatement(typed, readings)),
    ...besideStatements(db, query, now),
  ])
  const leaving = { templates, holidays, now }
  const page = pageOf(query, rows, rowsWanted(query), leaving)
  const list = { ...page, counts: countsIn(counts), meant: null, proposed: NOTHING }
  if (page.items.length || page.next) return list
  // The words find something, the filters leave nothing of it.
  if (near[0]?.word === null) return { ...list, proposed: await propose(db, query, readings, leaving) }

  const patient = patientReadings(
    typed,
    meantBy(
      typed.words,
      near.flatMap(({ word }) => word ?? []),
    ),
  )
  const wanted = { ...query, sort: 'season' as const }
  const [found, reading, ...proposed] = await db.batch([
    db.all<CardRow>(searchStatement(query, patient, now)),
    db.all<{ reading: number }>(sql`SELECT reading FROM (${firstReading(patient)})`),
    ...proposals(db, wanted, [anyReading(typed)], now),
  ])
  const meant = patient[reading[0]?.reading ?? -1]?.meant
  const second = pageOf(query, found, rowsWanted(query), leaving)
  return {
    ...list,
    ...second,
    meant: meant ? [...meant, ...typed.sizes.map(({ unit, amount }) => `${amount}${unit}`)].join(' ') : null,
    proposed: second.items.length || second.next ? NOTHING : proposedIn(proposed, leaving),
  }
}

/** One row without a word where the words find something; else the words they may be slips of. */
const nearStatement = ({ words }: Typed, readings: Reading[]) => sql`
  WITH found AS MATERIALIZED (SELECT reading FROM (${firstReading(readings)}))
  SELECT NULL word FROM found UNION ALL
  SELECT n.word FROM json_each(${JSON.stringify(nearKeysOf(words))}) j CROSS JOIN search_words n ON n.key = j.value
  WHERE NOT EXISTS (SELECT 1 FROM found) LIMIT ${MOST_NEAR}`

/** What some readings find without any filter, and the first of the season's order where that is nothing. */
const proposals = (db: Db, query: ListQuery, readings: Reading[], now: number) => {
  const wanted = query.proposing ? PROPOSED : 0
  const plain = { sort: 'season' as const, limit: wanted - 1 }
  return [
    db.all<CardRow>(searchStatement(plain, wanted ? readings : [], now)),
    db.all<CardRow>(
      sql`SELECT ${CARD_COLUMNS} FROM products p WHERE p.listed = 1 ORDER BY p.season_rank, p.slug LIMIT ${wanted}`,
    ),
  ] as const
}

function proposedIn([near = [], usual = []]: readonly CardRow[][], leaving: Leaving) {
  const rows = near.length ? near : usual
  return { near: near.length > 0, items: toCards(rows, leaving) }
}

async function propose(db: Db, query: ListQuery, readings: Reading[], leaving: Leaving) {
  if (!query.proposing) return NOTHING
  return proposedIn(await db.batch(proposals(db, query, readings, leaving.now)), leaving)
}
