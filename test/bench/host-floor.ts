// The least a shop on one machine can be: node:http and node:sqlite, making the statements it was told and nothing else,
// each write synced to the disk. A process of its own.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { Call } from './recorder.ts'

const db = new DatabaseSync(process.argv[2]!)
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536')
const prepared = new Map<string, StatementSync>()
const statement = (text: string) => {
  const known = prepared.get(text) ?? db.prepare(text)
  prepared.set(text, known)
  return known
}

/** The calls of each page, told once by POST /learn/<name>; /<name> makes them and answers what it read. */
const known = new Map<string, Call[]>()

function answer(path: string, body: string): unknown {
  const name = path.slice(1)
  if (name.startsWith('learn/')) {
    known.set(name.slice(6), JSON.parse(body) as Call[])
    return 'learned'
  }
  // An order's own values differ each time: what was unique when it was recorded is made unique again.
  const fresh = body ? (JSON.parse(body) as [string, string][]) : []
  const value = (given: unknown) =>
    (typeof given === 'string'
      ? fresh.reduce((text, [was, now]) => text.replaceAll(was, now), given)
      : given) as SQLInputValue
  const rows: unknown[] = []
  for (const call of known.get(name)!) {
    if (call.length > 1) db.exec(body ? 'BEGIN IMMEDIATE' : 'BEGIN')
    for (const { text, values } of call) rows.push(statement(text).all(...values.map(value)))
    if (call.length > 1) db.exec('COMMIT')
  }
  return { rows }
}

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(answer(request.url!, body)))
  })
}).listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit())
