import { eq, type SQL, sql } from 'drizzle-orm'
import type { Adoption, AdoptionGift } from '../adoption/schema.ts'
import type { Dispatch } from '../adoption/season-schema.ts'
import { mapped } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { select } from '../db/query.ts'
import type { Shipment } from '../fulfilment/schema.ts'
import { findDivision } from '../kernel/divisions.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { unseal } from '../kernel/secrets.ts'
import { formatInstant } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { consentsOfOrder } from './consents.ts'
import { forgetStatements } from './forgetting.ts'
import { type OrderNote, orderCancellations, orders } from './schema.ts'

type AdoptedPlot = Pick<Adoption, 'plot' | 'season' | 'boardName'> & {
  giftMessage: AdoptionGift['message'] | null
}
type InvoiceKept = Record<
  'kind' | 'title' | 'taxNo' | 'address' | 'phone' | 'bank' | 'account' | 'email' | 'state',
  string
> & { requestedAt: number; numbers: string | null }
type SentTea = Pick<Dispatch, 'phoneSealed' | 'regionCode' | 'street' | 'carrier' | 'trackingNo'> & {
  name: Dispatch['recipientName']
}

/** What the receiver of a gift claims of its tea is theirs, not the buyer's. */
const ownClaim = sql`NOT EXISTS (SELECT 1 FROM dispatches d CROSS JOIN adoption_gifts g ON g.adoption_id = d.adoption_id
  WHERE d.id = c.dispatch_id AND g.claimed_at IS NOT NULL)`

function keptOf({ db }: Shop, number: string) {
  const { id, seq, state, recipientName: name, phoneSealed, buyerSealed, regionCode, street } = orders
  const { note, invoice, placedAt, forgottenAt } = orders
  const kept = select({
    ...{ id, seq, state, number: orders.number, name, phoneSealed, buyerSealed, regionCode, street },
    ...{ note, invoice, placedAt, forgottenAt },
  })
    .from(orders)
    .where(eq(orders.number, number))
  return mapped(db.all(kept), ([row]) => row ?? null)
}

/** Everything an order holds about its buyer, unmasked (个人信息保护法 §45); null when there is no such order. */
export async function exportPersonalData(shop: Shop, number: string) {
  const kept = await keptOf(shop, number)
  if (!kept) return null
  const division = findDivision(kept.regionCode)
  const { db } = shop
  const [consents, parcels, notes, adoptions, dispatches, claims, replies, invoices] = await db.batch([
    consentsOfOrder(db, kept.id),
    // Parcels and notes are fulfilment's; they are read here by name only, as the order page does.
    db.all<Pick<Shipment, 'carrier' | 'trackingNo' | 'shippedAt' | 'deliveredAt'>>(sql`
      SELECT carrier, tracking_no trackingNo, shipped_at shippedAt, delivered_at deliveredAt FROM shipments
      WHERE order_id = ${kept.id} ORDER BY id`),
    db.all<Pick<OrderNote, 'at' | 'note'>>(sql`
      SELECT at, note FROM order_notes WHERE order_id = ${kept.id} ORDER BY id`),
    db.all<AdoptedPlot>(sql`
      SELECT a.plot, a.season, a.board_name boardName, g.message giftMessage
      FROM order_lines l CROSS JOIN adoptions a ON a.id = l.adoption_id
      LEFT JOIN adoption_gifts g ON g.adoption_id = a.id WHERE l.order_id = ${kept.id} ORDER BY a.id`),
    // What the receiver of a claimed gift gave is theirs, not the buyer's.
    db.all<SentTea>(sql`
      SELECT d.recipient_name name, d.phone_sealed phoneSealed, d.region_code regionCode, d.street, d.carrier,
        d.tracking_no trackingNo FROM order_lines l CROSS JOIN dispatches d ON d.adoption_id = l.adoption_id
      LEFT JOIN adoption_gifts g ON g.adoption_id = l.adoption_id
      WHERE l.order_id = ${kept.id} AND g.claimed_at IS NULL ORDER BY d.id`),
    // Claims stand above orders: they too are read by name only.
    db.all<{ id: string; kind: string; reason: string; words: string; state: string; askedAt: number }>(sql`
      SELECT id, kind, reason, words, state, asked_at askedAt FROM claims c
      WHERE order_id = ${kept.id} AND ${ownClaim} ORDER BY id`),
    db.all<{ claimId: string; note: string }>(sql`
      SELECT e.claim_id claimId, e.note FROM claims c CROSS JOIN claim_events e ON e.claim_id = c.id
      WHERE c.order_id = ${kept.id} AND e.note <> '' AND ${ownClaim} ORDER BY e.claim_id, e.seq`),
    // So do invoices: whom they are made out to, and their numbers.
    db.all<InvoiceKept>(sql`
      SELECT r.kind, r.title, r.tax_no taxNo, r.address, r.phone, r.bank, r.account, r.email, r.state,
        r.requested_at requestedAt, (SELECT group_concat(d.number, ' ') FROM invoice_documents d WHERE d.request_id = r.id)
        numbers FROM invoice_requests r WHERE r.order_id = ${kept.id} ORDER BY r.requested_at`),
  ])
  return {
    number: kept.number,
    placedAt: formatInstant(kept.placedAt),
    recipient: {
      name: kept.name,
      phone: await unseal(shop.settings.phoneKey, kept.phoneSealed),
      region: division ? [division.province.name, division.city.name, division.district.name] : [],
      street: kept.street,
    },
    buyer: kept.buyerSealed ? { phone: await unseal(shop.settings.phoneKey, kept.buyerSealed) } : null,
    note: kept.note,
    invoice: kept.invoice ? JSON.parse(kept.invoice) : null,
    consents: consents.map((consent) => ({ ...consent, at: formatInstant(consent.at) })),
    parcels: parcels.map((parcel) => ({
      ...parcel,
      shippedAt: formatInstant(parcel.shippedAt),
      deliveredAt: parcel.deliveredAt === null ? null : formatInstant(parcel.deliveredAt),
    })),
    adoptions,
    tea: await Promise.all(
      dispatches.map(async ({ phoneSealed, ...dispatch }) => ({
        ...dispatch,
        phone: phoneSealed ? await unseal(shop.settings.phoneKey, phoneSealed) : null,
      })),
    ),
    claims: claims.map(({ id, askedAt, ...claim }) => ({
      ...claim,
      askedAt: formatInstant(askedAt),
      said: replies.filter(({ claimId }) => claimId === id).map(({ note }) => note),
    })),
    invoices: invoices.map(({ requestedAt, numbers, ...invoice }) => ({
      ...invoice,
      requestedAt: formatInstant(requestedAt),
      numbers: numbers?.split(' ') ?? [],
    })),
    staffNotes: notes.map(({ at, note }) => ({ at: formatInstant(at), note })),
    deletedAt: kept.forgottenAt === null ? null : formatInstant(kept.forgottenAt),
  }
}

