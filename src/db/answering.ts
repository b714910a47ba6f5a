import type { D1Database } from '@cloudflare/workers-types'
import { within } from '../kernel/within.ts'

const LONGEST_MS = 2000

/** Whether the database answers at all: what tells an outage from a fault of ours, asked only once something failed. */
export const databaseAnswers = (binding: D1Database | undefined): Promise<boolean> =>
  within(LONGEST_MS, async () => {
    await binding!.prepare('SELECT 1').first()
    return true
  }).catch(() => false)
