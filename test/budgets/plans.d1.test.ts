import type { D1Database } from '@cloudflare/workers-types'
import { expect, test } from 'vitest'
import { readOverview } from '../../src/admin/overview/reading.ts'
import { readStock } from '../../src/catalog/stock/reading.ts'
import { database } from '../../src/db/client.ts'
import { DESK_VIEWS, readDesk } from '../../src/fulfilment/desk.ts'
import { findOrders } from '../../src/fulfilment/finding.ts'
import { readWaiting } from '../../src/fulfilment/queries.ts'
import { sheetRow } from '../../src/fulfilment/sheet.ts'
import { planSheet } from '../../src/fulfilment/sheet-planning.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { sweepDeliveries } from '../../src/fulfilment/sweeping.ts'
import { runDue } from '../../src/jobs/running.ts'
import { JOBS } from '../../src/jobs.ts'
import { civilDate, DAY_MS } from '../../src/kernel/time.ts'
import { forgetExpired, forgetOldKeys, readRetention } from '../../src/orders/retaining.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import { judgeStatement } from '../../src/payments/transfer/importing.ts'
import { ARRIVAL_VIEWS, listArrivals, readArrivalDesk } from '../../src/payments/transfer/queries.ts'
import { registerArrival } from '../../src/payments/transfer/registering.ts'
import { signInOn } from '../support/accounts.ts'
import { browser, checkoutForm, delivery } from '../support/browser.ts'
import { staffIdOf } from '../support/listings.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const TEA: [string, number][] = [['TEA-GC-250', 1]]

/** Tables of a handful of rows, kept by hand or one for each job and what it cannot do: reading all is no scan that grows. */
const SMALL = [
  'families',
  'freight_templates',
  'holidays',
  'impact_facts',
  'content_version',
  'producers',
  'gardens',
  'staff',
  'campaigns',
  'garden_tiers',
  'facet_counts',
  'impact_sums',
  'job_runs',
  'job_misses',
]

/** Remembers every statement with its values on its way to D1. */
function listening(binding: D1Database) {
  const heard = new Map<string, unknown[]>()
  const db = new Proxy(binding, {
    get(target, key) {
      if (key !== 'prepare') return Reflect.get(target, key).bind(target)
      return (text: string) => {
        const statement = target.prepare(text)
        heard.set(text, [])
        return new Proxy(statement, {
          get(inner, name) {
            if (name !== 'bind') {
              const value = Reflect.get(inner, name)
              return typeof value === 'function' ? value.bind(inner) : value
            }
            return (...values: unknown[]) => {
              heard.set(text, values)
              return inner.bind(...values)
            }
          },
        })
      }
    },
  })
  return { db, heard }
}

async function planOf(text: string, values: unknown[]): Promise<string[]> {
  const plan = await bindings.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
    .bind(...values)
    .all<{ detail: string }>()
  return plan.results.map(({ detail }) => detail)
}

