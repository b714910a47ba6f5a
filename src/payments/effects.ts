import type { Effects } from '../outbox/draining.ts'
import type { Shop } from '../shop.ts'
import { closeEffects } from './closing.ts'
import { refundEffects } from './refunds/asking.ts'

/** What payments owe their providers, and who asks for it. */
export const paymentEffects: Effects<Shop> = { ...closeEffects, ...refundEffects }
