import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { copyDatabase, Unsettled } from '../../src/copies/copying.ts'
import { folderOf, type Manifest, manifestKey, outdated } from '../../src/copies/manifest.ts'
import { NotRestored, restoreCopy } from '../../src/copies/restoring.ts'
import { readTables } from '../../src/copies/tables.ts'
import { database } from '../../src/db/client.ts'
import { runDue } from '../../src/jobs/running.ts'
import { JOBS } from '../../src/jobs.ts'
import { addDays, DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import type { Shop } from '../../src/shop.ts'
import { adoptionOrder, pay, plotOf } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { aroundCalls } from '../support/faults.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, emptyDatabase, migrate, openShop, orderOf } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const BUDGET = { rows: 2000, ms: 60_000 }
const DAY = '2026-11-23'
const copied = (shop: Shop, budget = BUDGET) => copyDatabase({ ...shop, bucket: bindings.MEDIA }, budget)

/** Orders of every kind: paid, called off with its refund, unpaid, and a plot. */
async function busyShop(): Promise<Shop> {
  const shop = await openShop()
  await fillStaff(shop)
  await paidOrder(shop, [['TEA-GC-250', 2]])
  await cancelOrder(shop, await paidOrder(shop, [['TEA-GC-250', 1]]), 'shopper')
  await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
  const plot = await placeOrder(shop, adoptionOrder([plotOf('A-01')]), crypto.randomUUID())
  if (plot.ok) await pay(shop, plot.value.number)
  return shop
}

async function contents(shop: Shop) {
  const tables = await readTables(shop.db)
  const rows = await shop.db.batch(
    tables.map(({ name, key }) =>
      shop.db.all(sql.raw(`SELECT * FROM "${name}" ORDER BY ${key.map((one) => `"${one}"`).join(', ')}`)),
    ),
  )
  return Object.fromEntries(tables.map(({ name }, at) => [name, rows[at]!]))
}

/** Everything under the day, taken out of the bucket: a reset empties that as well. */
async function takenOut(day = DAY) {
  const { objects } = await bindings.MEDIA.list({ prefix: folderOf(day) })
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const { key } of objects)
    files.set(
      key.slice(folderOf(day).length),
      new Uint8Array(await (await bindings.MEDIA.get(key))!.arrayBuffer()),
    )
  return files
}
async function migrated(shop: Shop): Promise<Shop> {
  const db = await emptyDatabase()
  await migrate()
  return { ...shop, db }
}

test('a night’s copy restored into an empty database is the same in every row, and is found, sound and sold from as before', async () => {
  const shop = await busyShop()
  const before = await contents(shop)
  expect(await copied(shop)).toMatchObject({ note: expect.stringMatching(/^\d+ rows$/) })
  expect(await copied(shop)).toEqual({ note: 'done' })
  const files = await takenOut()
  expect(Object.values(before).every((rows) => rows.length < 2000)).toBe(true)
  // No page shows a copy, whatever it is asked for.
  for (const file of ['manifest.json', ...files.keys()])
    for (const path of [
      `/media/${folderOf(DAY)}${file}`,
      `/media/${encodeURIComponent(folderOf(DAY) + file)}`,
    ])
      expect((await browser().get(path)).status).toBe(404)

  const empty = await migrated(shop)
  const wrong = [...files.keys()].find((file) => file.includes('orders'))!
  const spoilt = (file: string) => (file === wrong ? new Uint8Array([1]) : (files.get(file) ?? null))
  await expect(restoreCopy(empty, async (file) => spoilt(file))).rejects.toThrow(
    `${wrong} is not as it was written`,
  )
  const locked = await migrated({
    ...shop,
    settings: { ...shop.settings, phoneKey: 'another-key-of-another-shop' },
  })
  await expect(restoreCopy(locked, async (file) => files.get(file) ?? null)).rejects.toThrow(
    'phones cannot be read',
  )
  const restored = await migrated(shop)
  await restoreCopy(restored, async (file) => files.get(file) ?? null)
  const after = await contents(restored)
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const [table, rows] of Object.entries(before))
    expect([table, after[table]]).toEqual([
      table,
      table === 'products' ? rows.map((row) => ({ ...(row as object), words_old: 0 })) : rows,
    ])
  const [triggers] = await restored.db.all<{ n: number }>(
    sql`SELECT count(*) n FROM sqlite_master WHERE type = 'trigger'`,
  )
  expect(triggers!.n).toBeGreaterThan(50)
  expect(await (await browser().get('/products?q=绿茶')).text()).toContain('/products/')
  const [posted] = await restored.db.all<{ n: number }>(
    sql`SELECT count(DISTINCT order_id) n FROM order_postings`,
  )
  expect(posted!.n).toBe(before.orders!.length)
  expect(await placeOrder(restored, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())).toMatchObject({
    ok: true,
  })
  await expect(restoreCopy(restored, async (file) => files.get(file) ?? null)).rejects.toThrow(NotRestored)
})

