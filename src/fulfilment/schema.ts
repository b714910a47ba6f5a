import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { DeliveredBy } from './shipment.ts'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const dispatchQueue = sqliteTable(
  'dispatch_queue',
  {
    orderId: text('order_id').notNull(),
    storage: text('storage').notNull(),
    paidAt: integer('paid_at').notNull(),
    shipOn: text('ship_on'),
    channel: text('channel').notNull().default('online'),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.storage] })],
)

export const shipments = sqliteTable('shipments', {
  id: text('id').notNull().primaryKey(),
  orderId: text('order_id').notNull(),
  storage: text('storage').notNull(),
  carrier: text('carrier').notNull(),
  trackingNo: text('tracking_no').notNull(),
  shippedAt: integer('shipped_at').notNull(),
  staffId: text('staff_id').notNull(),
  deliveredAt: integer('delivered_at'),
  deliveredBy: text('delivered_by').$type<DeliveredBy>(),
  receivedAt: integer('received_at'),
  channel: text('channel').notNull().default('online'),
  /** When staff said it is out for delivery. */
  outAt: integer('out_at'),
})

export const shipmentLines = sqliteTable(
  'shipment_lines',
  {
    shipmentId: text('shipment_id').notNull(),
    orderId: text('order_id').notNull(),
    line: integer('line').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (t) => [primaryKey({ columns: [t.shipmentId, t.line] })],
)

export type Queued = typeof dispatchQueue.$inferSelect
export type Shipment = typeof shipments.$inferSelect
export type ShipmentLine = typeof shipmentLines.$inferSelect
