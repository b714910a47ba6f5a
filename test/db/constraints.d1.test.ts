import { beforeAll, describe, expect, test } from 'vitest'
import { bindings, openShop } from '../support/shop.ts'
import { accounts } from './constraints/accounts.ts'
import { adoption } from './constraints/adoption.ts'
import { anomalies } from './constraints/anomalies.ts'
import { books } from './constraints/books.ts'
import { campaignPage } from './constraints/campaign-page.ts'
import { type Act, type Feature, type Row, row } from './constraints/case.ts'
import { catalog } from './constraints/catalog.ts'
import { claims } from './constraints/claims.ts'
import { fulfilment } from './constraints/fulfilment.ts'
import { goodwill } from './constraints/goodwill.ts'
import { harvests } from './constraints/harvests.ts'
import { impact } from './constraints/impact.ts'
import { institutions } from './constraints/institutions.ts'
import { invoices } from './constraints/invoices.ts'
import { kept } from './constraints/kept.ts'
import { limits } from './constraints/limits.ts'
import { media } from './constraints/media.ts'
import { notices } from './constraints/notices.ts'
import { orders } from './constraints/orders.ts'
import { outbox } from './constraints/outbox.ts'
import { parcels } from './constraints/parcels.ts'
import { payments } from './constraints/payments.ts'
import { plotLimits } from './constraints/plot-limits.ts'
import { plots } from './constraints/plots.ts'
import { promotions } from './constraints/promotions.ts'
import { refunds } from './constraints/refunds.ts'
import { readSchema, type Schema } from './constraints/schema.ts'
import { search } from './constraints/search.ts'
import { settings } from './constraints/settings.ts'
import { staff } from './constraints/staff.ts'
import { stock } from './constraints/stock.ts'
import { transfers } from './constraints/transfers.ts'
import { TOLD, telling, undone, writer } from './constraints/writing.ts'

// Whatever code writes to it, the database refuses by itself what would be wrong, and keeps its sums. Each case breaks
// one constraint and shows the nearest row or statement that does not; a trigger is taken away as well, to show that
// nothing but the trigger refused or wrote. Every batch is undone, so that all of them share one world.
const features: Record<string, Feature> = {
  ...{ staff, settings, catalog, stock, media, adoption, plots, campaignPage, harvests, parcels, promotions },
  ...{
    orders,
    payments,
    refunds,
    anomalies,
    books,
    goodwill,
    fulfilment,
    limits,
    plotLimits,
    institutions,
    impact,
    outbox,
    kept,
    search,
    transfers,
    claims,
    invoices,
    accounts,
    notices,
  },
}
const all = Object.values(features)

let schema: Schema
let write: ReturnType<typeof writer>
beforeAll(async () => {
  await openShop()
  schema = await readSchema(bindings.DB)
  await bindings.DB.prepare(TOLD).run()
  write = writer(schema, all)
})

const DONE: unknown[] = []
const tried = (...acts: Act[]) => undone(bindings.DB, write(...acts))
const dropped = (trigger: string) => `DROP TRIGGER ${trigger}`
const answers = async <T>(cases: T[], ask: (one: T) => Promise<unknown>) => {
  const answered: unknown[] = []
  for (const one of cases) answered.push(await ask(one))
  return answered
}

/** What looks before the foreign key does, and is taken away for it, or satisfied. */
const BEFORE_KEY: Record<string, { without?: string | string[]; says?: Row }> = {
  'claims.order_id': { without: 'claim_limit' },
  'claims.dispatch_id': { without: 'claim_limit' },
  'claims.refund_id': { says: { state: 'settled', ended_at: 1 } },
  'invoice_events.staff_id': { says: { actor: 'staff' } },
  'invoice_documents.red_of': { without: 'invoice_red_limit' },
  'claim_events.staff_id': { says: { actor: 'staff' } },
  'arrival_allocations.arrival_id': { without: ['allocation_of_counted', 'allocation_limit'] },
  'arrival_allocations.attempt_id': { without: 'allocation_limit' },
  'arrival_allocations.taken_back_by': { says: { freed_at: 1, taken_back_reason: '1' } },
  'arrival_returns.arrival_id': { without: 'return_of_counted' },
  'arrival_returns.code': { says: { paid_on: null, reference: null } },
  'bank_arrivals.confirmed_by': { says: { confirmed_at: 1 } },
  'bank_arrivals.set_aside_by': { says: { set_aside_at: 1, set_aside_reason: '1' } },
  'bank_arrivals.voided_by': { says: { voided_at: 1, void_reason: '1' } },
  'bill_differences.resolved_by': { says: { resolved_at: 1, resolution: '1' } },
  'captures.attempt_id': { without: 'capture_of_attempt' },
  'captures.order_id': { without: 'capture_of_attempt' },
  'goodwill_requests.decided_by': { says: { decided_at: 1 } },
  'goodwill_requests.refund_id': {
    without: 'goodwill_refund_named',
    says: { decided_by: '1', decided_at: 1, alone: 1 },
  },
  'order_lines.adoption_id': { says: { sku: null, quantity: 1, amount_fen: 1 } },
  'payment_anomalies.resolved_by': { says: { resolved_at: 1, resolution: '1' } },
  'product_drafts.product_id': { says: { id: 'nowhere' } },
  'refunds.attempt_id': { without: 'refund_names_capture' },
  'refund_allowances.order_id': { without: 'allowance_of_order' },
  'refund_freight.order_id': { without: 'freight_of_order' },
  'refunds.order_id': { without: 'refund_of_attempt' },
  'shipments.order_id': { without: 'shipment_of_paid' },
}

