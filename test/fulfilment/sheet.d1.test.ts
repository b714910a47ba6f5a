import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { readDesk } from '../../src/fulfilment/queries.ts'
import { readSheet, sheetText, writeSheet } from '../../src/fulfilment/sheet.ts'
import { planSheet, shipSheet } from '../../src/fulfilment/sheet-shipping.ts'
import type { Shop } from '../../src/orders/order.ts'
import { adminPaths } from '../../src/paths.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'fulfilment'`)
  staffId = row!.id
})

const HEAD = '订单号,储运,快递公司,运单号'
const sheet = (rows: string[][]) => [HEAD, ...rows.map((row) => row.join(','))].join('\r\n')
const parcels = async () => (await shop.db.all<{ n: number }>(sql`SELECT count(*) n FROM shipments`))[0]!.n

describe('shipping from a sheet', () => {
  test('forty paid orders and three bad lines: the dry run names them, one go sends the rest', {
    timeout: 60_000,
  }, async () => {
    const numbers: string[] = []
    for (let count = 0; count < 40; count += 1) numbers.push(await paidOrder(shop, [['TEA-GC-250', 1]]))
    const off = await paidOrder(shop, [['TEA-GC-250', 1]])
    await cancelOrder(shop, off, 'shopper')
    const rows = readSheet(
      sheet([
        ...numbers.map((number, index) => [number, '常温', '顺丰速运', `SF10000${index + 100}`]),
        [numbers[0]!, '常温', '顺丰速运', 'SF999999'],
        [off, '', '顺丰速运', 'SF999998'],
        ['7GQ4N2W8C3KD', '', '云雀快运', 'x'],
      ]),
    )!
    const planned = await planSheet(shop, rows)
    expect(planned.slice(40).map(({ at, status }) => [at, status])).toEqual([
      [42, 'duplicate'],
      [43, 'refunded'],
      [44, 'wrong'],
    ])
    expect(await parcels()).toBe(0)
    expect(await shipSheet(shop, rows, staffId)).toEqual({ ok: true, value: { sent: 40 } })
    expect([
      await parcels(),
      (await readDesk(shop.db, { view: 'ambient', limit: 50 }, shop.now)).rows,
    ]).toEqual([40, []])
    expect(await shipSheet(shop, rows, staffId)).toMatchObject({ ok: false })
    expect(await parcels()).toBe(40)
  })

  test('a row that no longer matches when the button is pressed stops the whole sheet', async () => {
    const numbers = [await paidOrder(shop, [['TEA-GC-250', 1]]), await paidOrder(shop, [['TEA-GC-250', 1]])]
    const rows = JSON.stringify(numbers.map((number, index) => [number, '常温', 'sf', `SF40000${index}`]))
    await cancelOrder(shop, numbers[1]!, 'shopper')
    const visitor = await signedIn('fulfilment')
    const answer = await visitor.post(adminPaths.shipments, { rows })
    expect([answer.status, (await answer.text()).includes('订单已取消或退款'), await parcels()]).toEqual([
      409,
      true,
      0,
    ])
  })

  test('two who send the same sheet at once make each parcel once', async () => {
    const numbers = [await paidOrder(shop, [['TEA-GC-250', 1]]), await paidOrder(shop, [['TEA-GC-250', 2]])]
    const rows = readSheet(sheet(numbers.map((number, index) => [number, '', 'sf', `SF20000${index}`])))!
    const both = await Promise.all([shipSheet(shop, rows, staffId), shipSheet(shop, rows, staffId)])
    expect([both.filter((one) => one.ok).length, await parcels()]).toEqual([1, 2])
  })

  test('reads UTF-8 with a mark and GBK alike, and refuses a file without the columns', () => {
    const text = `${HEAD}\r\n7GQ4N2W8C3KD,常温,顺丰速运,SF1234567`
    const utf8 = new TextEncoder().encode(`\uFEFF${text}`)
    // The same line in GBK, as Excel in China writes it.
    const gbk = Uint8Array.from(
      'b6a9b5a5bac52cb4a2d4cb2cbfecb5ddb9abcbbe2cd4cbb5a5bac50d0a374751344e32573843334b442cb3a3cec22ccbb3b7e1cbd9d4cb2c534631323334353637'
        .match(/../g)!
        .map((pair) => Number.parseInt(pair, 16)),
    )
    for (const bytes of [utf8, gbk]) {
      expect(readSheet(sheetText(bytes.buffer as ArrayBuffer)!)).toMatchObject([
        { storage: 'ambient', carrier: 'sf', trackingNo: 'SF1234567' },
      ])
    }
    expect(readSheet('甲,乙\n1,2')).toBeNull()
  })

  test('the template opens in a spreadsheet without running a formula, and reads back', () => {
    const csv = writeSheet([{ number: '7GQ4N2W8C3KD', storage: 'cold', region: '=1+1', goods: '@SUM(A1)' }])
    expect(csv).toContain("'=1+1")
    expect(csv).toContain("'@SUM(A1)")
    expect(readSheet(csv.replace(/^\uFEFF/, ''))).toMatchObject([
      { typed: { number: '7GQ4N2W8C3KD', storage: '冷链' } },
    ])
  })

  test('through the pages: template, dry run with reasons, one button; slips carry no price and are recorded', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 2]])
    const visitor = await signedIn('fulfilment')
    const template = await (await visitor.get(adminPaths.shipmentTemplate)).text()
    expect(template).toContain(number)
    const slips = await (await visitor.get(adminPaths.slips('ambient'))).text()
    expect([slips.includes('林晓禾'), slips.includes('¥')]).toEqual([true, false])
    expect(await (await visitor.get(adminPaths.picking('ambient'))).text()).toContain('TEA-GC-250')
    await visitor.post(adminPaths.shipments, { rows: JSON.stringify([[number, '常温', 'sf', 'SF300001']]) })
    expect(await parcels()).toBe(1)
    expect(await (await visitor.get(adminPaths.handover)).text()).toContain('SF300001')
    const verbs = await shop.db.all<{ verb: string }>(sql`SELECT verb FROM audit_entries ORDER BY id`)
    expect(verbs.map(({ verb }) => verb)).toContain('slips.printed')
    for (const rows of ['', 'null', '[[', '[1]', '[["a"]]'])
      expect((await visitor.post(adminPaths.shipments, { rows })).status).toBe(409)
  })
})
