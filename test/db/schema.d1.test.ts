import { sql } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { beforeAll, describe, expect, test } from 'vitest'
import * as adoption from '../../src/adoption/schema.ts'
import * as season from '../../src/adoption/season-schema.ts'
import * as books from '../../src/books/schema.ts'
import * as catalog from '../../src/catalog/schema.ts'
import * as claims from '../../src/claims/schema.ts'
import * as customers from '../../src/customers/schema.ts'
import * as db from '../../src/db/schema.ts'
import * as fulfilment from '../../src/fulfilment/schema.ts'
import * as http from '../../src/http/schema.ts'
import * as impact from '../../src/impact/schema.ts'
import * as institutions from '../../src/institutions/schema.ts'
import * as invoices from '../../src/invoices/schema.ts'
import * as jobs from '../../src/jobs/schema.ts'
import * as media from '../../src/media/schema.ts'
import * as notices from '../../src/notices/schema.ts'
import * as orders from '../../src/orders/schema.ts'
import * as outbox from '../../src/outbox/schema.ts'
import * as bills from '../../src/payments/bill-schema.ts'
import * as payments from '../../src/payments/schema.ts'
import * as transfers from '../../src/payments/transfer-schema.ts'
import * as promotions from '../../src/promotions/schema.ts'
import * as settings from '../../src/settings/schema.ts'
import type { Shop } from '../../src/shop.ts'
import * as staff from '../../src/staff/schema.ts'
import { openShop } from '../support/shop.ts'

const tables = [
  staff,
  bills,
  customers,
  books,
  adoption,
  catalog,
  db,
  fulfilment,
  http,
  impact,
  institutions,
  invoices,
  jobs,
  media,
  notices,
  orders,
  outbox,
  payments,
  promotions,
  season,
  settings,
  claims,
  transfers,
]
  .flatMap((schema) => Object.values(schema as Record<string, unknown>))
  .filter((table): table is SQLiteTable => table instanceof SQLiteTable)
  .map(getTableConfig)

type Column = { name: string; type: string; required: number; pk: number; default: string | null }

/** A value as SQL writes it. */
const literal = (value: unknown) =>
  value === undefined ? null : typeof value === 'number' ? String(value) : `'${value}'`

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})

describe('the drizzle schema', () => {
  test('names exactly the tables of the migrations', async () => {
    const rows = await shop.db.all<{ name: string }>(sql`
      SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
        AND substr(name, 1, 3) <> '_cf' AND name NOT LIKE 'd1_migrations' AND name NOT LIKE 'product_search%'
        AND name NOT LIKE 'price_search%'`)
    expect(rows.map((row) => row.name).sort()).toEqual(tables.map((table) => table.name).sort())
  })

  test.each(tables.map((table) => [table.name, table] as const))(
    '%s has the columns, types, keys and defaults of its migration, and is STRICT',
    async (name, table) => {
      const columns = await shop.db.all<Column>(
        sql`SELECT name, type, "notnull" required, pk, dflt_value "default" FROM pragma_table_info(${name})`,
      )
      const keys = new Set([
        ...table.columns.filter((column) => column.primary).map((column) => column.name),
        ...table.primaryKeys.flatMap((key) => key.columns.map((column) => column.name)),
      ])
      expect(
        columns.map((column) => [
          column.name,
          column.type,
          column.required === 1,
          column.pk > 0,
          column.default,
        ]),
      ).toEqual(
        table.columns.map((column) => [
          column.name,
          column.getSQLType().toUpperCase(),
          column.notNull,
          keys.has(column.name),
          // A builder writes NULL into a column that is left out and whose default it does not know.
          literal(column.default),
        ]),
      )
      const [kind] = await shop.db.all<{ strict: number }>(
        sql`SELECT strict FROM pragma_table_list WHERE schema = 'main' AND name = ${name}`,
      )
      expect(kind?.strict).toBe(1)
    },
  )
})
