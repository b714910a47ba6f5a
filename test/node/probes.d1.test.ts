import type { D1Database } from '@cloudflare/workers-types'
import { beforeEach, expect, test } from 'vitest'
import { bindings, emptyDatabase } from '../support/shop.ts'
import { PROBES } from './probes.ts'

const TABLES = [
  `CREATE TABLE goods (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    left_over INTEGER NOT NULL CHECK (left_over >= 0),
    UNIQUE (name)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE lines (
    id INTEGER PRIMARY KEY, goods_id TEXT NOT NULL REFERENCES goods (id) DEFERRABLE INITIALLY IMMEDIATE, note TEXT, bytes BLOB
  ) STRICT`,
  `CREATE TRIGGER no_big_notes BEFORE INSERT ON lines WHEN length(NEW.note) > 100
    BEGIN SELECT RAISE(ABORT, 'note_too_long'); END`,
  `CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, said TEXT) STRICT`,
  `CREATE TRIGGER logged AFTER UPDATE ON goods BEGIN INSERT INTO log (said) VALUES (NEW.id); END`,
  `INSERT INTO goods VALUES ('tea', '朵贝茶', 10), ('honey', '夜郎蜂蜜', 3)`,
]

beforeEach(async () => {
  await emptyDatabase()
  for (const sql of TABLES) await bindings.DB.prepare(sql).run()
})

test.each(PROBES)('%s', async (_guarantee, probe, outcome) => {
  const told = await probe(bindings.DB as unknown as D1Database).catch(({ message }: Error) =>
    message.replace(/ at offset \d+/, ''),
  )
  expect(told).toEqual(outcome)
})
