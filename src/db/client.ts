import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types'
import type { SQL } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'

/** A statement of ours: awaited it is sent by itself, in a batch with the others. */
export type Statement<T> = PromiseLike<T> & {
  prepared: () => D1PreparedStatement
  /** What D1 answered as the statement's own kind of answer. */
  shape: (result: D1Result) => T
}

export type Answers<T extends readonly Statement<unknown>[]> = {
  -readonly [K in keyof T]: T[K] extends Statement<infer A> ? A : never
}

export type Db = {
  run: (query: SQL) => Statement<D1Result>
  /** Rows under the names the SELECT gives them. */
  all: <T = unknown>(query: SQL) => Statement<T[]>
  /** All of them or none, in one round trip; answers in their order. */
  batch: <const T extends readonly Statement<unknown>[]>(statements: T) => Promise<Answers<T>>
}

const dialect = new SQLiteSyncDialect()

/** Statements written with drizzle's `sql` over a D1 binding. Nothing is sent before it is awaited. */
export function database(binding: D1Database): Db {
  const statement = <T>(query: SQL, shape: (result: D1Result) => T): Statement<T> => {
    const prepared = () => {
      const { sql, params } = dialect.sqlToQuery(query)
      return binding.prepare(sql).bind(...params)
    }
    return {
      prepared,
      shape,
      // biome-ignore lint/suspicious/noThenProperty: a statement is sent by awaiting it.
      then: (done, failed) => prepared().all().then(shape).then(done, failed),
    }
  }
  return {
    run: (query) => statement(query, (result) => result),
    all: <T>(query: SQL) => statement(query, (result) => result.results as T[]),
    batch: async <const T extends readonly Statement<unknown>[]>(statements: T) => {
      const results = await binding.batch(statements.map((each) => each.prepared()))
      return results.map((result, at) => statements[at]!.shape(result)) as Answers<T>
    },
  }
}
