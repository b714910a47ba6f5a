import { applyD1Migrations } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { bindings, emptyDatabase } from '../support/shop.ts'
import grown from './fixtures/schema-before-0039.json' with { type: 'json' }

// The fixture is what the 44 files made that these fifteen took the place of (docs/decisions/0039). It is useful until
// the first deployment, as long as somebody may still touch one of the fifteen; after that their hashes in
// test/architecture.test.ts say as much, and this test goes together with its fixture. What changes the schema comes
// as a new file, which is not looked at here.
const FIRST = [
  '0001_staff.sql',
  '0002_settings.sql',
  '0003_catalog.sql',
  '0004_stock.sql',
  '0005_media.sql',
  '0006_adoption.sql',
  '0007_season.sql',
  '0008_promotions.sql',
  '0009_orders.sql',
  '0010_payments.sql',
  '0011_fulfilment.sql',
  '0012_unpaid_limits.sql',
  '0013_institutions.sql',
  '0014_impact.sql',
  '0015_outbox_and_jobs.sql',
]

/** A statement without its comments, its spaces and the quotes of its names. */
const normalised = (sql: string) =>
  (sql.match(/'(?:[^']|'')*'|"[^"]*"|--[^\n]*|[\w.]+|[-<>=|!+*/]+|\S/g) ?? [])
    .filter((token) => !token.startsWith('--'))
    .map((token) => (token.startsWith('"') ? token.slice(1, -1) : token))
    .join(' ')

test('the first migrations make the schema and the rows that the shop had grown to', async () => {
  await emptyDatabase()
  await applyD1Migrations(
    bindings.DB,
    bindings.TEST_MIGRATIONS.filter(({ name }) => FIRST.includes(name)),
  )
  const { results: made } = await bindings.DB.prepare(
    // Neither what D1 keeps for itself nor the tables a full-text table keeps.
    `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '_cf_*' AND name <> 'd1_migrations'
      AND name NOT GLOB 'product_search_*' AND name NOT GLOB 'sqlite_*'`,
  ).all<{ type: string; name: string; sql: string }>()
  expect(made.map(({ sql }) => normalised(sql)).sort()).toEqual(grown.schema)

  const rows: Record<string, unknown[]> = {}
  for (const { name } of made.filter(({ type, name }) => type === 'table' && name !== 'product_search')) {
    const { results } = await bindings.DB.prepare(`SELECT * FROM ${name}`).all()
    if (results.length > 0) rows[name] = results
  }
  expect(rows).toEqual(grown.rows)
})
