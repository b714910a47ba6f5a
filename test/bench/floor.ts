import type { D1Database } from '@cloudflare/workers-types'
import type { Call } from './recorder.ts'

/** The D1 calls of each page, told once by POST /learn/<name>; GET /<name> only makes them and answers what it read. */
const known = new Map<string, Call[]>()

export default {
  async fetch(request: Request, env: { DB: D1Database }): Promise<Response> {
    const name = new URL(request.url).pathname.slice(1)
    if (name.startsWith('learn/')) {
      known.set(name.slice(6), (await request.json()) as Call[])
      return new Response('learned')
    }
    const calls = known.get(name)
    if (!calls) return new Response('unknown', { status: 404 })
    // An order's own values differ each time: what was unique when it was recorded is made unique again.
    const fresh = request.method === 'POST' ? ((await request.json()) as [string, string][]) : []
    const value = (given: unknown) =>
      typeof given === 'string' ? fresh.reduce((text, [was, now]) => text.replaceAll(was, now), given) : given
    const rows: unknown[] = []
    for (const call of calls) {
      const statements = call.map(({ text, values }) => env.DB.prepare(text).bind(...values.map(value)))
      const results = statements.length > 1 ? await env.DB.batch(statements) : [await statements[0]!.all()]
      for (const { results: read } of results) rows.push(read)
    }
    return Response.json({ rows })
  },
}
