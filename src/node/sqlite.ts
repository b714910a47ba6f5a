import { constants, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { answeredRow, type Value } from './values.ts'

/** One statement as it is asked for; `values` are bound to its parameters in their order. */
export type Asked = { sql: string; values: readonly SQLInputValue[]; arrays?: boolean }

/** What a statement gave: rows by name, or as arrays where they were asked for so, and what it changed. */
export type Answered = {
  rows: Record<string, Value>[] | Value[][]
  columns: string[]
  changes: number
  lastRowId: number
}

export type SqliteFile = {
  /** Runs the statements, all of them or none; throws what SQLite says. Nothing else runs in between: it never waits. */
  run: (asked: readonly Asked[]) => Answered[]
  /** Checkpoints what is in the log and closes the file. */
  close: () => void
}

/** What D1 allows and refuses: the same here, so that nothing is built that only runs on one machine. */
const LIMITS = { variableNumber: 100, column: 100, sqlLength: 100_000, exprDepth: 100, likePatternLength: 50 }

/** Statements kept prepared; the shop has some five hundred. */
const KEPT = 500

/** Statements of transactions and of other files are ours alone; so is what would live in this connection only. */
const OURS = new Set([
  constants.SQLITE_TRANSACTION,
  constants.SQLITE_SAVEPOINT,
  constants.SQLITE_ATTACH,
  constants.SQLITE_DETACH,
  constants.SQLITE_CREATE_TEMP_INDEX,
  constants.SQLITE_CREATE_TEMP_TABLE,
  constants.SQLITE_CREATE_TEMP_TRIGGER,
  constants.SQLITE_CREATE_TEMP_VIEW,
])

/** Pragmas that D1 knows; others would change how the file is kept. */
const PRAGMAS = new Set([
  ...[
    'defer_foreign_keys',
    'foreign_keys',
    'foreign_key_check',
    'foreign_key_list',
    'quick_check',
    'optimize',
  ],
  ...['table_info', 'table_xinfo', 'table_list', 'index_info', 'index_xinfo', 'index_list', 'data_version'],
])

const READS = /^\s*(?:select|values|explain)\b/i

/**
 * Opens a database file, or ':memory:'. A write is on the disk before it is answered (`synchronous` FULL): orders are
 * money. Another process that holds the file is waited for, `busyMs` at most.
 */
export function openSqlite(
  path: string,
  { readOnly = false, busyMs = 5000, synchronous = 'FULL' } = {},
): SqliteFile {
  // D1 takes a word in double quotes that names nothing for a text; the same text must run on both.
  const db = new DatabaseSync(path, { readOnly, timeout: busyMs, enableDoubleQuotedStringLiterals: true })
  if (!readOnly) db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`)
  db.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536')
  Object.assign(db.limits, LIMITS)
  let own = false
  db.setAuthorizer((action, first) => {
    if (own) return constants.SQLITE_OK
    if (OURS.has(action)) return constants.SQLITE_DENY
    const alien = action === constants.SQLITE_PRAGMA && !PRAGMAS.has(String(first).toLowerCase())
    return alien ? constants.SQLITE_DENY : constants.SQLITE_OK
  })
  const bracket = (sql: string) => {
    own = true
    try {
      db.exec(sql)
    } finally {
      own = false
    }
  }
  const kept = keptStatements(db)
  const total = db.prepare('SELECT total_changes() changes, last_insert_rowid() id')
  const counted = () => total.get() as { changes: number; id: number }

  const runOne = ({ sql, values, arrays = false }: Asked): Answered => {
    const known = kept(sql)
    if (known.parameters !== values.length)
      throw new WrongParameters('Wrong number of parameter bindings for SQL query.')
    // They would be run with nothing in the place of each value.
    if (known.further && values.length)
      throw new WrongParameters('Several statements in one text take no parameters.')
    const before = READS.test(sql) ? null : counted()
    if (known.further) {
      db.exec(sql)
      return { rows: [], columns: [], changes: counted().changes - (before?.changes ?? 0), lastRowId: 0 }
    }
    const { statement } = known
    statement.setReturnArrays(arrays)
    const found = statement.all(...values) as unknown as Record<string, Value>[]
    const after = before && counted()
    return {
      rows: found.map(answeredRow),
      columns: arrays ? statement.columns().map(({ name }) => name) : [],
      changes: after ? after.changes - before.changes : 0,
      lastRowId: after?.id ?? 0,
    }
  }

  return {
    run: (asked) => {
      const reads = asked.every(({ sql }) => READS.test(sql))
      if (asked.length === 1 && (reads || !kept(asked[0]!.sql).further)) return [runOne(asked[0]!)]
      // A batch of reads sees one moment; one that writes takes its turn before it reads.
      bracket(reads ? 'BEGIN' : 'BEGIN IMMEDIATE')
      try {
        const answered = asked.map(runOne)
        bracket('COMMIT')
        return answered
      } catch (error) {
        if (db.isTransaction) bracket('ROLLBACK')
        throw error
      }
    },
    close: () => db.close(),
  }
}

/** A statement with too few or too many values: SQLite itself would take NULL for those that are missing. */
export class WrongParameters extends Error {
  override name = 'WrongParameters'
}

type Kept = { statement: StatementSync; parameters: number; further: boolean }

/** Prepared statements by their text, the last used ones; `further`: the text holds more than one. */
function keptStatements(db: DatabaseSync): (sql: string) => Kept {
  const kept = new Map<string, Kept>()
  return (sql) => {
    const known = kept.get(sql)
    if (known) {
      // Moved to the end: the first one is the longest unused.
      kept.delete(sql)
      kept.set(sql, known)
      return known
    }
    const statement = db.prepare(sql)
    // SQLite prepares the first statement of a text and says how far it read.
    const further = /[^\s;]/.test(sql.slice(statement.sourceSQL.length).replace(/--.*|\/\*[\s\S]*?\*\//g, ''))
    const fresh = { statement, parameters: parametersOf(sql), further }
    kept.set(sql, fresh)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    return fresh
  }
}

/** How many values a text wants: its question marks outside of strings, names and comments. */
export function parametersOf(sql: string): number {
  const bare = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--.*|\/\*[\s\S]*?\*\//g, '')
  let count = 0
  for (const [, number] of bare.matchAll(/\?(\d*)/g))
    count = number ? Math.max(count, Number(number)) : count + 1
  return count
}

const READ_ONLY = 8

/** Whether a connection that only reads was asked to write. */
export const isReadOnly = (error: unknown): boolean =>
  ((error as { errcode?: number }).errcode ?? 0) % 256 === READ_ONLY
