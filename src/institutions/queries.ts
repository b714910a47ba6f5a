import { eq, sql } from 'drizzle-orm'
import type { CartItem } from '../cart/quote.ts'
import { calendarAt } from '../catalog/calendar.ts'
import { workdayAfter } from '../catalog/workdays.ts'
import type { Db } from '../db/client.ts'
import { select, selectAll } from '../db/query.ts'
import { maskPhone } from '../kernel/phone.ts'
import { provinceOf } from '../kernel/provinces.ts'
import { unseal } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import { orders } from '../orders/schema.ts'
import { deadline } from '../settings/deadlines.ts'
import { stopped } from '../settings/selling.ts'
import type { Shop } from '../shop.ts'
import type { Purpose, QuotationState, QuotationVersion, QuotedLine } from './quotation.ts'
import { stateOn } from './quotation.ts'
import {
  type QuotationEventRow,
  type QuotationRow,
  quotationEvents,
  quotationOrders,
  quotations,
  quotationVersions,
  type VersionRow,
} from './schema.ts'

export type QuotationView = {
  id: string
  number: string
  /** As of now: one whose last day is over has expired. */
  state: QuotationState
  /** As stored, for the next step. */
  stored: QuotationState
  seq: number
  unitName: string
  /** Masked: the whole stands in the table and is shown to staff who ask. */
  contact: { name: string; phone: string }
  /** The whole phone, sealed: the buyer's of the order it becomes. */
  phoneSealed: string
  items: CartItem[]
  wanted: string
  deliverOn: string | null
  purpose: Purpose
  region: { code: string; name: string; nameEn: string }
  note: string
  requestedAt: number
  /** Civil date by which an answer was promised. */
  answerBy: string
  /** The version sent last; null when none was. */
  sent: QuotationVersion | null
  /** A version being written; null when there is none. */
  draft: QuotationVersion | null
  events: Omit<QuotationEventRow, 'quotationId' | 'seq'>[]
  order: { id: string; number: string } | null
  /** The shop takes no new orders for now. */
  stopped: boolean
}

/** A request this old still reckons with the holidays of its time. */
const ASKED_DAYS = 92

/** A quotation with its versions, events and order, in one round trip; null when there is none. */
export async function readQuotation(shop: Shop, number: string): Promise<QuotationView | null> {
  const { db } = shop
  const id = sql`(SELECT id FROM quotations WHERE number = ${number})`
  const { kind, at, actor, note } = quotationEvents
  const [rows, versions, events, made, calendar, limits] = await db.batch([
    db.all(selectAll(quotations).where(eq(quotations.number, number))),
    db.all(selectAll(quotationVersions).where(eq(quotationVersions.quotationId, id))),
    db.all(
      select({ kind, at, actor, note })
        .from(quotationEvents)
        .where(eq(quotationEvents.quotationId, id))
        .orderBy(quotationEvents.seq),
    ),
    db.all(
      select({ id: orders.id, number: orders.number })
        .from(quotationOrders)
        .innerJoin(orders, eq(orders.id, quotationOrders.orderId))
        .where(eq(quotationOrders.quotationId, id)),
    ),
    calendarAt(db, shop.now, { past: ASKED_DAYS }),
    db.all<{ workdays: number; stopped: 0 | 1 }>(
      sql`SELECT ${deadline('quotationWorkdays')} workdays, ${stopped} stopped`,
    ),
  ])
  const row = rows[0]
  if (!row) return null
  const answerBy = workdayAfter(civilDate(row.requestedAt), limits[0]!.workdays, calendar)
  return {
    ...(await view(shop, row, versions, events, made[0] ?? null)),
    answerBy,
    stopped: limits[0]!.stopped === 1,
  }
}

async function view(
  shop: Shop,
  row: QuotationRow,
  versions: VersionRow[],
  events: QuotationView['events'],
  order: QuotationView['order'],
): Promise<Omit<QuotationView, 'answerBy' | 'stopped'>> {
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
    phoneSealed: row.phoneSealed,
    items: JSON.parse(row.items) as CartItem[],
    wanted: row.wanted,
    deliverOn: row.deliverOn,
    purpose: row.purpose,
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
  const [row] = await shop.db.all(
    select({ name: quotations.contactName, sealed: quotations.phoneSealed })
      .from(quotations)
      .where(eq(quotations.id, quotationId)),
  )
  return { name: row!.name, phone: await unseal(shop.settings.phoneKey, row!.sealed) }
}

export const QUOTATION_VIEWS = ['draft', 'sent', 'accepted', 'declined', 'expired', 'all'] as const
export type QuotationListView = (typeof QUOTATION_VIEWS)[number]

export type QuotationListRow = Pick<
  QuotationRow,
  'id' | 'number' | 'state' | 'unitName' | 'purpose' | 'requestedAt' | 'deliverOn' | 'validUntil'
> & { totalFen: number | null }

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