test('no statement of a shopper, of the desk or of the cron scans a table that grows', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const { db, heard } = listening(bindings.DB)
  const visitor = browser({ DB: db })
  const lists = [
    '',
    '?family=tea',
    '?storage=cold',
    '?origin=huachu',
    '?region=650000',
    '?low=10&high=60',
    '?q=茶',
    '?q=jh',
    '?family=tea&storage=ambient',
  ]
  for (const list of lists)
    for (const sort of ['season', 'price', 'price_desc'])
      await visitor.get(`/products${list}${list ? '&' : '?'}sort=${sort}`)
  for (const path of [
    '/',
    '/products/duobei-gongcha-green',
    '/gardens',
    '/gardens/yunjiao-baicha?area=0.1&plot=A-12',
    '/plots/A-12?season=2027',
    '/products/gift-tea-duo',
    '/impact',
    '/producers',
    '/api/v1/products',
    '/api/v1/families',
    '/sitemap.xml',
  ])
    expect([path, (await visitor.get(path)).status]).toEqual([path, 200])
  await visitor.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
  await visitor.get('/cart')
  const placed = await visitor.post('/checkout', await checkoutForm(visitor))
  const number = placed.headers.get('Location')!.split('/')[2]!
  await visitor.get(`/orders/${number}`)
  const started = await visitor.post(`/orders/${number}/payment`, { method: 'sandbox' })
  await visitor.post(started.headers.get('Location')!, { outcome: 'success' })
  await visitor.post(`/orders/${number}/cancellation`, {})
  await browser({ DB: db }).post('/orders', { number, phone: delivery.phone })
  const member = browser({ DB: db })
  await signInOn(member, shop, delivery.phone)
  for (const path of ['/orders', '/my/garden', '/account/addresses', '/account/data', `/orders/${number}`])
    expect([path, (await member.get(path)).status]).toEqual([path, 200])
  await member.post('/sign-out', {})
  const counted = { ...shop, db: database(db) }
  await sweep(counted)
  await sweepDeliveries(counted)
  // The night walks what there is one row of for each product, visitor or sheet; orders it must find.
  const found = JOBS.filter(({ name, when }) => when === 'minute' || /^(orders|quotations)\./.test(name))
  await runDue({ ...counted, now: shop.now + 2000 * DAY_MS }, found)
  await forgetExpired({ ...counted, now: shop.now + 2000 * DAY_MS })
  await forgetOldKeys(counted.db, shop.now)
  await readRetention(counted)
  const [sent, waits] = [await paidOrder(shop, TEA), await paidOrder(shop, TEA)]
  const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF0001', lines: [] }
  await shipParcel(counted, sent, parcel, await staffIdOf(shop, 'fulfilment'))
  await planSheet(counted, [sheetRow(2, { number: waits, storage: '', carrier: 'sf', trackingNo: 'SF0002' })])
  await readWaiting(counted.db, { limit: 50 })
  await readStock(counted.db, 'TEA-GC-250', civilDate(shop.now))
  await visitor.get('/orders')
  for (const role of ['owner', 'fulfilment']) await readOverview(counted.db, { role, now: shop.now }, 30)
  for (const view of DESK_VIEWS)
    for (const channel of [undefined, 'online', 'institution'])
      for (const from of [undefined, '2026-01-01'])
        await readDesk(counted.db, { view, channel, from, limit: 50 }, shop.now)
  for (const words of ['7788', '13900007788', 'SF0001', '公益大道', '晓禾']) await findOrders(counted, words)
  await readWaiting(counted.db, { limit: 50, numbers: [waits] })
  for (const view of ARRIVAL_VIEWS) await listArrivals(counted.db, { view, limit: 50 })
  const line = {
    at: 2,
    receivedOn: civilDate(shop.now),
    amountFen: 1,
    payer: '',
    bankSerial: 'B1',
    remark: waits,
  }
  await judgeStatement(counted, [line])
  const clerk = await staffIdOf(shop, 'finance')
  const arrived = await registerArrival(counted, { ...line, number: waits }, clerk)
  if (arrived.ok) await readArrivalDesk(counted.db, arrived.value.id)

  expect(heard.size).toBeGreaterThan(30)
  const scans: string[] = []
  for (const [text, values] of heard) {
    for (const detail of await planOf(text, values)) {
      const table = /^SCAN (\w+)/.exec(detail)?.[1]
      const name =
        new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE)\\s+(\\w+)\\s+(?:AS\\s+)?${table}\\b`, 'i').exec(text)?.[1] ??
        table
      const walksIndexToLimit = / USING (?:COVERING )?INDEX /.test(detail) && /LIMIT/.test(text)
      // A partial index of what is open holds the backlog, however long the history is.
      const backlog =
        / USING (?:COVERING )?INDEX (?:orders_unpaid|refunds_open|refunds_failed|refunds_given_up|transfers_open|arrivals_open|dispatch_by_channel|goodwill_waiting|differences_open)/.test(
          detail,
        )
      const virtual =
        /VIRTUAL TABLE|CONSTANT ROW|json_each/.test(detail) ||
        ['s', 'wanted', 'seen', 'q', 'held', 'waiting', 'found'].includes(table ?? '') ||
        name === 'json_each'
      if (table && name && !SMALL.includes(name) && !virtual && !walksIndexToLimit && !backlog)
        scans.push(`${detail} in ${text.replace(/\s+/g, ' ').slice(0, 200)}`)
    }
  }
  expect(scans).toEqual([])
})

/** FTS5 tells in its index number how it was asked to order: by row id it stops at the limit, by rank it reads every match. */
const BY_ROW_ID = 0x40

test('a search is read in the order of its row ids, so that a large catalogue costs what a small one does', async () => {
  await openShop()
  const { db, heard } = listening(bindings.DB)
  const visitor = browser({ DB: db })
  for (const path of ['/products?q=茶', '/products?q=jh', '/api/v1/products?q=蜂蜜']) await visitor.get(path)
  const searches = [...heard].filter(([text]) => /\bMATCH\b/.test(text))
  expect(searches.length).toBeGreaterThan(0)
  for (const [text, values] of searches) {
    const details = (await planOf(text, values)).filter((detail) => /VIRTUAL TABLE INDEX \d+:M/.test(detail))
    expect(details.length).toBeGreaterThan(0)
    for (const detail of details)
      expect([detail, Number(/INDEX (\d+):/.exec(detail)![1]) & BY_ROW_ID]).toEqual([detail, BY_ROW_ID])
  }
})
