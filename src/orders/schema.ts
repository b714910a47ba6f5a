import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Actor, HistoryKind, OrderState } from './order.ts'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const orders = sqliteTable('orders', {
  id: text('id').notNull().primaryKey(),
  number: text('number').notNull(),
  state: text('state').$type<OrderState>().notNull(),
  seq: integer('seq').notNull(),
  channel: text('channel').notNull(),
  language: text('language').notNull(),
  subtotalFen: integer('subtotal_fen').notNull(),
  freightFen: integer('freight_fen').notNull(),
  discountFen: integer('discount_fen').notNull(),
  totalFen: integer('total_fen').notNull(),
  recipientName: text('recipient_name').notNull(),
  /** Whom the courier calls. */
  phoneSealed: text('phone_sealed').notNull(),
  /** The buyer's, who may be somebody else: whose order it is, finds it and is told of it. */
  phoneHmac: text('phone_hmac').notNull(),
  /** Empty in new orders: an address is shared by strangers and limits nothing (decision 0032). */
  addressHmac: text('address_hmac').notNull(),
  regionCode: text('region_code').notNull(),
  street: text('street').notNull(),
  shipOn: text('ship_on'),
  note: text('note').notNull(),
  invoice: text('invoice'),
  consents: text('consents').notNull(),
  freight: text('freight').notNull(),
  placedAt: integer('placed_at').notNull(),
  payBefore: integer('pay_before').notNull(),
  paidAt: integer('paid_at'),
  closedAt: integer('closed_at'),
  closedBy: text('closed_by').$type<Actor>(),
  /** The buyer's. */
  phoneTail: text('phone_tail'),
  forgottenAt: integer('forgotten_at'),
  overAt: integer('over_at'),
  plots: integer('plots').notNull().default(0),
  code: text('code'),
  /** Of an unpaid order; forgotten once it is paid or closed. */
  networkHmac: text('network_hmac'),
  packingAt: integer('packing_at'),
  /** The buyer's phone where it is not the receiver's. */
  buyerSealed: text('buyer_sealed'),
})

export const orderLines = sqliteTable(
  'order_lines',
  {
    orderId: text('order_id').notNull(),
    line: integer('line').notNull(),
    /** Null where the line is an adoption. */
    sku: text('sku'),
    slug: text('slug').notNull(),
    titleZh: text('title_zh').notNull(),
    titleEn: text('title_en').notNull(),
    specZh: text('spec_zh').notNull(),
    specEn: text('spec_en').notNull(),
    picture: text('picture').notNull(),
    family: text('family').notNull(),
    originCode: text('origin_code').notNull(),
    storage: text('storage').notNull(),
    returnRule: text('return_rule').notNull(),
    sample: integer('sample').notNull(),
    quantity: integer('quantity').notNull(),
    unitPriceFen: integer('unit_price_fen').notNull(),
    amountFen: integer('amount_fen').notNull(),
    stock: text('stock').notNull(),
    adoptionId: text('adoption_id'),
    discountFen: integer('discount_fen').notNull().default(0),
    /** Whose goods it is; null where the line is an adoption. */
    producerId: text('producer_id'),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.line] })],
)

export const orderEvents = sqliteTable(
  'order_events',
  {
    orderId: text('order_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').$type<HistoryKind>().notNull(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.seq] })],
)

/** Whose order it is: whoever was signed in when it was placed, or proved the buyer's phone first. */
export const orderOwners = sqliteTable('order_owners', {
  orderId: text('order_id').notNull().primaryKey(),
  userId: text('user_id').notNull(),
  at: integer('at').notNull(),
})

/** What the unpaid orders of one network bind: pieces by SKU. */
export const networkClaims = sqliteTable('network_claims', {
  networkHmac: text('network_hmac').notNull().primaryKey(),
  orders: integer('orders').notNull(),
  bound: text('bound').notNull(),
})

export const idempotencyKeys = sqliteTable('idempotency_keys', {
  keyHash: text('key_hash').notNull().primaryKey(),
  requestHash: text('request_hash').notNull(),
  orderId: text('order_id').notNull(),
  at: integer('at').notNull(),
})

export const orderCancellations = sqliteTable('order_cancellations', {
  orderId: text('order_id').notNull().primaryKey(),
  actor: text('actor').$type<Actor>().notNull(),
  at: integer('at').notNull(),
})

export const orderNotes = sqliteTable('order_notes', {
  id: text('id').notNull().primaryKey(),
  orderId: text('order_id').notNull(),
  staffId: text('staff_id').notNull(),
  at: integer('at').notNull(),
  note: text('note').notNull(),
})

export const consents = sqliteTable(
  'consents',
  {
    subject: text('subject').notNull(),
    at: integer('at').notNull(),
    channel: text('channel').notNull(),
    given: text('given').notNull(),
  },
  (t) => [primaryKey({ columns: [t.subject, t.at] })],
)

/** Orders the index of the desk's search does not know as they are now; triggers note them. */
export const unindexedOrders = sqliteTable('unindexed_orders', {
  orderId: text('order_id').notNull().primaryKey(),
  /** Another number with each change. */
  noted: integer('noted').notNull(),
})

/** What an order is found by: keyed hashes, a JSON list. Triggers spread it into the postings. */
export const orderTerms = sqliteTable('order_terms', {
  orderId: text('order_id').notNull().primaryKey(),
  terms: text('terms').notNull(),
})

export const orderPostings = sqliteTable(
  'order_postings',
  {
    term: integer('term').notNull(),
    orderId: text('order_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.term, t.orderId] })],
)

export type Order = typeof orders.$inferSelect
export type OrderLine = typeof orderLines.$inferSelect
export type OrderNote = typeof orderNotes.$inferSelect
export type OrderEvent = typeof orderEvents.$inferSelect
