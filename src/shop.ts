import type { R2Bucket } from '@cloudflare/workers-types'
import type { Db } from './db/client.ts'
import type { Settings } from './env.ts'
import type { Gateway } from './payments/gateway.ts'

/** What every verb of the shop works with; the clock is an argument. */
export type Shop = {
  db: Db
  settings: Settings
  /** UTC milliseconds. */
  now: number
  /** Where a shopper's request comes from, as networkOf names it; staff and jobs have none. */
  network?: string | null
  /** Who is signed in; their orders are theirs at once. */
  userId?: string | null
  /** Where the night's copy goes; jobs have it. */
  bucket?: R2Bucket
  /** Stand in for the providers that are set up. */
  gateways?: Record<string, Gateway>
}
