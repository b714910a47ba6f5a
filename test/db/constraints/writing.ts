import type { D1Database } from '@cloudflare/workers-types'
import type { Act, Feature, Inserted, Row, Step } from './case.ts'
import type { Schema } from './schema.ts'

type Value = Row[string]
type Usual = Pick<Feature, 'rows' | 'after'>

const literal = (value: Value | undefined) =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL')

/** Turns steps into statements: each row is written whole, after the rows it refers to or needs. */
export function writer(schema: Schema, usual: Usual[]) {
  const rows: Record<string, Row> = {}
  for (const { table, name, type, required } of schema.columns) {
    rows[table] ??= {}
    if (required) rows[table][name] = type === 'TEXT' ? '1' : 1
  }
  for (const feature of usual)
    for (const [table, says] of Object.entries(feature.rows ?? {})) Object.assign(rows[table]!, says)
  const after: Record<string, Step[]> = Object.assign({}, ...usual.map((feature) => feature.after))
  const whole = (table: string, row: Row = {}): Row => ({ ...rows[table], ...row })

  const same = (one: Inserted, needed: Inserted) =>
    one.table === needed.table &&
    schema.keys.every(
      ({ table, name }) => table !== one.table || one.row[name] === whole(table, needed.row)[name],
    )

  return (...acts: Act[]): string[] => {
    const made: Inserted[] = []
    const statements: string[] = []
    /** The parent as usual, if it is the one meant and not there yet. */
    const addParent = (table: string, key: string, value: Value | undefined) => {
      const there = made.some((one) => one.table === table && one.row[key] === value)
      if (rows[table]![key] === value && !there) add({ table, row: {} })
    }
    const add = (step: Step) => {
      if (typeof step === 'string') {
        statements.push(step)
        return
      }
      const { table } = step
      const row = whole(table, step.row)
      for (const key of schema.references)
        if (key.table === table) addParent(key.parent, key.to, row[key.from])
      const first = !made.some((one) => one.table === table)
      for (const needed of (first && after[table]) || []) {
        const is = (one: Inserted) => typeof needed !== 'string' && same(one, needed)
        if (!made.some(is)) add(needed)
      }
      made.push({ table, row })
      const columns = Object.keys(row)
      const values = columns.map((name) => literal(row[name]))
      statements.push(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`)
    }
    for (const step of acts.flat()) add(step)
    return statements
  }
}

/** Where a batch keeps what it read between its statements. */
export const TOLD = 'CREATE TABLE told (read TEXT NOT NULL)'
export const telling = (reads: string[]) =>
  `INSERT INTO told SELECT json_array(${reads.map((read) => `(${read})`).join(', ')})`

/**
 * Does all of it and undoes it again. D1 has no ROLLBACK, so the batch ends in an error, which carries out what was told.
 * Answers that, or the words of a refusal before the end.
 */
export async function undone(binding: D1Database, statements: string[]): Promise<unknown[] | string> {
  const end = `SELECT json_extract('{}', '!' || json_group_array(json(read))) FROM told`
  try {
    await binding.batch([...statements, end].map((statement) => binding.prepare(statement)))
  } catch (error) {
    const { message } = error as Error
    const told = /bad JSON path: '!(.*)': SQLITE_ERROR/s.exec(message)
    if (told) return JSON.parse(told[1]!.replaceAll("''", "'"))
    return message.replace(/^D1_ERROR: |(?: at offset \d+)?: SQLITE_.*$/g, '')
  }
  throw new Error('the statements stand')
}