describe('every table', () => {
  test('is STRICT, and has a name for each CHECK and UNIQUE', () => {
    expect({ loose: schema.loose, nameless: schema.nameless }).toEqual({ loose: [], nameless: [] })
  })

  test('takes a row as usual', async () => {
    const told = await answers(schema.tables, async (table) => [table, await tried(row(table))])
    expect(told).toEqual(schema.tables.map((table) => [table, DONE]))
  })

  test('takes no second row with its key', async () => {
    const onces = all.flatMap(({ unique = {} }) => Object.values(unique))
    const keyOf = (table: string) => schema.keys.filter((key) => key.table === table).map(({ name }) => name)
    const hasCase = (table: string) =>
      onces.some((one) => one.table === table && one.on === keyOf(table).join(', '))
    const tables = schema.tables.filter((table) => keyOf(table).length > 0 && !hasCase(table))
    const told = await answers(tables, async (table) => {
      // Apart in whatever else is kept once.
      const apart: Row = Object.assign(
        {},
        ...onces.filter((one) => one.table === table).flatMap((one) => one.apart),
      )
      for (const column of keyOf(table)) delete apart[column]
      return [table, await tried(row(table), row(table, apart))]
    })
    expect(told).toEqual(
      tables.map((table) => [
        table,
        `UNIQUE constraint failed: ${keyOf(table)
          .map((column) => `${table}.${column}`)
          .join(', ')}`,
      ]),
    )
  })

  test('refers to nothing that is not there, and loses no row with what it refers to', async () => {
    const names = schema.references.map(({ table, from }) => `${table}.${from}`)
    const told = await answers(schema.references, async ({ table, from, onDelete, onUpdate }) => {
      const { without = [], says } = BEFORE_KEY[`${table}.${from}`] ?? {}
      const first = [without].flat().map(dropped)
      const refused = await tried(...first, row(table, { ...says, [from]: 'nowhere' }))
      return [`${table}.${from}`, refused, onDelete, onUpdate]
    })
    expect(told).toEqual(
      names.map((name) => [name, 'FOREIGN KEY constraint failed', 'NO ACTION', 'NO ACTION']),
    )
    expect(Object.keys(BEFORE_KEY).filter((name) => !names.includes(name))).toEqual([])
  })
})

test.each(['checks', 'unique', 'raising', 'following'] as const)(
  'whatever of the database belongs to "%s" has a case here, and nothing else has',
  (kind) => {
    expect(all.flatMap((feature) => Object.keys(feature[kind] ?? {})).sort()).toEqual(schema[kind])
  },
)

describe.each(Object.entries(features))(
  'in %s',
  (_, { checks = {}, unique = {}, raising = {}, following = {} }) => {
    test.each(Object.entries(checks))('%s refuses what breaks it, and no more', async (name, one) => {
      const { table, refused, accepted } = one
      expect({
        refused: await answers(refused, (says) => tried(row(table, says))),
        accepted: await answers(accepted, (says) => tried(row(table, says))),
      }).toEqual({
        refused: refused.map(() => `CHECK constraint failed: ${name}`),
        accepted: accepted.map(() => DONE),
      })
    })

    test.each(Object.entries(unique))('%s holds what is kept once, and no more', async (_, one) => {
      const { table, on, given = [], row: first = {}, again = {}, apart, without = [] } = one
      const begun = [...without.map(dropped), ...given, row(table, first)]
      const columns = on.split(', ').map((column) => `${table}.${column}`)
      expect(await tried(begun, row(table, { ...first, ...again }))).toBe(
        `UNIQUE constraint failed: ${columns.join(', ')}`,
      )
      for (const other of [apart].flat())
        expect(await tried(begun, row(table, { ...first, ...again, ...other }))).toEqual(DONE)
    })

    test.each(Object.entries(raising))(
      '%s refuses what nothing else would, and no more',
      async (name, cases) => {
        for (const { word = name, given = [], refused, accepted = [], otherwise } of [cases].flat()) {
          expect({
            refused: await answers(refused, (act) => tried(given, act)),
            without: await answers(refused, (act) => tried(dropped(name), given, act)),
            accepted: await answers(accepted, (act) => tried(given, act)),
          }).toEqual({
            refused: refused.map(() => word),
            without: refused.map(() => otherwise ?? DONE),
            accepted: accepted.map(() => DONE),
          })
        }
      },
    )

    test.each(Object.entries(following))('%s writes what nothing else would', async (name, cases) => {
      for (const { given = [], reads, from, acts, without = from } of [cases].flat()) {
        const tell = telling(reads)
        const left = await tried(dropped(name), given, ...acts.map(([act]) => act), tell)
        expect({
          told: await tried(given, tell, ...acts.flatMap(([act]) => [act, tell])),
          without: typeof left === 'string' ? left : left[0],
        }).toEqual({ told: [from, ...acts.map(([, to]) => to)], without })
        expect(without).not.toEqual(acts.at(-1)![1])
      }
    })
  },
)
