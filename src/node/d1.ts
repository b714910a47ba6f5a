import type { SQLInputValue } from 'node:sqlite'
import type { D1Database, D1PreparedStatement, D1Response, D1Result } from '@cloudflare/workers-types'
import type { Answered, Asked } from './sqlite.ts'
import { boundValue, type Value } from './values.ts'

/** Runs statements, all of them or none: this process's own file, or another's. */
export type Running = (asked: readonly Asked[]) => Answered[] | Promise<Answered[]>

/** What SQLite's numbers of failures are called in D1's texts, which are an interface: constraint names stand in them. */
const CODES: Record<number, string> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  18: 'SQLITE_TOOBIG',
  19: 'SQLITE_CONSTRAINT',
  20: 'SQLITE_MISMATCH',
  23: 'SQLITE_AUTH',
  25: 'SQLITE_RANGE',
  26: 'SQLITE_NOTADB',
}
const EXTENDED: Record<number, string> = {
  275: 'SQLITE_CONSTRAINT_CHECK',
  787: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  1299: 'SQLITE_CONSTRAINT_NOTNULL',
  1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  1811: 'SQLITE_CONSTRAINT_TRIGGER',
  2067: 'SQLITE_CONSTRAINT_UNIQUE',
  2579: 'SQLITE_CONSTRAINT_ROWID',
  3091: 'SQLITE_CONSTRAINT_DATATYPE',
}

/** An error as D1 throws it: the text of SQLite between D1's mark and the name of its code. */
export function d1Error(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { errcode } = error as Error & { errcode?: number }
  if (errcode === undefined)
    return error.name === 'WrongParameters'
      ? new Error(`D1_ERROR: ${error.message}`, { cause: error })
      : error
  const base = CODES[errcode & 0xff] ?? `SQLITE_${errcode & 0xff}`
  const extended = EXTENDED[errcode] ? ` (extended: ${EXTENDED[errcode]})` : ''
  const text = `${error.message}: ${base}${extended}`
  return new Error(`D1_ERROR: ${text}`, { cause: new Error(text) })
}

type Sent = D1PreparedStatement & { asked: Asked }

/** D1's binding over whatever runs its statements; what it measures of rows read and written is 0. */
export function d1Over(running: Running): D1Database {
  const run = async (asked: readonly Asked[]) => {
    try {
      return await running(asked)
    } catch (error) {
      throw d1Error(error)
    }
  }
  const statement = (sql: string, values: readonly SQLInputValue[] = []): Sent => {
    const one = async (arrays = false) => (await run([{ sql, values, arrays }]))[0]!
    const all = async () => resultOf(await one())
    return {
      asked: { sql, values },
      bind: (...given: unknown[]) => statement(sql, given.map(boundValue)),
      all,
      run: all,
      first: async (column?: string) => {
        const [row] = (await one()).rows as Record<string, Value>[]
        if (!row) return null
        if (column === undefined) return row
        if (!(column in row)) throw new Error(`D1_COLUMN_NOTFOUND: Column not found (${column})`)
        return row[column]
      },
      raw: async (options?: { columnNames?: boolean }) => {
        const { rows, columns } = await one(true)
        return options?.columnNames ? [columns, ...rows] : rows
      },
    } as unknown as Sent
  }
  const db = {
    prepare: (sql: string) => statement(sql),
    batch: async (statements: Sent[]) => {
      if (!statements.length) throw new Error('D1_ERROR: No SQL statements detected.')
      return (await run(statements.map(({ asked }) => asked))).map(resultOf)
    },
    exec: async (sql: string) => {
      const lines = sql.split('\n').filter((line) => line.trim())
      await run(lines.map((line) => ({ sql: line, values: [] })))
      return { count: lines.length, duration: 0 }
    },
    // One database and one writer: every session reads what was written before.
    withSession: () => ({ ...db, getBookmark: () => null }),
    dump: () => Promise.reject(new Error('D1_ERROR: dump is not supported')),
  }
  return db as unknown as D1Database
}

function resultOf({ rows, changes, lastRowId }: Answered): D1Result {
  const meta = {
    served_by: 'node',
    duration: 0,
    changes,
    last_row_id: lastRowId,
    changed_db: changes > 0,
    size_after: 0,
    rows_read: 0,
    rows_written: 0,
  }
  return { success: true, results: rows, meta } satisfies D1Result & D1Response
}
