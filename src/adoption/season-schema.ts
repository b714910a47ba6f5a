import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const gardenUpdates = sqliteTable('garden_updates', {
  id: text('id').notNull().primaryKey(),
  garden: text('garden').notNull(),
  plot: text('plot'),
  season: integer('season').notNull(),
  phase: text('phase').notNull(),
  happenedOn: text('happened_on').notNull(),
  weather: text('weather').notNull(),
  textZh: text('text_zh').notNull(),
  textEn: text('text_en').notNull(),
  pictures: text('pictures').notNull().default('[]'),
  clientKey: text('client_key').notNull(),
  staffId: text('staff_id'),
  at: integer('at').notNull(),
  withdrawnAt: integer('withdrawn_at'),
})

export const harvests = sqliteTable('harvests', {
  id: text('id').notNull().primaryKey(),
  garden: text('garden').notNull(),
  season: integer('season').notNull(),
  grade: text('grade').notNull(),
  grams: integer('grams').notNull(),
  pluckedOn: text('plucked_on').notNull(),
  note: text('note').notNull(),
  clientKey: text('client_key').notNull(),
  staffId: text('staff_id'),
  at: integer('at').notNull(),
  sharedG: integer('shared_g'),
})

export const harvestShares = sqliteTable(
  'harvest_shares',
  {
    adoptionId: text('adoption_id').notNull(),
    harvestId: text('harvest_id').notNull(),
    grams: integer('grams').notNull(),
  },
  (t) => [primaryKey({ columns: [t.adoptionId, t.harvestId] })],
)

export const harvestCorrections = sqliteTable('harvest_corrections', {
  id: text('id').notNull().primaryKey(),
  harvestId: text('harvest_id').notNull(),
  seq: integer('seq').notNull(),
  grams: integer('grams').notNull(),
  reason: text('reason').notNull(),
  clientKey: text('client_key').notNull(),
  staffId: text('staff_id'),
  at: integer('at').notNull(),
  sharedG: integer('shared_g'),
})

export const correctionShares = sqliteTable(
  'correction_shares',
  {
    adoptionId: text('adoption_id').notNull(),
    correctionId: text('correction_id').notNull(),
    grams: integer('grams').notNull(),
  },
  (t) => [primaryKey({ columns: [t.adoptionId, t.correctionId] })],
)

export const dispatches = sqliteTable('dispatches', {
  id: text('id').notNull().primaryKey(),
  number: text('number').notNull(),
  adoptionId: text('adoption_id').notNull(),
  garden: text('garden').notNull(),
  season: integer('season').notNull(),
  period: text('period').notNull(),
  grams: text('grams').notNull(),
  addressUntil: text('address_until').notNull(),
  sendBy: text('send_by').notNull(),
  recipientName: text('recipient_name'),
  phoneSealed: text('phone_sealed'),
  regionCode: text('region_code'),
  street: text('street'),
  plannedAt: integer('planned_at').notNull(),
  carrier: text('carrier'),
  trackingNo: text('tracking_no'),
  shippedAt: integer('shipped_at'),
  calledOffAt: integer('called_off_at'),
})

export const gardenVisits = sqliteTable('garden_visits', {
  id: text('id').notNull().primaryKey(),
  adoptionId: text('adoption_id').notNull(),
  garden: text('garden').notNull(),
  wishedOn: text('wished_on').notNull(),
  guests: integer('guests').notNull(),
  note: text('note').notNull(),
  state: text('state').notNull(),
  answer: text('answer').notNull(),
  at: integer('at').notNull(),
  answeredAt: integer('answered_at'),
  staffId: text('staff_id'),
})

export const shortfalls = sqliteTable('shortfalls', {
  adoptionId: text('adoption_id').notNull().primaryKey(),
  grams: text('grams').notNull(),
  valueFen: integer('value_fen').notNull(),
  notedAt: integer('noted_at').notNull(),
  choice: text('choice'),
  chosenAt: integer('chosen_at'),
  settledBy: text('settled_by'),
})

export type GardenUpdate = typeof gardenUpdates.$inferSelect
export type Harvest = typeof harvests.$inferSelect
export type Dispatch = typeof dispatches.$inferSelect
export type GardenVisit = typeof gardenVisits.$inferSelect
export type Shortfall = typeof shortfalls.$inferSelect
export type HarvestCorrection = typeof harvestCorrections.$inferSelect
export type CorrectionShare = typeof correctionShares.$inferSelect