/**
 * That nothing of it is on its way any more: no parcel of tea waits for its day (one that makes up for a short season is
 * sent after the order is over), no claim is open, and no invoice is being made, which needs its title.
 */
const nothingOnItsWay = (orderId: SQL | string): SQL => sql`(NOT EXISTS (
  SELECT 1 FROM order_lines l CROSS JOIN dispatches d ON d.adoption_id = l.adoption_id
  WHERE l.order_id = ${orderId} AND d.shipped_at IS NULL AND d.called_off_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM claims WHERE order_id = ${orderId} AND ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM invoice_requests WHERE order_id = ${orderId} AND state IN ('issuing', 'red_pending')))`

/**
 * Takes name, phone, street and notes out of an order that is over (个人信息保护法 §47). What was sold, for how much and
 * to which province stays, and so do the numbers of its parcels, which prove delivery: records of a sale are kept for
 * three years (电子商务法 §31). Refusals: not_found; conflict while the order still needs the address, or when somebody
 * changed it at this moment.
 */
export async function forgetBuyer(shop: Shop, number: string): Promise<Result<null>> {
  const { db } = shop
  const own = sql`(SELECT id FROM orders WHERE number = ${number})`
  // The order's event number is the lock of all of this but the tea, which is asked again where the address goes.
  const [kept, cancelled, running, nothingToSend] = await db.batch([
    keptOf(shop, number),
    db.all(
      select({ at: orderCancellations.at })
        .from(orderCancellations)
        .where(eq(orderCancellations.orderId, own)),
    ),
    // Tea of a running season still has to reach the adopter.
    db.all(sql`
      SELECT 1 FROM order_lines l CROSS JOIN adoptions a ON a.id = l.adoption_id
      WHERE l.order_id = ${own} AND a.adopted_at IS NOT NULL AND a.released_at IS NULL AND a.concluded_at IS NULL`),
    db.all(sql`SELECT 1 WHERE ${nothingOnItsWay(own)}`),
  ])
  if (!kept) return refuse({ code: 'not_found' })
  if (kept.forgottenAt !== null) return ok(null)
  const over = kept.state === 'completed' || kept.state === 'cancelled' || cancelled.length > 0
  if (!over || running.length || !nothingToSend.length) return refuse({ code: 'conflict' })
  try {
    await db.batch([
      insist(db, nothingOnItsWay(kept.id)),
      ...(await forgetStatements(shop, [kept], 'shopper')),
    ])
  } catch (error) {
    if (changedMeanwhile(error) || failedOn(error, 'UNIQUE constraint failed'))
      return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
