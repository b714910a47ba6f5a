import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Role } from './roles.ts'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const staff = sqliteTable('staff', {
  id: text('id').notNull().primaryKey(),
  login: text('login').notNull(),
  name: text('name').notNull(),
  role: text('role').$type<Role | 'disabled'>().notNull(),
  passwordHash: text('password_hash').notNull(),
  totpSealed: text('totp_sealed'),
  totpLastStep: integer('totp_last_step').notNull().default(0),
  epoch: integer('epoch').notNull().default(1),
  sample: integer('sample').notNull().default(0),
  createdAt: integer('created_at').notNull(),
})

export const staffSessions = sqliteTable('staff_sessions', {
  idHash: text('id_hash').notNull().primaryKey(),
  staffId: text('staff_id').notNull(),
  epoch: integer('epoch').notNull(),
  createdAt: integer('created_at').notNull(),
  seenAt: integer('seen_at').notNull(),
})

export const staffRecoveryCodes = sqliteTable(
  'staff_recovery_codes',
  {
    staffId: text('staff_id').notNull(),
    codeHash: text('code_hash').notNull(),
    usedAt: integer('used_at'),
  },
  (t) => [primaryKey({ columns: [t.staffId, t.codeHash] })],
)

export const staffSetups = sqliteTable('staff_setups', {
  tokenHash: text('token_hash').notNull().primaryKey(),
  role: text('role').$type<Role>().notNull(),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
  staffId: text('staff_id'),
})

export const auditEntries = sqliteTable('audit_entries', {
  id: text('id').notNull().primaryKey(),
  at: integer('at').notNull(),
  staffId: text('staff_id').notNull(),
  verb: text('verb').notNull(),
  object: text('object').notNull(),
  before: text('before'),
  after: text('after'),
})

export const formEdits = sqliteTable(
  'form_edits',
  {
    form: text('form').notNull(),
    edit: integer('edit').notNull(),
    at: integer('at').notNull(),
    staffId: text('staff_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.form, t.edit] })],
)

export type Staff = typeof staff.$inferSelect
export type LoggedAct = typeof auditEntries.$inferSelect
export type FormEdit = typeof formEdits.$inferSelect
