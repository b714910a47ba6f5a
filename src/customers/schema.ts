import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints and STRICT stand in the migrations; a test compares both.

export const users = sqliteTable('users', {
  id: text('id').notNull().primaryKey(),
  phoneSealed: text('phone_sealed'),
  phoneHmac: text('phone_hmac'),
  createdAt: integer('created_at').notNull(),
  /** When whoever proved the phone was last here. */
  seenAt: integer('seen_at').notNull(),
  /** Deleted, or left behind by a number that others have now: the phone is gone with it. */
  goneAt: integer('gone_at'),
})

export const userSessions = sqliteTable('user_sessions', {
  idHash: text('id_hash').notNull().primaryKey(),
  userId: text('user_id').notNull(),
  createdAt: integer('created_at').notNull(),
  seenAt: integer('seen_at').notNull(),
  openedBy: text('opened_by').$type<'phone' | 'wechat'>().notNull().default('phone'),
})

export const userWechats = sqliteTable('user_wechats', {
  openidHmac: text('openid_hmac').notNull().primaryKey(),
  userId: text('user_id').notNull(),
  openidSealed: text('openid_sealed').notNull(),
  boundAt: integer('bound_at').notNull(),
})

export const signInCodes = sqliteTable(
  'sign_in_codes',
  {
    phoneHmac: text('phone_hmac').notNull(),
    purpose: text('purpose').$type<CodePurpose>().notNull(),
    codeHmac: text('code_hmac').notNull(),
    sentAt: integer('sent_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    wrong: integer('wrong').notNull().default(0),
    usedAt: integer('used_at'),
  },
  (t) => [primaryKey({ columns: [t.phoneHmac, t.purpose] })],
)

export const userAddresses = sqliteTable('user_addresses', {
  id: text('id').notNull().primaryKey(),
  userId: text('user_id').notNull(),
  sealed: text('sealed').notNull(),
  mark: text('mark').notNull(),
  at: integer('at').notNull(),
})

export const userEmails = sqliteTable('user_emails', {
  userId: text('user_id').notNull().primaryKey(),
  sealed: text('sealed').notNull(),
  mark: text('mark').notNull(),
  confirmedAt: integer('confirmed_at').notNull(),
})

/** Addresses of e-mail whose link was not followed yet. */
export const userEmailAsks = sqliteTable('user_email_asks', {
  userId: text('user_id').notNull().primaryKey(),
  sealed: text('sealed').notNull(),
  mark: text('mark').notNull(),
  tokenHash: text('token_hash').notNull(),
  askedAt: integer('asked_at').notNull(),
})

export const favourites = sqliteTable(
  'favourites',
  {
    userId: text('user_id').notNull(),
    slug: text('slug').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.slug] })],
)

/** Another phone for an account whose own is lost, noted by staff; `newHmac` goes once it ended. */
export const phoneChanges = sqliteTable('phone_changes', {
  id: text('id').notNull().primaryKey(),
  userId: text('user_id').notNull(),
  newHmac: text('new_hmac'),
  tail: text('tail').notNull(),
  staffId: text('staff_id').notNull(),
  askedAt: integer('asked_at').notNull(),
  /** From when on it can be taken; null until the old phone was told. */
  dueAt: integer('due_at'),
  endedAt: integer('ended_at'),
  outcome: text('outcome').$type<'taken' | 'objected' | 'stopped' | 'untold'>(),
})

/** What a code is for; one for another purpose opens nothing. */
export type CodePurpose = 'sign_in' | 'old_phone' | 'new_phone' | 'data' | 'wechat'
export type User = typeof users.$inferSelect
export type PhoneChange = typeof phoneChanges.$inferSelect
