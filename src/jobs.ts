import { forgetHolds } from './adoption/holding.ts'
import { noticeOverdue } from './alarms/noticing.ts'
import { rewordProducts } from './catalog/search/rewording.ts'
import { rollSeason } from './catalog/season-rolling.ts'
import { forgetOldSheets } from './catalog/sheets/keeping.ts'
import { checkStock } from './catalog/stock/reconciling.ts'
import { sweepClaims } from './claims/sweeping.ts'
import { sweepPhotos } from './claims/sweeping-photos.ts'
import { copyDatabase, leaveToBackups } from './copies/copying.ts'
import { forgetOldCodes } from './customers/codes.ts'
import { forgetOldEmailAsks } from './customers/emails.ts'
import { forgetOldChanges } from './customers/phone-changes.ts'
import { forgetOldUserSessions } from './customers/sessions.ts'
import { finishOrders, sweepDeliveries } from './fulfilment/sweeping.ts'
import { forgetOldLimits } from './http/rate-limit.ts'
import { expireQuotations } from './institutions/expiring.ts'
import { forgetQuotations } from './institutions/forgetting.ts'
import { checkBooks } from './invariants/checking.ts'
import type { Job, Ran } from './jobs/running.ts'
import { forgetOldMisses, ranOf } from './jobs/working-off.ts'
import { oweDue } from './notices/due.ts'
import { forgetNotices } from './notices/forgetting.ts'
import { NOTICE_MS, noticeEffects } from './notices/sending.ts'
import { indexOrders } from './orders/indexing.ts'
import { forgetExpired, forgetOldKeys } from './orders/retaining.ts'
import { drain } from './outbox/draining.ts'
import { paymentEffects } from './payments/effects.ts'
import { learnPayments } from './payments/learning.ts'
import { reconcileBills } from './payments/reconciliation/reconciling.ts'
import { closeOverdue } from './payments/sweeping.ts'
import type { Shop } from './shop.ts'
import { forgetOldSessions } from './staff/sessions.ts'
import { forgetOldSetups } from './staff/setting-up.ts'

/** What one run of a job may take on. Its statements work in slices, so a backlog is worked off within a few runs. */
const MINUTE = { rows: 2000, ms: 20_000 }
/** Asking outside takes its time; less than the minute until the next run. */
const OUTSIDE = { rows: 2000, ms: 45_000 }
const NIGHT = { rows: 2000, ms: 20_000 }

/** Work that is one statement or two. */
const once =
  (work: (shop: Shop) => PromiseLike<unknown>) =>
  async (shop: Shop): Promise<Ran> => {
    await work(shop)
    return { note: 'done' }
  }

