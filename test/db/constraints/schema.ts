import type { D1Database } from '@cloudflare/workers-types'

type Column = { table: string; name: string; type: string; required: number; pk: number }
type Reference = {
  table: string
  from: string
  parent: string
  to: string
  onDelete: string
  onUpdate: string
}

const OURS = `name NOT LIKE 'sqlite%' AND substr(name, 1, 3) <> '_cf' AND name <> 'd1_migrations'
  AND name NOT LIKE 'product_search%' AND name NOT LIKE 'price_search%'`

/** Without comments, texts and quotes of names. */
const bare = (sql: string) => sql.replace(/--[^\n]*|'(?:[^']|'')*'|["`[\]]/g, '')

/** What the database itself says about its tables, constraints and triggers. */
export async function readSchema(binding: D1Database) {
  const tables = `(SELECT name "table" FROM sqlite_master WHERE type = 'table' AND ${OURS})`
  const [made, kinds, columns, references] = (
    await binding.batch(
      [
        `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND ${OURS}`,
        `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND ${OURS}`,
        `SELECT "table", name, type, "notnull" AND dflt_value IS NULL required, pk
          FROM ${tables} JOIN pragma_table_info("table") ORDER BY "table", pk`,
        `SELECT t."table", "from", f."table" parent, "to", on_delete onDelete, on_update onUpdate
          FROM ${tables} t JOIN pragma_foreign_key_list(t."table") f ORDER BY 1, 2`,
      ].map((statement) => binding.prepare(statement)),
    )
  ).map(({ results }) => results) as [
    { type: string; name: string; sql: string }[],
    { name: string; strict: number }[],
    Column[],
    Reference[],
  ]
  const all = made.map((one) => ({ ...one, sql: bare(one.sql) }))
  return {
    ...namesOf(all),
    tables: kinds.map(({ name }) => name).sort(),
    loose: kinds.filter(({ strict }) => !strict).map(({ name }) => name),
    columns,
    keys: columns.filter(({ pk }) => pk > 0),
    references,
  }
}

export type Schema = Awaited<ReturnType<typeof readSchema>>

function namesOf(made: { type: string; name: string; sql: string }[]) {
  const of = (kind: string) => made.filter(({ type }) => type === kind)
  const constraints = of('table').flatMap(({ sql }) => [
    ...sql.matchAll(/CONSTRAINT\s+(\w+)\s+(CHECK|UNIQUE|PRIMARY KEY)/gi),
  ])
  const named = (...kinds: string[]) =>
    constraints.filter(([, , kind]) => kinds.includes(kind!.toUpperCase())).map(([, name]) => name!)
  const triggers = of('trigger').map(({ name, sql }) => ({ name, body: sql.slice(sql.indexOf('BEGIN')) }))
  const whose = (does: RegExp) => triggers.filter(({ body }) => does.test(body)).map(({ name }) => name)
  return {
    checks: named('CHECK').sort(),
    unique: [
      ...named('UNIQUE', 'PRIMARY KEY'),
      ...of('index').flatMap(({ name, sql }) => (/^CREATE UNIQUE/i.test(sql) ? [name] : [])),
    ].sort(),
    raising: whose(/\bRAISE\b/i).sort(),
    following: whose(/\b(INSERT|UPDATE|DELETE)\b/i).sort(),
    /** Tables with a CHECK or UNIQUE that nobody could tell apart. */
    nameless: of('table')
      .filter(
        ({ sql }) =>
          (sql.match(/\b(CHECK|UNIQUE)\b/gi) ?? []).length !==
          (sql.match(/CONSTRAINT\s+\w+\s+(CHECK|UNIQUE)/gi) ?? []).length,
      )
      .map(({ name }) => name),
  }
}
