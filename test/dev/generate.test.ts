import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SCHEMA_VERSION } from '../../src/db/schema-version.ts'
import { generateMigration } from '../../src/dev/generate.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'generate-'))
  for (const folder of ['src', 'migrations']) cpSync(folder, join(root, folder), { recursive: true })
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

const MEDIA = 'src/media/schema.ts'
function change(from: string, to: string): void {
  const text = readFileSync(join(root, MEDIA), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(root, MEDIA), text.replace(from, to))
}

/** The files that were added, and what they say. */
const added = () =>
  readdirSync(join(root, 'migrations'))
    .filter((file) => !readdirSync('migrations').includes(file))
    .map((file) => [file, readFileSync(join(root, 'migrations', file), 'utf8')])
const next = (name: string) => `${String(SCHEMA_VERSION + 1).padStart(4, '0')}_${name}.sql`

test('a schema that is what the migrations make gives no migration', async () => {
  expect(await generateMigration(root)).toEqual({ state: 'nothing' })
  expect(added()).toEqual([])
})

test('a new column is exactly one ALTER TABLE, in a file of the next number', async () => {
  change("bytes: integer('bytes').notNull(),", "$&\n  taken: text('taken_on'),")
  expect(await generateMigration(root)).toEqual({ state: 'written', file: next('media') })
  expect(added()).toEqual([[next('media'), 'ALTER TABLE media ADD COLUMN taken_on TEXT;\n']])
  expect(await generateMigration(root)).toEqual({ state: 'nothing' })
})

test('a new table is STRICT, and WITHOUT ROWID unless its key is a number', async () => {
  appendFileSync(
    join(root, MEDIA),
    `
      export const albums = sqliteTable('albums', {
        id: text('id').notNull().primaryKey(),
        pictures: integer('pictures').notNull().default(0),
      })
      export const albumPictures = sqliteTable('album_pictures', {
        album: text('album').notNull(),
        media: text('media').notNull(),
      }, (t) => [primaryKey({ columns: [t.album, t.media] })])
      export const albumViews = sqliteTable('album_views', {
        id: integer('id').notNull().primaryKey(),
        at: integer('at').notNull(),
      })`,
  )
  change('import { integer,', 'import { integer, primaryKey,')
  expect(await generateMigration(root, 'albums')).toEqual({ state: 'written', file: next('albums') })
  const [[, sql]] = added() as [[string, string]]
  expect(sql.match(/CREATE TABLE \w+|\n\)[^;]*;/g)).toEqual([
    'CREATE TABLE album_pictures',
    '\n) STRICT, WITHOUT ROWID;',
    'CREATE TABLE album_views',
    '\n) STRICT;',
    'CREATE TABLE albums',
    '\n) STRICT, WITHOUT ROWID;',
  ])
  expect(sql).toContain('  pictures INTEGER DEFAULT 0 NOT NULL')
  expect(await generateMigration(root)).toEqual({ state: 'nothing' })
})

test.each([
  [
    'rebuild a table',
    "width: integer('width').notNull()",
    "width: integer('width')",
    'it would rebuild media',
  ],
  ['drop one', "sqliteTable('media',", "sqliteTable('pictures',", 'it would drop media'],
  [
    'not run on rows',
    "bytes: integer('bytes').notNull(),",
    "$&\n  taken: text('taken_on').notNull(),",
    'a new column of media is NOT NULL and has no default',
  ],
  ['break an index', "kind: text('kind').notNull().default('picture'),", '', /index media_pictures/],
])('a migration that would %s is refused in words, and not written', async (_, from, to, why) => {
  change(from, to)
  expect(await generateMigration(root)).toEqual({ state: 'refused', why: expect.stringMatching(why) })
  expect(added()).toEqual([])
})
