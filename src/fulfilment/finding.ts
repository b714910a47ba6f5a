import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { indexOrders, TRACKING_NOS, unindexed } from '../orders/indexing.ts'
import type { Order } from '../orders/schema.ts'
import { plainNumber, plainWords, type Reading, searchesOf, termsOf } from '../orders/search-terms.ts'
import type { Shop } from '../shop.ts'
import { COLUMNS, type DeskRow } from './desk-lists.ts'

export const MOST_FOUND = 50
/** Rows looked at for one reading: its rarest part, the newest orders first. */
const LOOKED_AT = 2000
/** As far as parts are counted to find the rarest. */
const COUNTED = 500
/** What a search indexes itself before it looks; the rest is the job's. */
const FRESH = { rows: 500, ms: 2000 }

type FoundRow = DeskRow & Pick<Order, 'street'> & { trackingNos: string }

/**
 * Orders by a whole phone or its last four, a part of an order or tracking number (four letters at least), of the
 * receiver's name or of the street, by the district or city, or by several of them; newest first, 50 at most. A whole
 * tracking number finds its own orders only. One round trip, and more only where an order was placed or changed since the
 * index was brought up to date.
 */
export async function findOrders(shop: Shop, typed: string): Promise<DeskRow[]> {
  const searches = searchesOf(typed)
  const partsOf = (readings: Reading[]) => readings.flatMap(({ parts }) => parts)
  const terms = searches.map((readings) => termsOf(shop.settings.phonePepper, partsOf(readings)))
  const look = () => shop.db.batch([unindexed(shop.db), ...terms.map((own) => byTerms(shop.db, own))])
  let [waiting, ...found] = await look()
  if (waiting.length) {
    await indexOrders(shop, FRESH)
    ;[waiting, ...found] = await look()
  }
  const rows = new Map<string, DeskRow>()
  for (const [at, readings] of searches.entries())
    for (const { street, trackingNos, ...row } of fitting(readings, found[at]!)) rows.set(row.id, row)
  return [...rows.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, MOST_FOUND)
}

/** All parts may stand in a row that does not hold the words as they were typed. */
function fitting(readings: Reading[], rows: FoundRow[]): FoundRow[] {
  const held = rows.filter((row) =>
    readings.every(({ of, text }) => !text || textsOf(of, row).some((own) => own.includes(text))),
  )
  const number = readings.find(({ of }) => of === 'parcel')?.text
  const whole = held.filter((row) => textsOf('parcel', row).some((own) => own === number))
  return whole.length ? whole : held
}

/** What of a row is compared with a word. */
function textsOf(of: Reading['of'], row: FoundRow): string[] {
  switch (of) {
    case 'number':
      return [row.number]
    case 'parcel':
      return (JSON.parse(row.trackingNos) as string[]).map(plainNumber)
    case 'name':
      return [plainWords(row.recipientName)]
    default:
      return [plainWords(row.street)]
  }
}

/** Orders that hold every term, found by the one that the fewest hold. */
const byTerms = (db: Db, terms: number[]) => {
  const list = JSON.stringify(terms)
  return db.all<FoundRow>(sql`
    SELECT ${COLUMNS}, o.street, ${TRACKING_NOS} trackingNos, NULL shipOn, o.id key FROM (
      SELECT p.order_id FROM order_postings p WHERE p.term = (
        SELECT j.value FROM json_each(${list}) j ORDER BY (
          SELECT count(*) FROM (SELECT 1 FROM order_postings n WHERE n.term = j.value LIMIT ${COUNTED})) LIMIT 1)
      ORDER BY p.order_id DESC LIMIT ${LOOKED_AT}) q CROSS JOIN orders o ON o.id = q.order_id
    WHERE NOT EXISTS (SELECT 1 FROM json_each(${list}) j WHERE NOT EXISTS (
      SELECT 1 FROM order_postings n WHERE n.term = j.value AND n.order_id = q.order_id))
    ORDER BY q.order_id DESC LIMIT ${MOST_FOUND * 2}`)
}
