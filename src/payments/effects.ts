import { alarmEffects } from '../alarms/telling.ts'
import type { Effects } from '../outbox/draining.ts'
import type { Following } from '../outbox/keeping.ts'
import type { Shop } from '../shop.ts'
import { closeEffects } from './closing.ts'
import { moveAsking } from './moving.ts'
import { refundEffects } from './refunds/asking.ts'

/** What payments owe their providers, who asks for it, and who tells staff when it fails. */
export const paymentEffects: Effects<Shop> = { ...closeEffects, ...refundEffects, ...alarmEffects }

/** What else moves when staff give up what is owed a provider, or take it up again. */
export const paymentFollowing: Following = {
  'gateway.refund': (db, { refundId = '' }, event, now) => moveAsking(db, refundId, event, now),
}