test('a copy made over several runs, while people go on ordering, is of one moment: its books hold', async () => {
  const shop = await busyShop()
  let writes = 6
  const disturbed = aroundCalls(bindings.DB, async (work, texts) => {
    const answer = await work()
    if (writes > 0 && texts.some((text) => /json_array\(/.test(text)) && writes-- % 2 === 0)
      await paidOrder(shop, [['TEA-GC-250', 1]])
    return answer
  })
  const place = { ...shop, db: database(disturbed) }
  // No time at all: each run only begins, and the next goes on from there.
  expect(await copied(place, { ...BUDGET, ms: 0 })).toMatchObject({ more: true })
  await copied(place)
  const manifest = JSON.parse(new TextDecoder().decode((await takenOut()).get('manifest.json')!)) as Manifest
  const files = await takenOut()
  const restored = await migrated(shop)
  const { rows } = await restoreCopy(restored, async (file) => files.get(file) ?? null)
  expect(rows).toBe(manifest.parts.reduce((sum, part) => sum + part.rows, 0))
})

test('a database that never rests is not copied by half: the job fails and says so', async () => {
  const shop = await openShop()
  // Before every look at all of it another table changes.
  const tables = ['families', 'holidays', 'producers', 'freight_templates', 'gardens', 'products']
  const restless = aroundCalls(bindings.DB, async (work, texts) => {
    const table = texts.length > 20 ? tables.pop() : undefined
    if (table) await shop.db.run(sql.raw(`UPDATE ${table} SET name_en = name_en || 'x'`))
    return work()
  })
  await expect(copied({ ...shop, db: database(restless) })).rejects.toThrow(Unsettled)
  expect(await bindings.MEDIA.head(manifestKey(DAY))).toBeNull()
})

test('kept are fourteen days and the first copy of each of twelve months, the rest is deleted with all its objects', async () => {
  const days = Array.from({ length: 500 }, (_, n) => addDays('2026-11-23', -n))
  const gone = outdated(days, '2026-11-23')
  const left = days.filter((day) => !gone.includes(day))
  expect(left.slice(0, 14)).toEqual(days.slice(0, 14))
  expect(left.slice(14)).toEqual([
    ...['2026-11-01', '2026-10-01', '2026-09-01', '2026-08-01', '2026-07-01', '2026-06-01'],
    ...['2026-05-01', '2026-04-01', '2026-03-01', '2026-02-01', '2026-01-01', '2025-12-01'],
  ])
  const shop = await openShop()
  for (const day of ['2026-11-01', '2026-11-02'])
    await bindings.MEDIA.put(`${folderOf(day)}manifest.json`, '{}')
  await copied(shop)
  const { objects } = await bindings.MEDIA.list({ prefix: 'copies/' })
  expect([...new Set(objects.map(({ key }) => key.split('/')[1]))]).toEqual(['2026-11-01', DAY])
  await copied({ ...shop, now: shop.now + DAY_MS })
  expect(await bindings.MEDIA.head(manifestKey('2026-11-24'))).not.toBeNull()
})

test('a machine that backs itself up makes no night’s copy beside, and is not told to be late with it', async () => {
  const shop = await openShop()
  const left = { ...shop, bucket: bindings.MEDIA, settings: { ...shop.settings, hostBackups: true } }
  await runDue(left, [...JOBS])
  const [run] = await shop.db.all(sql`SELECT ok, note FROM job_runs WHERE name = 'copies'`)
  expect(run).toEqual({ ok: 1, note: 'left to the backups' })
  const { objects } = await bindings.MEDIA.list({ prefix: 'copies/' })
  expect(objects).toEqual([])
})

test('a machine that backs itself up still lets go of copies an older version left among its pictures', async () => {
  const shop = await openShop()
  const left = { ...shop, bucket: bindings.MEDIA, settings: { ...shop.settings, hostBackups: true } }
  await copied({ ...shop, now: shop.now - 800 * DAY_MS })
  await runDue(left, [...JOBS])
  const { objects } = await bindings.MEDIA.list({ prefix: 'copies/' })
  expect(objects).toEqual([])
})
