import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints, STRICT, triggers and the first texts stand in the migration; a test compares both.

export const CHANNELS = ['sms', 'wechat', 'email'] as const
export type Channel = (typeof CHANNELS)[number]

/** `queued`: its provider said no for now. `sending`: somebody is at it, or was when it broke off. */
export const DELIVERY_STATES = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'dropped',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export const TEMPLATE_STATES = ['draft', 'asked', 'approved', 'refused', 'stopped'] as const
export type TemplateState = (typeof TEMPLATE_STATES)[number]

/** What somebody does not want to be told of. */
export type Purpose = 'all' | 'orders' | 'gardens'

export const noticeTemplates = sqliteTable(
  'notice_templates',
  {
    event: text('event').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    provider: text('provider').notNull(),
    code: text('code').notNull().default(''),
    text: text('text').notNull(),
    variables: text('variables').notNull(),
    state: text('state').$type<TemplateState>().notNull().default('draft'),
    changedAt: integer('changed_at').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.event, t.channel, t.provider] })],
)

export const noticeDeliveries = sqliteTable('notice_deliveries', {
  id: text('id').notNull().primaryKey(),
  noticeKey: text('notice_key').notNull(),
  nth: integer('nth').notNull(),
  event: text('event').notNull(),
  subjectId: text('subject_id').notNull(),
  occurrence: text('occurrence').notNull(),
  orderId: text('order_id'),
  channel: text('channel').$type<Channel>().notNull(),
  provider: text('provider'),
  /** The mark of the phone, never the phone. */
  addressHmac: text('address_hmac').notNull().default(''),
  templateCode: text('template_code'),
  /** As it was rendered; a code is not in it. */
  text: text('text').notNull().default(''),
  state: text('state').$type<DeliveryState>().notNull(),
  reason: text('reason'),
  providerId: text('provider_id'),
  asked: integer('asked').notNull().default(0),
  at: integer('at').notNull(),
  sentAt: integer('sent_at'),
  reportedAt: integer('reported_at'),
})

export const noticeStops = sqliteTable(
  'notice_stops',
  {
    addressHmac: text('address_hmac').notNull(),
    purpose: text('purpose').$type<Purpose>().notNull(),
    reason: text('reason').$type<'page' | 'reply' | 'staff'>().notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.addressHmac, t.purpose] })],
)

export const noticeConsole = sqliteTable('notice_console', {
  id: text('id').notNull().primaryKey(),
  at: integer('at').notNull(),
  /** A phone or an address of e-mail, masked. */
  phone: text('phone').notNull(),
  text: text('text').notNull(),
  channel: text('channel').$type<Channel>().notNull().default('sms'),
})

export const wechatTokens = sqliteTable('wechat_tokens', {
  appId: text('app_id').notNull().primaryKey(),
  sealed: text('sealed').notNull().default(''),
  expiresAt: integer('expires_at').notNull().default(0),
  leasedUntil: integer('leased_until').notNull().default(0),
})

export type Template = typeof noticeTemplates.$inferSelect
export type Delivery = typeof noticeDeliveries.$inferSelect
export type ConsoleEntry = typeof noticeConsole.$inferSelect
