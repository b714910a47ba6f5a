import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const promoCodes = sqliteTable('promo_codes', {
  code: text('code').notNull().primaryKey(),
  kind: text('kind').notNull(),
  value: integer('value').notNull(),
  families: text('families').notNull(),
  minimumFen: integer('minimum_fen').notNull(),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at').notNull(),
  limitTotal: integer('limit_total').notNull(),
  limitPerPhone: integer('limit_per_phone').notNull(),
  phoneHmac: text('phone_hmac'),
  adoptionId: text('adoption_id'),
  used: integer('used').notNull().default(0),
  madeBy: text('made_by'),
  madeAt: integer('made_at').notNull(),
  endedAt: integer('ended_at'),
})

export const codeRedemptions = sqliteTable(
  'code_redemptions',
  {
    code: text('code').notNull(),
    phoneHmac: text('phone_hmac').notNull(),
    orderId: text('order_id').notNull(),
    discountFen: integer('discount_fen').notNull(),
    at: integer('at').notNull(),
    givenBackAt: integer('given_back_at'),
  },
  (t) => [primaryKey({ columns: [t.code, t.phoneHmac, t.orderId] })],
)

export type PromoCode = typeof promoCodes.$inferSelect
export type CodeRedemption = typeof codeRedemptions.$inferSelect
