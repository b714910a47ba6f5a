import type { D1Database } from '@cloudflare/workers-types'
import { database } from '../../src/db/client.ts'
import type { Shop } from '../../src/shop.ts'
import { bindings } from './shop.ts'

export type Fault = 'throw_before' | 'throw_after'

/** What D1 says when it breaks, before or after a commit. */
export const D1_FAULTS = [
  'D1_ERROR: Network connection lost.',
  'D1_ERROR: D1 DB reset because its code was updated.',
  'D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.',
  'D1_ERROR: Internal error in D1 DB storage caused object to be reset.',
  'D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.',
  "D1_ERROR: Can't read from request stream because client disconnected.",
  'D1_ERROR: D1 DB is overloaded. Requests queued for too long.',
  'D1_ERROR: D1 DB is overloaded. Too many requests queued.',
  'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
]

type Statement = ReturnType<D1Database['prepare']>
type Around = <T>(work: () => Promise<T>, texts: string[]) => Promise<T>

/** A D1 with something done around each of its calls, which is told the texts of their statements. */
export function aroundCalls(binding: D1Database, around: Around): D1Database {
  const inner = new WeakMap<object, { statement: Statement; text: string }>()
  const wrap = (statement: Statement, text: string): Statement => {
    const proxy = new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => wrap(target.bind(...values), text)
        if (key === 'all' || key === 'run') return () => around(() => target.all(), [text])
        if (key === 'raw') return () => around(() => target.raw(), [text])
        return Reflect.get(target, key)
      },
    })
    inner.set(proxy, { statement, text })
    return proxy
  }
  return new Proxy(binding, {
    get(target, key) {
      if (key === 'prepare') return (text: string) => wrap(target.prepare(text), text)
      if (key === 'batch')
        return (proxies: Statement[]) => {
          const known = proxies.map((proxy) => inner.get(proxy)!)
          const texts = known.map(({ text }) => text)
          return around(() => target.batch(known.map(({ statement }) => statement)), texts)
        }
      return Reflect.get(target, key)
    },
  })
}

const WRITES = /^\s*(with\b[\s\S]*\)\s*)?(insert|update|delete|replace)\b/i

/** A D1 that tells of each of its calls whether it wrote. */
export function watched(binding: D1Database) {
  const calls: ('read' | 'write')[] = []
  const db = aroundCalls(binding, (work, texts) => {
    calls.push(texts.some((text) => WRITES.test(text)) ? 'write' : 'read')
    return work()
  })
  return { db, calls }
}

/** A D1 whose n-th call breaks once, before it does anything or after it has done everything. */
export function faulty(binding: D1Database, nth: number, fault: Fault, message: string) {
  const count = { calls: 0, struck: false }
  const db = aroundCalls(binding, async (work) => {
    count.calls += 1
    if (count.calls !== nth) return work()
    count.struck = true
    if (fault === 'throw_after') await work()
    throw new Error(message)
  })
  return { db, count }
}

/** A D1 on a road of its own: each call waits up to `most` milliseconds before and after, drawn from a seed. */
export function distant(binding: D1Database, most: number, seed: number): D1Database {
  let state = seed
  const wait = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return new Promise((done) => setTimeout(done, (state >> 8) % (most + 1)))
  }
  return aroundCalls(binding, async (work) => {
    await wait()
    const answer = await work()
    await wait()
    return answer
  })
}

/** A D1 before whose n-th call somebody else does something, once: what was read before it is of another moment. */
export function interrupted(binding: D1Database, nth: number, other: () => PromiseLike<unknown>) {
  const count = { calls: 0, struck: false }
  const db = aroundCalls(binding, async (work) => {
    count.calls += 1
    if (count.calls === nth) {
      count.struck = true
      await other()
    }
    return work()
  })
  return { db, count }
}

/** The same of a shop: what another request does between two steps of a verb. `calls` counts them. */
export function interposed(
  shop: Shop,
  nth: number,
  other: () => PromiseLike<unknown>,
): Shop & { calls: () => number } {
  const { db, count } = interrupted(bindings.DB, nth, other)
  return { ...shop, db: database(db), calls: () => count.calls }
}

/**
 * Does something as often as it makes calls to D1, each time on fresh ground and with somebody else acting before
 * another one of them. `act` answers once everything has been looked at.
 */
export async function atEveryCall(
  binding: D1Database,
  act: (at: (other: () => PromiseLike<unknown>) => D1Database) => Promise<void>,
): Promise<number> {
  for (let nth = 1; ; nth += 1) {
    let count = { struck: false }
    await act((other) => {
      const broken = interrupted(binding, nth, other)
      count = broken.count
      return broken.db
    })
    if (!count.struck) return nth - 1
  }
}

/** What becomes of a call: it breaks before it does anything, or after it has done everything. */
export type Strike = { after: number; fault: Fault; message: string }

/**
 * A D1 some of whose calls break, each strike so many calls after the one before; `struck` counts them. Without strikes it
 * is sound. The calls that follow a crash in the same verb are made by nobody: a verb ends at what it does not catch.
 */
export function strucken(binding: D1Database, strikes: Strike[]) {
  const count = { struck: 0 }
  let left = strikes[0]?.after ?? 0
  const db = aroundCalls(binding, async (work) => {
    const [next] = strikes
    if (!next || left > 0) {
      left -= 1
      return work()
    }
    strikes.shift()
    left = strikes[0]?.after ?? 0
    count.struck += 1
    if (next.fault === 'throw_after') await work()
    throw new Error(next.message)
  })
  return { db, count }
}
