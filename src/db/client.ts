import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types'
import { SQL } from 'drizzle-orm'
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

/** A statement of db/query.ts; `Rows` is what it reads or returns. */
type Built<Rows> = { toSQL: () => { sql: string; params: unknown[] } } & PromiseLike<Rows>

/** What a statement can be made of. */
export type Query = SQL | Built<unknown>

export type Db = {
  run: (query: Query) => Statement<D1Result>
  /** Rows under the names the SELECT gives them; those of a built statement have the types of their columns. */
  all: <Row = unknown>(query: SQL | Built<Row[]>) => Statement<Row[]>
  /** All of them or none, in one round trip; answers in their order. */
  batch: <const T extends readonly Statement<unknown>[]>(statements: T) => Promise<Answers<T>>
}

/** The same statement, whose answer is made into something else: a reader that stands alone and in a batch. */
export const mapped = <A, B>(of: Statement<A>, to: (answer: A) => B): Statement<B> => ({
  prepared: of.prepared,
  shape: (result) => to(of.shape(result)),
  // biome-ignore lint/suspicious/noThenProperty: a statement is sent by awaiting it.
  then: (done, failed) => of.then(to).then(done, failed),
})

const dialect = new SQLiteSyncDialect()

/** Statements of drizzle, built or written as `sql`, over a D1 binding. Nothing is sent before it is awaited. */
export function database(binding: D1Database): Db {
  const statement = <T>(query: Query, shape: (result: D1Result) => T): Statement<T> => {
    const prepared = () => {
      const { sql, params } = query instanceof SQL ? dialect.sqlToQuery(query) : query.toSQL()
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
    all: <T>(query: SQL | Built<T[]>) => statement(query, (result) => result.results as T[]),
    batch: async <const T extends readonly Statement<unknown>[]>(statements: T) => {
      const results = await binding.batch(statements.map((each) => each.prepared()))
      return results.map((result, at) => statements[at]!.shape(result)) as Answers<T>
    },
  }
}
