import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { update } from '../db/query.ts'
import { waitMs } from '../kernel/back-off.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { within } from '../kernel/within.ts'
import type { EffectKind, Outcome } from './effect.ts'
import { type Owed, outbox } from './schema.ts'

export type Handler<S> = (shop: S, payload: Record<string, string>) => Promise<Outcome>
export type Effects<S> = { [K in EffectKind]?: Handler<S> }

type Clocked = { db: Db; now: number }
type Leased = Pick<Owed, 'id' | 'kind' | 'payload' | 'attempts'>

/** A Worker holds six connections open at once; the rest would only queue. */
const AT_ONCE = 5
/** Longer than any attempt: nobody else takes a row meanwhile, and a crash gives it back after this. */
const LEASE_MS = MINUTE_MS
/** How long one attempt may take. */
export const ATTEMPT_MS = 4_000
/** How long a verb waits for its own effects before it answers; the cron goes on. */
const AWAITED_MS = 3_000

export type Draining = {
  /** Rows of one subject only, each once, and now: whoever asks for them waits for the answer. */
  subjectId?: string
  attemptMs?: number
  /** No further rows are taken after this long. */
  budgetMs?: number
}

/**
 * Does what is owed and due, of the kinds `effects` has a handler for: leased, a few at a time, each row alone. What
 * throws or takes too long is tried again after a while that grows. Answers how many were tried.
 */
export async function drain<S extends Clocked>(
  shop: S,
  effects: Effects<S>,
  { subjectId, attemptMs = ATTEMPT_MS, budgetMs = 50_000 }: Draining = {},
): Promise<number> {
  const until = Date.now() + budgetMs
  let tried = 0
  let rows = await lease(shop, effects, subjectId)
  while (rows.length) {
    await Promise.all(rows.map((row) => attempt(shop, effects, row, attemptMs)))
    tried += rows.length
    rows = subjectId === undefined && Date.now() < until ? await lease(shop, effects) : []
  }
  return tried
}

/** A verb's own effects, right after its batch: awaited for a moment, since the answer tells what came of them. */
export async function drainOwn<S extends Clocked>(
  shop: S,
  effects: Effects<S>,
  subjectId: string,
): Promise<void> {
  await within(AWAITED_MS, () => drain(shop, effects, { subjectId })).catch(() => undefined)
}

/** Takes the rows that have waited longest; one statement, so that nobody else takes the same. */
const lease = <S extends Clocked>({ db, now }: S, effects: Effects<S>, subjectId?: string) =>
  db.all<Leased>(
    update(outbox)
      .set({ attempts: sql`${outbox.attempts} + 1`, leasedUntil: now + LEASE_MS })
      .where(sql`${outbox.id} IN (
        SELECT id FROM outbox WHERE ended_at IS NULL AND leased_until <= ${now} AND not_before <= ${now}
          AND ${subjectId === undefined ? sql`next_attempt_at <= ${now}` : sql`subject_id = ${subjectId}`}
          AND kind IN (SELECT value FROM json_each(${JSON.stringify(Object.keys(effects))}))
        ORDER BY next_attempt_at, id LIMIT ${AT_ONCE})`)
      .returning({ id: outbox.id, kind: outbox.kind, payload: outbox.payload, attempts: outbox.attempts }),
  )

async function attempt<S extends Clocked>(shop: S, effects: Effects<S>, row: Leased, attemptMs: number) {
  const { db, now } = shop
  const outcome = await run(shop, effects, row, attemptMs)
  const came = outcome.done
    ? ({ state: 'done', endedAt: now, lastError: null } as const)
    : {
        nextAttemptAt: outcome.at ?? now + waitMs(row.attempts),
        leasedUntil: 0,
        lastError: outcome.why.slice(0, 200),
      }
  await db.run(
    update(outbox)
      .set(came)
      // Owed anew since it was taken, it is somebody else's to end.
      .where(and(eq(outbox.id, row.id), eq(outbox.attempts, row.attempts), isNull(outbox.endedAt))),
  )
}

async function run<S>(
  shop: S,
  effects: Effects<S>,
  { kind, payload }: Leased,
  attemptMs: number,
): Promise<Outcome> {
  try {
    return await within(attemptMs, () => effects[kind]!(shop, JSON.parse(payload) as Record<string, string>))
  } catch (error) {
    // The name alone: a message may hold what it was called with.
    return { done: false, why: error instanceof Error ? error.name : 'unknown' }
  }
}