/** Everything the clock starts. Each fails alone, and one that was missed is due until it has succeeded. */
export const JOBS = [
  {
    name: 'orders.unpaid',
    when: 'minute',
    budget: MINUTE,
    run: async (shop, budget) => ranOf(await closeOverdue(shop, budget)),
  },
  {
    name: 'payments.learned',
    when: 'minute',
    budget: MINUTE,
    run: async (shop, budget) => ranOf(await learnPayments(shop, budget)),
  },
  {
    name: 'orders.indexed',
    when: 'minute',
    budget: MINUTE,
    run: async (shop, budget) => ranOf(await indexOrders(shop, budget)),
  },
  {
    name: 'outbox',
    when: 'minute',
    budget: OUTSIDE,
    run: async (shop, budget) => {
      const tried = await drain(shop, paymentEffects, { budgetMs: budget.ms })
      return { note: `tried ${tried}`, idle: tried === 0 }
    },
  },
  // By themselves, so that a carrier of messages that hangs holds up no refund.
  {
    name: 'notices',
    when: 'minute',
    budget: OUTSIDE,
    run: async (shop, budget) => {
      const owed = await oweDue(shop)
      const tried = await drain(shop, noticeEffects, { budgetMs: budget.ms, attemptMs: NOTICE_MS })
      return { note: `owed ${owed}, tried ${tried}`, idle: owed + tried === 0 }
    },
  },
  { name: 'alarms', when: 'minute', budget: MINUTE, run: (shop) => noticeOverdue(shop, 'alarms', allJobs()) },
  {
    name: 'bills',
    when: 'minute',
    budget: OUTSIDE,
    run: async (shop, budget) => ranOf(await reconcileBills(shop, budget)),
  },
  {
    name: 'deliveries',
    when: 'minute',
    budget: MINUTE,
    run: async (shop, budget) => ranOf(...(await sweepDeliveries(shop, budget))),
  },
  {
    name: 'claims',
    when: 'minute',
    budget: OUTSIDE,
    run: async (shop, budget) => ranOf(await sweepClaims(shop, budget)),
  },
  {
    name: 'orders.finished',
    when: 'night',
    budget: NIGHT,
    run: async (shop, budget) => ranOf(await finishOrders(shop, budget)),
  },
  {
    name: 'orders.forgotten',
    when: 'night',
    budget: NIGHT,
    run: async (shop, budget) => ranOf(await forgetExpired(shop, budget)),
  },
  {
    name: 'quotations.expired',
    when: 'night',
    budget: NIGHT,
    run: async ({ db, now }, budget) => ranOf(await expireQuotations(db, now, budget)),
  },
  {
    name: 'quotations.forgotten',
    when: 'night',
    budget: NIGHT,
    run: async (shop, budget) => ranOf(await forgetQuotations(shop, budget)),
  },
  {
    name: 'search.words',
    when: 'minute',
    budget: MINUTE,
    run: async (shop, budget) => ranOf(await rewordProducts(shop, budget)),
  },
  {
    name: 'copies',
    when: 'night',
    budget: NIGHT,
    run: async (shop, budget) =>
      shop.settings.hostBackups ? leaveToBackups(shop) : copyDatabase(shop, budget),
  },
  { name: 'season', when: 'night', budget: NIGHT, run: once(({ db, now }) => rollSeason(db, now)) },
  { name: 'stock', when: 'night', budget: NIGHT, run: once(({ db, now }) => checkStock(db, now)) },
  { name: 'books', when: 'night', budget: NIGHT, run: once(checkBooks) },
  { name: 'limits', when: 'night', budget: NIGHT, run: once(({ db, now }) => forgetOldLimits(db, now)) },
  { name: 'sessions', when: 'night', budget: NIGHT, run: once(({ db, now }) => forgetOldSessions(db, now)) },
  {
    name: 'user_sessions',
    when: 'night',
    budget: NIGHT,
    run: once(({ db, now }) => forgetOldUserSessions(db, now)),
  },
  {
    name: 'codes',
    when: 'night',
    budget: NIGHT,
    run: once(({ db, now }) =>
      db.batch([forgetOldCodes(db, now), forgetOldEmailAsks(db, now), forgetOldChanges(db, now)]),
    ),
  },
  { name: 'setups', when: 'night', budget: NIGHT, run: once(({ db, now }) => forgetOldSetups(db, now)) },
  { name: 'keys', when: 'night', budget: NIGHT, run: once(({ db, now }) => forgetOldKeys(db, now)) },
  { name: 'holds', when: 'night', budget: NIGHT, run: once(({ db, now }) => forgetHolds(db, now)) },
  { name: 'sheets', when: 'night', budget: NIGHT, run: once(({ db, now }) => forgetOldSheets(db, now)) },
  { name: 'notices.forgotten', when: 'night', budget: NIGHT, run: once(forgetNotices) },
  {
    name: 'photos',
    when: 'night',
    budget: NIGHT,
    run: (shop, budget) => sweepPhotos(shop, budget),
  },
  { name: 'misses', when: 'night', budget: NIGHT, run: once(forgetOldMisses) },
] as const satisfies Job<Shop>[]

/** What one machine does besides (node/backups, node/disk.ts): elsewhere these never run, and nobody misses them. */
export const HOST_JOBS = [
  // Before the backup takes its room.
  { name: 'disk', when: 'hour', optional: true },
  { name: 'backups', when: 'hour', optional: true },
  { name: 'drill', when: 'night', optional: true },
] as const

/** The table as one of its own jobs, and the overview, read it. */
export function allJobs(): readonly Pick<Job<Shop>, 'name' | 'when' | 'optional'>[] {
  return [...JOBS, ...HOST_JOBS]
}

export type HostJobName = (typeof HOST_JOBS)[number]['name']
export type JobName = (typeof JOBS)[number]['name'] | HostJobName
