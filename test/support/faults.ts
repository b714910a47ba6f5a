import type { D1Database } from '@cloudflare/workers-types'

export type Fault = 'throw_before' | 'throw_after'

/** What D1 says when it breaks, before or after a commit (reliability §4). */
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

/** A D1 whose n-th call breaks once, before it does anything or after it has done everything. */
export function faulty(binding: D1Database, nth: number, fault: Fault, message: string) {
  const count = { calls: 0, struck: false }
  const strike = async <T>(work: () => Promise<T>): Promise<T> => {
    count.calls += 1
    if (count.calls !== nth) return work()
    count.struck = true
    if (fault === 'throw_after') await work()
    throw new Error(message)
  }
  type Statement = ReturnType<D1Database['prepare']>
  const inner = new WeakMap<object, Statement>()
  const wrap = (statement: Statement): Statement => {
    const proxy = new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => wrap(target.bind(...values))
        if (key === 'all' || key === 'run') return () => strike(() => target.all())
        if (key === 'raw') return () => strike(() => target.raw())
        return Reflect.get(target, key)
      },
    })
    inner.set(proxy, statement)
    return proxy
  }
  const db = new Proxy(binding, {
    get(target, key) {
      if (key === 'prepare') return (text: string) => wrap(target.prepare(text))
      if (key === 'batch')
        return (statements: Statement[]) =>
          strike(() => target.batch(statements.map((statement) => inner.get(statement) ?? statement)))
      return Reflect.get(target, key)
    },
  })
  return { db, count }
}
