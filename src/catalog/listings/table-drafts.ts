import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { pinyinOf } from '../pinyin.ts'
import type { ProductDraft } from '../schema.ts'
import { readDrafts } from './drafts.ts'
import type { ListingInput } from './input.ts'
import type { TableRow } from './table.ts'

const MOST_SHOWN = 50
const MOST_SEARCHED = 500

/** A draft of a product that does not exist yet, as a row of the table. */
export const freshRow = (id: string, content: ListingInput): TableRow => ({
  id,
  key: id,
  slug: content.slug,
  nameZh: content.nameZh,
  picture: content.pictures?.[0]?.name ?? content.picture,
  family: content.family,
  listed: null,
  sample: Number(content.sample),
  factsMissing: 0,
  seasonMask: 0,
  draft: 1,
  skus: [],
})

/** The newest such drafts of a family ('' for all); a search looks through the newest 500, which have no search row. */
export async function readFreshRows(db: Db, q: string, family: string): Promise<TableRow[]> {
  const named = q ? await find(db, q) : null
  const drafts = await readDrafts(
    db,
    named
      ? { ids: sql`SELECT value FROM json_each(${JSON.stringify(named)})`, limit: MOST_SHOWN }
      : { fresh: true, limit: MOST_SHOWN },
  )
  return drafts
    .filter(({ content }) => !family || content.family === family)
    .map(({ id, content }) => freshRow(id, content))
    .reverse()
}

async function find(db: Db, q: string): Promise<string[]> {
  const wanted = q.toLowerCase()
  const drafts = await db.all<Pick<ProductDraft, 'id'> & { nameZh: string; skus: string }>(sql`
    SELECT d.id, d.content ->> 'nameZh' nameZh, coalesce((
      SELECT group_concat(v.value ->> 'sku', ' ') FROM json_each(d.content, '$.variants') v), '') skus
    FROM product_drafts d WHERE d.product_id IS NULL ORDER BY d.id DESC LIMIT ${MOST_SEARCHED}`)
  return drafts
    .filter(({ nameZh, skus }) =>
      [nameZh, pinyinOf(nameZh).join(''), skus].some((text) => text.toLowerCase().includes(wanted)),
    )
    .map(({ id }) => id)
    .slice(0, MOST_SHOWN)
}
