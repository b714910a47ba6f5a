// npm run db:generate -- NAME: a migration of what the tables in src/*/*schema.ts have and migrations/ do not make.
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api'
import * as esbuild from 'esbuild'

type Snapshot = Awaited<ReturnType<typeof generateSQLiteDrizzleJson>>
type Generated = { state: 'nothing' } | { state: 'written'; file: string } | { state: 'refused'; why: string }

/**
 * Writes the next migration under `root`, or nothing when both agree or a table would be lost or rebuilt. drizzle-kit
 * compares the tables of TypeScript with those that the migrations make: so there is no snapshot to keep in step, and a
 * migration written by hand counts like any other. Only columns and keys are compared; indexes, checks and references
 * are of the migrations alone and added to the file by hand. `why` is a part of a sentence.
 */
export async function generateMigration(root: string, name?: string): Promise<Generated> {
  const files = readdirSync(join(root, 'migrations')).sort()
  const db = new DatabaseSync(':memory:')
  for (const file of files) db.exec(readFileSync(join(root, 'migrations', file), 'utf8'))

  const wanted = columnsOnly(await generateSQLiteDrizzleJson(await schemaOf(root)))
  const present = { ...wanted, tables: tablesIn(db) }
  // drizzle-kit would ask whether a table that is gone was renamed.
  const gone = Object.keys(present.tables).filter((table) => !wanted.tables[table])
  if (gone.length > 0) return { state: 'refused', why: `it would drop ${gone.join(', ')}` }
  const statements = await generateSQLiteMigration(present, wanted)
  if (statements.length === 0) return { state: 'nothing' }
  const rebuilt = /__new_(\w+)/.exec(statements.join())?.[1]
  if (rebuilt) return { state: 'refused', why: `it would rebuild ${rebuilt}` }

  const sql = statements.map(inOurStyle).join('\n')
  // An empty table takes such a column, one with rows does not.
  const lacking = /^ALTER TABLE (\w+) ADD COLUMN (?!.*DEFAULT).*NOT NULL/m.exec(sql)?.[1]
  if (lacking) return { state: 'refused', why: `a new column of ${lacking} is NOT NULL and has no default` }
  try {
    db.exec(sql)
  } catch (error) {
    return { state: 'refused', why: (error as Error).message }
  }
  const number = Number(files.at(-1)!.slice(0, 4)) + 1
  const file = `${String(number).padStart(4, '0')}_${name ?? /TABLE (\w+)/.exec(sql)![1]}.sql`
  writeFileSync(join(root, 'migrations', file), sql)
  return { state: 'written', file }
}

/** The tables as TypeScript declares them: bundled first, because Node does not resolve our imports. */
async function schemaOf(root: string): Promise<Record<string, unknown>> {
  const files = globSync('src/*/*schema.ts', { cwd: root }).sort()
  const { outputFiles } = await esbuild.build({
    stdin: { contents: files.map((file) => `export * from './${file}'`).join('\n'), resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`)
}

const WITHOUT_REST = { indexes: {}, foreignKeys: {}, uniqueConstraints: {}, checkConstraints: {} }

function columnsOnly(snapshot: Snapshot): Snapshot {
  const tables = Object.entries(snapshot.tables as Record<string, object>).map(([name, table]) => [
    name,
    { ...table, ...WITHOUT_REST },
  ])
  return { ...snapshot, tables: Object.fromEntries(tables), views: {} }
}

type Column = { name: string; type: string; notnull: number; dflt_value: string | null; pk: number }

/** The tables of a database, told as drizzle-kit tells its own. */
function tablesIn(db: DatabaseSync): Snapshot['tables'] {
  const names = db
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*'`,
    )
    .all() as { name: string }[]
  const tables: Snapshot['tables'] = {}
  for (const { name } of names) {
    const columns = db.prepare('SELECT * FROM pragma_table_info(?)').all(name) as Column[]
    const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
    const composite = { name: `${name}_${key.map((one) => one.name).join('_')}_pk` }
    tables[name] = {
      name,
      columns: Object.fromEntries(columns.map((one) => [one.name, columnOf(one, key.length === 1)])),
      compositePrimaryKeys:
        key.length > 1 ? { [composite.name]: { ...composite, columns: key.map((one) => one.name) } } : {},
      ...WITHOUT_REST,
    }
  }
  return tables
}

const columnOf = ({ name, type, notnull, dflt_value, pk }: Column, alone: boolean) => ({
  name,
  type: type.toLowerCase(),
  primaryKey: alone && pk > 0,
  notNull: notnull === 1,
  autoincrement: false,
  ...(dflt_value === null ? {} : { default: /^-?\d+$/.test(dflt_value) ? Number(dflt_value) : dflt_value }),
})

/** A new table is STRICT and, unless its key is a number, WITHOUT ROWID. */
function inOurStyle(statement: string): string {
  const sql = statement
    .replaceAll('`', '')
    .replaceAll('\t', '  ')
    .replace(
      /^( +\w+|ALTER TABLE \w+ ADD \w+) (\w+)/gm,
      (_, column, type) => `${column} ${type.toUpperCase()}`,
    )
    .replace(/^ALTER TABLE (\w+) ADD /, 'ALTER TABLE $1 ADD COLUMN ')
    .trim()
  const rowid = !/PRIMARY KEY/.test(sql) || /INTEGER PRIMARY KEY/.test(sql)
  const kind = rowid ? 'STRICT' : 'STRICT, WITHOUT ROWID'
  return `${sql.startsWith('CREATE TABLE') ? sql.replace(/\);$/, `) ${kind};`) : sql}\n`
}

if (import.meta.main) {
  const done = await generateMigration('.', process.argv[2])
  if (done.state === 'nothing') console.log('Nothing to write: the migrations make what the schema says.')
  if (done.state === 'written')
    console.log(
      `migrations/${done.file} is written. Add comments, named constraints and indexes; then SCHEMA_VERSION, and its hash in test/architecture.test.ts.`,
    )
  if (done.state === 'refused') {
    console.error(`Nothing was written: ${done.why}. Write this one by hand, and try it with rows in a test.`)
    process.exit(1)
  }
}
