import { sql } from 'drizzle-orm'
import type { CartItem } from '../cart/quote.ts'
import type { Db } from '../db/client.ts'
import { quotations, quotationVersions } from '../db/columns.generated.ts'
import { maskPhone } from '../kernel/phone.ts'
import { provinceOf } from '../kernel/provinces.ts'
import { unseal } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import type { Purpose, QuotationState, QuotationVersion, QuotedLine } from './quotation.ts'
import { stateOn } from './quotation.ts'
import type { QuotationRow, VersionRow } from './schema.ts'

export type QuotationView = {
  id: string
  number: string
  /** As of now: one whose last day is over has expired. */
  state: QuotationState
  /** As stored, for the next step. */
  stored: string
  seq: number
  unitName: string
  /** Masked: the whole stands in the table and is shown to staff who ask. */
  contact: { name: string; phone: string }
  items: CartItem[]
  wanted: string
  deliverOn: string | null
  purpose: Purpose
  region: { code: string; name: string; nameEn: string }
  note: string
  requestedAt: number
  /** The version sent last; null when none was. */
  sent: QuotationVersion | null
  /** A version being written; null when there is none. */
  draft: QuotationVersion | null
  events: { kind: string; at: number; actor: string; note: string }[]
  order: { id: string; number: string } | null
}

/** A quotation with its versions, events and order, in one round trip; null when there is none. */
export async function readQuotation(shop: Shop, number: string): Promise<QuotationView | null> {
  const { db } = shop
  const id = sql`(SELECT id FROM quotations WHERE number = ${number})`
  const [rows, versions, events, orders] = await db.batch([
    db.all<QuotationRow>(sql`SELECT ${sql.raw(quotations)} FROM quotations WHERE number = ${number}`),
    db.all<VersionRow>(
      sql`SELECT ${sql.raw(quotationVersions)} FROM quotation_versions WHERE quotation_id = ${id}`,
    ),
    db.all<QuotationView['events'][number]>(
      sql`SELECT kind, at, actor, note FROM quotation_events WHERE quotation_id = ${id} ORDER BY seq`,
    ),
    db.all<{ id: string; number: string }>(sql`
      SELECT o.id, o.number FROM quotation_orders q JOIN orders o ON o.id = q.order_id WHERE q.quotation_id = ${id}`),
  ])
  const row = rows[0]
  return row ? view(shop, row, versions, events, orders[0] ?? null) : null
}

async function view(
  shop: Shop,
  row: QuotationRow,
  versions: VersionRow[],
  events: QuotationView['events'],
  order: QuotationView['order'],
): Promise<QuotationView> {
  const versionOf = (number: number) => {
    const found = versions.find(({ version }) => version === number)
    return found ? { ...found, lines: JSON.parse(found.lines) as QuotedLine[] } : null
  }
  const province = provinceOf(row.regionCode)
  return {
    id: row.id,
    number: row.number,
    state: stateOn(row, civilDate(shop.now)),
    stored: row.state,
    seq: row.seq,
    unitName: row.unitName,
    contact: {
      name: `${[...row.contactName][0] ?? ''}**`,
      phone: maskPhone(await unseal(shop.settings.phoneKey, row.phoneSealed)),
    },
    items: JSON.parse(row.items) as CartItem[],
    wanted: row.wanted,
    deliverOn: row.deliverOn,
    purpose: row.purpose as Purpose,
    region: { code: row.regionCode, name: province?.name ?? '', nameEn: province?.nameEn ?? '' },
    note: row.note,
    requestedAt: row.requestedAt,
    sent: versionOf(row.version),
    draft: versionOf(row.version + 1),
    events,
    order,
  }
}

/** Whole name and phone of who asked, for staff who may see them. */
export async function readContact(shop: Shop, quotationId: string): Promise<{ name: string; phone: string }> {
  const [row] = await shop.db.all<{ name: string; sealed: string }>(
    sql`SELECT contact_name name, phone_sealed sealed FROM quotations WHERE id = ${quotationId}`,
  )
  return { name: row!.name, phone: await unseal(shop.settings.phoneKey, row!.sealed) }
}

export const QUOTATION_VIEWS = ['draft', 'sent', 'accepted', 'declined', 'expired', 'all'] as const
export type QuotationListView = (typeof QUOTATION_VIEWS)[number]

export type QuotationListRow = {
  id: string
  number: string
  state: string
  unitName: string
  purpose: string
  requestedAt: number
  deliverOn: string | null
  validUntil: string | null
  totalFen: number | null
}

/** One page, newest first, by key; counts of what still waits: they grow with the backlog, never with the history. */
export async function listQuotations(
  db: Db,
  query: { view: QuotationListView; before?: string; limit: number },
) {
  const inState = query.view === 'all' ? sql`` : sql`q.state = ${query.view} AND`
  const [rows, counts] = await db.batch([
    db.all<QuotationListRow>(sql`
      SELECT q.id, q.number, q.state, q.unit_name unitName, q.purpose, q.requested_at requestedAt,
        q.deliver_on deliverOn, q.valid_until validUntil, v.total_fen totalFen
      FROM quotations q LEFT JOIN quotation_versions v ON v.quotation_id = q.id AND v.version = q.version
      WHERE ${inState} q.id < ${query.before ?? '~'} ORDER BY q.id DESC LIMIT ${query.limit + 1}`),
    db.all<{ draft: number; sent: number }>(sql`SELECT
      (SELECT count(*) FROM quotations WHERE state = 'draft') draft,
      (SELECT count(*) FROM quotations WHERE state = 'sent') sent`),
  ])
  const page = rows.slice(0, query.limit)
  return { rows: page, next: rows.length > query.limit ? page.at(-1)!.id : null, counts: counts[0]! }
}
