import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ClaimEventKind, ClaimKind, ClaimReason, ClaimState } from './claim.ts'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const claims = sqliteTable('claims', {
  id: text('id').notNull().primaryKey(),
  orderId: text('order_id').notNull(),
  line: integer('line').notNull(),
  /** The parcel of an adoption's tea it is about; null where it is about goods of the order. */
  dispatchId: text('dispatch_id'),
  kind: text('kind').$type<ClaimKind>().notNull(),
  reason: text('reason').$type<ClaimReason>().notNull(),
  quantity: integer('quantity').notNull(),
  /** What the buyer wrote; '' once it was forgotten. */
  words: text('words').notNull(),
  state: text('state').$type<ClaimState>().notNull(),
  seq: integer('seq').notNull(),
  askedAt: integer('asked_at').notNull(),
  /** When silence decides, or null. */
  dueAt: integer('due_at'),
  endedAt: integer('ended_at'),
  /** What the shop offers instead of the whole, in fen. */
  proposedFen: integer('proposed_fen'),
  /** Where the goods go back to, as it was told: a JSON of name, phone and address. */
  returnTo: text('return_to'),
  /** The parcel that comes back. */
  carrier: text('carrier'),
  trackingNo: text('tracking_no'),
  returned: text('returned').$type<'restocked' | 'written_off'>(),
  refundId: text('refund_id'),
  /** The parcel that goes out again. */
  sentCarrier: text('sent_carrier'),
  sentNo: text('sent_no'),
  refusedBy: text('refused_by'),
  appealed: integer('appealed').notNull().default(0),
  /** Since when the buyer wants to be called. */
  personAskedAt: integer('person_asked_at'),
  clientKey: text('client_key').notNull(),
})

/** A claim's history; what moves it is a row here first, whose key is the lock. */
export const claimEvents = sqliteTable(
  'claim_events',
  {
    claimId: text('claim_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<ClaimEventKind | 'asked'>().notNull(),
    at: integer('at').notNull(),
    actor: text('actor').$type<'buyer' | 'staff' | 'time'>().notNull(),
    staffId: text('staff_id'),
    note: text('note').notNull().default(''),
    amountFen: integer('amount_fen'),
  },
  (t) => [primaryKey({ columns: [t.claimId, t.seq] })],
)

/** Pictures of a claim, for its two sides alone. */
export const claimPhotos = sqliteTable('claim_photos', {
  id: text('id').notNull().primaryKey(),
  claimId: text('claim_id').notNull(),
  place: integer('place').notNull(),
  type: text('type').notNull(),
  bytes: integer('bytes').notNull(),
  at: integer('at').notNull(),
})

export type Claim = typeof claims.$inferSelect
export type ClaimEvent = typeof claimEvents.$inferSelect
export type ClaimPhoto = typeof claimPhotos.$inferSelect
