import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'
import { app } from '../../src/app.tsx'
import type { Bindings } from '../../src/env.ts'

export type Call = { text: string; values: unknown[] }[]

/** The shop, answering with the D1 calls a request made instead of with its page. */
export default {
  async fetch(request: Request, env: Bindings): Promise<Response> {
    const calls: Call[] = []
    const inner = new WeakMap<object, { statement: D1PreparedStatement; text: string; values: unknown[] }>()
    const wrap = (statement: D1PreparedStatement, text: string, values: unknown[]): D1PreparedStatement => {
      const proxy = new Proxy(statement, {
        get(target, key) {
          if (key === 'bind') return (...bound: unknown[]) => wrap(target.bind(...bound), text, bound)
          if (key === 'all' || key === 'run') {
            calls.push([{ text, values }])
            return () => target.all()
          }
          return Reflect.get(target, key)
        },
      })
      inner.set(proxy, { statement, text, values })
      return proxy
    }
    const DB = new Proxy(env.DB, {
      get(target, key) {
        if (key === 'prepare') return (text: string) => wrap(target.prepare(text), text, [])
        if (key === 'batch')
          return (statements: D1PreparedStatement[]) => {
            const known = statements.map((statement) => inner.get(statement)!)
            calls.push(known.map(({ text, values }) => ({ text, values })))
            return target.batch(known.map(({ statement }) => statement))
          }
        return Reflect.get(target, key)
      },
    }) as D1Database
    const answer = await app.fetch(request, { ...env, DB })
    if (answer.status >= 300) return answer
    return Response.json(calls)
  },
}
