import { type SQL, sql } from 'drizzle-orm'
import { int } from '../../db/query.ts'
import { OFF_SHELF_ROWS } from './publication.ts'
import type { TableQuery } from './table.ts'

/** What a filter without an index of its own looks through for one page. */
export const LONGEST_SPAN = 500

/** SKUs that count as low; written as the index of low stock is. */
export const LOW = sql`v.available <= 10 AND v.retired = 0 AND v.components IS NULL`

const SKUS = sql`(
  SELECT json_group_array(json_object('sku', v.sku, 'specZh', v.spec_zh, 'netG', v.net_g, 'netMl', v.net_ml,
    'priceFen', v.price_fen, 'soldAlone', v.sold_alone, 'bundle', v.components IS NOT NULL,
    'promoUntil', v.promo_until, 'available',
    CASE WHEN v.components IS NULL THEN v.available ELSE (
      SELECT coalesce(min(part.available / (c.value ->> 'quantity')), 0) FROM json_each(v.components) c
      CROSS JOIN variants part ON part.sku = c.value ->> 'sku') END) ORDER BY v.position)
  FROM variants v WHERE v.product_id = p.id AND v.retired = 0)`

const COLUMNS = sql`coalesce(p.id, l.k) id, l.k "key", p.slug, p.name_zh nameZh, p.picture, p.family, p.listed, p.sample,
  p.facts_missing factsMissing, p.season_mask seasonMask,
  EXISTS (SELECT 1 FROM product_drafts d WHERE d.id = p.id) draft, ${SKUS} skus`

const RANKED: Record<string, SQL> = {
  all: sql`1 = 1`,
  listed: sql`p.listed = 1`,
  unlisted: sql`p.listed = 0`,
  lacking: sql`p.facts_missing > 0`,
  sample: sql`p.sample = 1`,
}

/** Where the keys of a view come from. */
type Source = {
  /** Everything of a statement that gives `k`, but its limit. */
  keys: SQL
  join: SQL
  /** The text of a draft whose product does not exist yet. */
  content: SQL
  /** The family of a row where no index narrows the keys to one. */
  family: SQL | null
}

/** A page of products, one more than asked when there are more; a page that ends before a key comes backwards. */
export function pageStatement(query: TableQuery, words: string | null): SQL {
  const { keys, join, content, family } = sourceOf(query, words)
  const spanned = query.family && family
  const own = spanned ? sql`WHERE ${family} = ${query.family}` : sql``
  return sql`SELECT ${COLUMNS}, ${content} content FROM (${keys} LIMIT ${spanned ? LONGEST_SPAN : query.limit + 1}) l
    ${join} ${own} ORDER BY l.k ${orderOf(query)} LIMIT ${query.limit + 1}`
}

/** How many keys such a page looked through, and the last of them; none where an index narrows to a family. */
export function spanStatement(query: TableQuery, words: string | null): SQL {
  const { keys, family } = sourceOf(query, words)
  return query.family && family
    ? sql`SELECT count(*) keys, max(k) last FROM (${keys} LIMIT ${LONGEST_SPAN})`
    : sql`SELECT 0 keys, NULL last`
}

const orderOf = ({ before }: TableQuery): SQL => (before === undefined ? sql`ASC` : sql`DESC`)

const beyond = (key: SQL, { after, before }: TableQuery): SQL =>
  before === undefined
    ? sql`${key} > ${after ?? ''} ORDER BY ${key}`
    : sql`${key} < ${before} ORDER BY ${key} DESC`

const beyondRank = (key: SQL, { after, before }: TableQuery): SQL =>
  before === undefined
    ? sql`${key} > ${int(rankOf(after))} ORDER BY ${key}`
    : sql`${key} < ${int(rankOf(before))} ORDER BY ${key} DESC`
const rankOf = (key: string | undefined): number => Number(key ?? 0) || 0

function sourceOf(query: TableQuery, words: string | null): Source {
  const listed = { content: sql`NULL`, family: sql`p.family` }
  if (words)
    return {
      ...listed,
      keys: sql`SELECT rowid k FROM product_search WHERE product_search MATCH ${words} AND ${beyondRank(sql`rowid`, query)}`,
      join: sql`CROSS JOIN products p ON p.search_rank = l.k % ${sql.raw(String(OFF_SHELF_ROWS))}`,
    }
  if (query.view === 'low')
    return {
      ...listed,
      keys: sql`SELECT DISTINCT v.product_id k FROM variants v WHERE ${LOW} AND ${beyond(sql`v.product_id`, query)}`,
      join: sql`CROSS JOIN products p ON p.id = l.k`,
    }
  if (query.view === 'draft')
    return {
      keys: sql`SELECT d.id k, d.content FROM product_drafts d WHERE ${beyond(sql`d.id`, query)}`,
      join: sql`LEFT JOIN products p ON p.id = l.k`,
      content: sql`iif(p.id IS NULL, l.content, NULL)`,
      family: sql`coalesce(p.family, l.content ->> 'family')`,
    }
  const own = query.family ? sql`p.family = ${query.family} AND` : sql``
  return {
    keys: sql`SELECT p.search_rank k FROM products p WHERE ${own} ${RANKED[query.view]!} AND ${beyondRank(sql`p.search_rank`, query)}`,
    join: sql`CROSS JOIN products p ON p.search_rank = l.k`,
    content: sql`NULL`,
    family: null,
  }
}
