import type { D1Database, D1Result } from '@cloudflare/workers-types'
import type { SQL } from 'drizzle-orm'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'

export type Db = DrizzleD1Database

const dialect = new SQLiteSyncDialect()

/** Drizzle over a D1 binding, whose `run` and `all` of our own SQL may also stand in a batch. */
export function database(binding: D1Database): Db {
  const db = drizzle(binding)
  // drizzle 0.45 loses a raw statement's parameters in a batch (it has no prepared statement there).
  const raw = <T>(query: SQL, shape: (result: D1Result) => T) => rawStatement(binding, query, shape)
  return Object.assign(db, {
    run: (query: SQL) => raw(query, (result) => result),
    all: (query: SQL) => raw(query, (result) => result.results),
  }) as unknown as Db
}

function rawStatement<T>(binding: D1Database, query: SQL, shape: (result: D1Result) => T) {
  const built = dialect.sqlToQuery(query)
  const prepare = () => binding.prepare(built.sql)
  return {
    _prepare: () => ({ stmt: prepare(), getQuery: () => built, mapResult: shape }),
    // biome-ignore lint/suspicious/noThenProperty: drizzle's own queries are thenables too; batch and await need it.
    then: <A, B>(done?: ((value: T) => A) | null, failed?: ((reason: unknown) => B) | null) =>
      prepare()
        .bind(...built.params)
        .all()
        .then(shape)
        .then(done, failed),
  }
}
