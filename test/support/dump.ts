import type { D1Database } from '@cloudflare/workers-types'

/** D1 takes 100 KB of SQL at once, in bytes; Chinese takes three a character. */
const LONGEST_SQL = 90_000
const LONGEST_INSERT = 15_000
const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Statements in as few calls as D1 takes: one call a statement costs a test four times as long. */
export async function runAll(binding: D1Database, statements: string[]): Promise<void> {
  let sql = ''
  let bytes = 0
  for (const statement of statements) {
    const next = `${statement.trim().replace(/;$/, '')};\n`
    const more = bytesOf(next)
    if (sql && bytes + more > LONGEST_SQL) {
      await binding.prepare(sql).run()
      sql = ''
      bytes = 0
    }
    sql += next
    bytes += more
  }
  if (sql) await binding.prepare(sql).run()
}

type Made = { type: string; name: string; sql: string }

/**
 * The statements that make this database anew in another empty one: tables, what is in them, then indexes, views and
 * triggers, so that filling sets nothing off. Laying it out is several times as fast as migrating and filling.
 */
export async function dumpOf(binding: D1Database): Promise<string[]> {
  const { results: made } = await binding
    .prepare(
      `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`,
    )
    .all<Made>()
  const virtual = made.filter(({ sql }) => /^CREATE VIRTUAL/i.test(sql)).map(({ name }) => name)
  // A full-text table keeps tables of its own, which come and are filled with it.
  const own = made.filter(({ name }) => !virtual.some((table) => name.startsWith(`${table}_`)))
  const tables = parentsFirst(own.filter(({ type }) => type === 'table'))
  const rows = await binding.batch<Record<string, unknown>>(
    tables.map(({ name }) =>
      binding.prepare(`SELECT ${virtual.includes(name) ? 'rowid, *' : '*'} FROM "${name}"`),
    ),
  )
  return [
    ...tables.map(({ sql }) => sql),
    ...tables.flatMap(({ name }, at) => inserts(name, rows[at]!.results)),
    ...own.filter(({ type }) => type !== 'table').map(({ sql }) => sql),
  ]
}

/** Tables in an order in which each comes after those it refers to. */
function parentsFirst(tables: Made[]): Made[] {
  const placed = new Set<Made>()
  const place = (table: Made) => {
    if (placed.has(table)) return
    const parents = [...table.sql.matchAll(/REFERENCES "?(\w+)"?/g)].map(([, name]) => name)
    for (const other of tables) if (other !== table && parents.includes(other.name)) place(other)
    placed.add(table)
  }
  tables.forEach(place)
  return [...placed]
}

const literal = (value: unknown): string => {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return String(value)
  return `'${String(value).replaceAll("'", "''")}'`
}

/** Many rows to a statement: a statement for each is what laying a world out would mostly take. */
function inserts(table: string, rows: Record<string, unknown>[]): string[] {
  const statements: string[] = []
  for (const row of rows) {
    const values = `(${Object.values(row).map(literal).join(', ')})`
    const last = statements.at(-1)
    if (last && last.length + values.length < LONGEST_INSERT)
      statements[statements.length - 1] = `${last}, ${values}`
    else {
      const columns = Object.keys(row).map((column) => `"${column}"`)
      statements.push(`INSERT INTO "${table}" (${columns.join(', ')}) VALUES ${values}`)
    }
  }
  return statements
}
