import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Permit, ProducerInput } from './producer.ts'
import type { Product, StoredProducer } from './schema.ts'

type Row = Pick<
  StoredProducer,
  | 'id'
  | 'nameZh'
  | 'nameEn'
  | 'addressZh'
  | 'addressEn'
  | 'permits'
  | 'giAuthorised'
  | 'giCertificate'
  | 'sample'
  | 'teaPark'
  | 'edits'
>
export type Producer = Omit<Row, 'permits'> & { permits: Permit[] }
export type ProducerProduct = Pick<
  Product,
  'producerId' | 'id' | 'slug' | 'family' | 'nameZh' | 'nameEn' | 'listed'
>

/** The same as its page shows and weighs it. */
export type ShownProduct = ProducerProduct &
  Pick<Product, 'originCode' | 'originZh' | 'originEn' | 'factsMissing' | 'picture'>

const COLUMNS = sql`r.id, r.name_zh nameZh, r.name_en nameEn, r.address_zh addressZh, r.address_en addressEn, r.permits,
  r.gi_authorised giAuthorised, r.gi_certificate giCertificate, r.sample, r.tea_park teaPark, r.edits`
const PRODUCT = sql`p.producer_id producerId, p.id, p.slug, p.family, p.name_zh nameZh, p.name_en nameEn, p.listed`
const MOST = 200
const MOST_PRODUCTS = 500

export const producerFrom = (row: Row): Producer => ({ ...row, permits: JSON.parse(row.permits) })

/** Statements of the shoppers' page: producers that have a name, and what they sell now. */
export const namedProducers = (db: Db) =>
  [
    db.all<Row>(
      sql`SELECT ${COLUMNS} FROM producers r WHERE r.name_zh <> '' ORDER BY r.sample, r.id LIMIT ${MOST}`,
    ),
    db.all<ShownProduct>(sql`
      SELECT ${PRODUCT}, p.origin_code originCode, p.origin_zh originZh, p.origin_en originEn,
        p.facts_missing factsMissing, p.picture FROM producers r CROSS JOIN products p ON p.producer_id = r.id AND p.listed = 1
      WHERE r.name_zh <> '' ORDER BY p.producer_id, p.slug LIMIT ${MOST_PRODUCTS}`),
  ] as const

/**
 * How many products somebody has, how many of them are really on sale (no samples), and whether one of those names a
 * licence to produce on its label.
 */
export type Sells = { products: number; onSale: number; packaged: number }

const SELLS = sql`
  (SELECT count(*) FROM (SELECT 1 FROM products p WHERE p.producer_id = r.id LIMIT ${MOST_PRODUCTS})) products,
  (SELECT count(*) FROM (SELECT 1 FROM products p WHERE p.producer_id = r.id AND p.listed = 1 AND p.sample = 0
    LIMIT ${MOST_PRODUCTS})) onSale,
  EXISTS (SELECT 1 FROM products p WHERE p.producer_id = r.id AND p.listed = 1 AND p.sample = 0
    AND p.label_facts ->> 'licenceNo' <> '') packaged`

/** Every producer for staff, the nameless too, with what each sells. */
export async function readProducers(db: Db): Promise<(Producer & Sells)[]> {
  const rows = await db.all<Row & Sells>(
    sql`SELECT ${COLUMNS}, ${SELLS} FROM producers r ORDER BY r.tea_park, r.id LIMIT ${MOST}`,
  )
  return rows.map(({ products, onSale, packaged, ...row }) => ({
    ...producerFrom(row),
    ...{ products, onSale, packaged },
  }))
}

/** One producer with its products, in one round trip; null when there is none. */
export async function readProducer(
  db: Db,
  id: string,
): Promise<{ producer: Producer; products: ProducerProduct[] } | null> {
  const [rows, products] = await db.batch([
    db.all<Row>(sql`SELECT ${COLUMNS} FROM producers r WHERE r.id = ${id}`),
    db.all<ProducerProduct>(sql`
      SELECT ${PRODUCT} FROM products p WHERE p.producer_id = ${id} ORDER BY p.listed DESC, p.slug LIMIT ${MOST_PRODUCTS}`),
  ])
  return rows[0] ? { producer: producerFrom(rows[0]), products } : null
}

/** A kept producer as the form writes it. */
export const inputOf = (producer: Producer): ProducerInput => ({
  nameZh: producer.nameZh,
  nameEn: producer.nameEn,
  addressZh: producer.addressZh,
  addressEn: producer.addressEn,
  permits: producer.permits,
  giAuthorised: producer.giAuthorised === 1,
  giCertificate: producer.giCertificate ?? '',
  sample: producer.sample === 1,
})
