import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { readDesk } from '../../src/fulfilment/desk.ts'
import { courierRows, templateRows } from '../../src/fulfilment/sheet.ts'
import { planSheet } from '../../src/fulfilment/sheet-planning.ts'
import { shipSheet } from '../../src/fulfilment/sheet-shipping.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { formatOrderNumber, newOrderNumber } from '../../src/kernel/ids.ts'
import { readSheet, writeCsv, writeXlsx } from '../../src/kernel/spreadsheet.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { bareCells, formIn } from '../support/forms.ts'
import { paidOrder } from '../support/orders.ts'
import { newBuyer, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'fulfilment'`)
  staffId = row!.id
})

const HEAD = ['订单号', '储运', '快递公司', '运单号']
const rowsOf = (rows: string[][]) => courierRows([HEAD, ...rows])!
const utf8 = (text: string) => new TextEncoder().encode(text)
const parcels = async () => (await shop.db.all<{ n: number }>(sql`SELECT count(*) n FROM shipments`))[0]!.n

describe('shipping from a sheet', () => {
  test('forty paid orders and three bad lines: the dry run names them, one go sends the rest', async () => {
    const numbers: string[] = []
    for (let count = 0; count < 40; count += 1) numbers.push(await paidOrder(shop, [['TEA-GC-250', 1]]))
    const off = await paidOrder(shop, [['TEA-GC-250', 1]])
    await cancelOrder(shop, off, 'shopper')
    const rows = rowsOf([
      ...numbers.map((number, index) => [number, '常温', '顺丰速运', `SF10000${index + 100}`]),
      [numbers[0]!, '常温', '顺丰速运', 'SF10000100'],
      [off, '', '顺丰速运', 'SF999998'],
      ['7GQ4N2W8C3KD', '', '云雀快运', 'x'],
    ])
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
    const rows = JSON.stringify(
      numbers.map((number, index) => [index + 2, number, '常温', 'sf', `SF40000${index}`]),
    )
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
    const rows = rowsOf(numbers.map((number, index) => [number, '', 'sf', `SF20000${index}`]))
    const both = await Promise.all([shipSheet(shop, rows, staffId), shipSheet(shop, rows, staffId)])
    expect([both.filter((one) => one.ok).length, await parcels()]).toEqual([1, 2])
  })

  test('every row says in which cell it is wrong, and each kind of row by its name', async () => {
    const paid = await paidOrder(shop, [['TEA-GC-250', 1]])
    const both = await paidOrder(shop, [
      ['TEA-GC-250', 1],
      ['CHV-BQ-0500', 1],
    ])
    const sent = await paidOrder(shop, [['TEA-GC-250', 1]])
    expect((await shipSheet(shop, rowsOf([[sent, '', 'sf', 'SF777777']]), staffId)).ok).toBe(true)
    const refunded = await paidOrder(shop, [['TEA-GC-250', 1]])
    await cancelOrder(shop, refunded, { staffId })
    const unpaid = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), 'unpaid')
    const planned = await planSheet(
      shop,
      rowsOf([
        [paid, '常温', '顺丰速运', 'SF100001'],
        [sent, '', '顺丰速运', 'SF777777'],
        [sent, '', '顺丰速运', 'SF777778'],
        [newOrderNumber(), '', '顺丰速运', 'SF100002'],
        ['JX63-N8F0-5ZMD', '', '顺丰速运', 'SF100007'],
        [refunded, '', '顺丰速运', 'SF100003'],
        [both, '', '顺丰速运', 'SF100004'],
        [paid, '冷链', '顺丰速运', 'SF100005'],
        [unpaid.ok ? unpaid.value.number : '', '', '顺丰速运', 'SF100006'],
        ['12345', '热的', '', '1.23457E+17'],
      ]),
    )
    expect(planned.map(({ status, reasons }) => [status, Object.keys(reasons).join()])).toEqual([
      ['matched', ''],
      ['sent', 'trackingNo'],
      ['sent', 'number'],
      ['unknown', 'number'],
      ['unknown', 'number'],
      ['refunded', 'number'],
      ['wrong', 'storage'],
      ['wrong', 'storage'],
      ['wrong', 'number'],
      ['wrong', 'number,storage,carrier,trackingNo'],
    ])
    expect(planned.at(-1)!.reasons.trackingNo).toContain('设为文本')
    // Twelve letters that are no number of ours were mistyped; they are not malformed.
    expect([planned[4]!, planned.at(-1)!].map(({ reasons }) => reasons.number)).toEqual([
      '没有这个订单号',
      '订单号是12位字母和数字，请核对',
    ])
  })

  test('a tracking number that stands in two rows is said on both, whatever else is wrong with either', async () => {
    const numbers: string[] = []
    for (let count = 0; count < 3; count += 1) numbers.push(await paidOrder(shop, [['TEA-GC-250', 1]]))
    const both = await paidOrder(shop, [
      ['TEA-GC-250', 1],
      ['CHV-BQ-0500', 1],
    ])
    const planned = await planSheet(
      shop,
      rowsOf([
        [numbers[0]!, '', '顺丰速运', 'SF100001'],
        [numbers[1]!, '', '云雀快运', 'sf100001'],
        [newOrderNumber(), '', '顺丰速运', 'SF100002'],
        [numbers[2]!, '', '顺丰速运', 'SF100002'],
        [both, '常温', '顺丰速运', 'SF100003'],
        [both, '冷链', '顺丰速运', 'SF100003'],
      ]),
    )
    expect(planned.map(({ status, reasons }) => [status, Object.keys(reasons).toSorted().join()])).toEqual([
      ['duplicate', 'trackingNo'],
      ['wrong', 'carrier,trackingNo'],
      ['unknown', 'number,trackingNo'],
      ['duplicate', 'trackingNo'],
      ['duplicate', 'trackingNo'],
      ['duplicate', 'trackingNo'],
    ])
    expect(planned.map(({ reasons }) => reasons.trackingNo?.slice(0, 5))).toEqual(
      [3, 2, 5, 4, 7, 6].map((at) => `第 ${at} 行`),
    )
  })

  test('an old sheet says of each order what became of it, filled in or not', async () => {
    const [boxes, half, off] = [
      await paidOrder(shop, [['TEA-GC-250', 1]]),
      await paidOrder(shop, [['TEA-GC-250', 2]]),
      await paidOrder(shop, [['TEA-GC-250', 1]]),
    ]
    const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF100001', lines: [] }
    await shipParcel(shop, boxes, { ...parcel, boxes: ['SF100002'] }, staffId)
    await shipParcel(
      shop,
      half,
      { ...parcel, trackingNo: 'SF100003', lines: [{ line: 1, quantity: 1 }] },
      staffId,
    )
    await cancelOrder(shop, off, 'shopper')
    const planned = await planSheet(
      shop,
      rowsOf([boxes, half, off, newOrderNumber()].map((number) => [number, '常温', '', ''])),
    )
    expect(planned.map(({ status }) => status)).toEqual(['sent', 'blank', 'refunded', 'unknown'])
  })

  test('a number of another order’s parcel is asked about, and sent only where it was ticked', async () => {
    const [first, second, third] = [
      await paidOrder(shop, [['TEA-GC-250', 1]]),
      await paidOrder(shop, [['TEA-GC-250', 1]]),
      await paidOrder(shop, [['TEA-GC-250', 1]]),
    ]
    const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF100001', lines: [] }
    await shipParcel(shop, first, parcel, staffId)
    const visitor = await signedIn('fulfilment')
    const sheet = writeCsv([HEAD, [second, '', '圆通', 'sf100001'], [third, '', '圆通', 'YT100002']])
    const page = await (await visitor.upload(adminPaths.shipmentSheet, 'sheet', utf8(sheet), 'a.csv')).text()
    expect(page).toContain(`这个运单号已用在 ${formatOrderNumber(first)}，确定吗？`)
    expect(page).toContain('会发出匹配的 1 个包裹；没有勾选的行不发。')
    const form = formIn(page, adminPaths.shipments)
    // One that was not ticked is not sent, whatever the form says of it.
    const rows = JSON.stringify([[2, second, '常温', 'yto', 'SF100001']])
    expect([(await visitor.post(adminPaths.shipments, { rows })).status, await parcels()]).toEqual([409, 1])
    const also = /name="also" value="([^"]*)"/.exec(page)![1]!.replaceAll('&quot;', '"')
    const sent = await visitor.post(adminPaths.shipments, [...form, ['also', also]])
    expect([sent.headers.get('Location'), await parcels()]).toEqual([`${adminPaths.shipmentSheet}?sent=2`, 3])
  })

  test('the dry run says who and what is in each row, and marks goods refunded since the download', async () => {
    const goods: [string, number][] = [
      ['TEA-GC-250', 2],
      ['HNY-YL-500', 1],
    ]
    const [kept, less] = [await paidOrder(shop, goods), await paidOrder(shop, goods)]
    const visitor = await signedIn('fulfilment')
    const template = readSheet(utf8(await (await visitor.get(adminPaths.shipmentTemplateCsv)).text()))
    if ('problem' in template) throw new Error(template.problem)
    await refundLines(shop, less, [{ line: 1, quantity: 1 }], '缺货', staffId)
    const filled = template.rows.map((row, at) => (at ? [...row.slice(0, 7), '顺丰', `SF10000${at}`] : row))
    const planned = await planSheet(shop, courierRows(filled)!)
    const told = new Map(planned.map(({ number, status, changed }) => [number, [status, changed]]))
    expect(told.get(kept)).toEqual(['matched', {}])
    expect(told.get(less)).toEqual(['matched', { goods: '货品和下载时不同，请核对' }])
    const page = await (
      await visitor.upload(adminPaths.shipmentSheet, 'sheet', writeXlsx(filled), 'a.xlsx')
    ).text()
    expect(page).toContain('和下载时不同的行（会发出，请先核对）')
    expect(bareCells(page)).toMatch(/<td>林晓禾<\/td><td>[^<]+ ×2，[^<]+ ×1<\/td>/)
    const bare = writeCsv([HEAD, [kept, '', '顺丰', 'SF100001']])
    const masked = await visitor.upload(adminPaths.shipmentSheet, 'sheet', utf8(bare), 'a.csv')
    expect(bareCells(await masked.text())).toContain('<td>林**</td>')
    const swapped = filled.map((row, at) => (at ? row.with(2, '黄小满') : row))
    expect((await planSheet(shop, courierRows(swapped)!)).map(({ changed }) => changed.name)).toEqual(
      [kept, less].map(() => '收件人和订单不同，请核对'),
    )
  })

  test('a row pasted twice sends its parcel once', async () => {
    const row = [await paidOrder(shop, [['TEA-GC-250', 1]]), '常温', '顺丰速运', 'SF100001']
    const planned = await planSheet(shop, rowsOf([row, row]))
    expect(planned.map(({ status, reasons }) => [status, Object.keys(reasons).join()])).toEqual([
      ['matched', ''],
      ['duplicate', 'number'],
    ])
  })

  test('two rows of one order, or two numbers in a cell, are two boxes: they share its lines and pieces, and both numbers stay', async () => {
    const two = await paidOrder(shop, [
      ['TEA-GC-250', 2],
      ['HNY-YL-500', 1],
      ['TEA-GC-100', 1],
    ])
    const one = await paidOrder(shop, [['TEA-GC-250', 1]])
    const pots = await paidOrder(shop, [['TEA-GC-250', 3]])
    const rows = rowsOf([
      [two, '', '顺丰速运', 'SF100001'],
      [one, '', '顺丰速运', 'SF100002'],
      [two, '', '京东', 'JD100003'],
      [one, '', '顺丰速运', 'SF100004'],
      [pots, '', '圆通', 'YT100000005、YT100000006'],
    ])
    const planned = await planSheet(shop, rows)
    expect(planned.map(({ status, split, lines }) => [status, split, lines.map(({ left }) => left)])).toEqual(
      [
        ['matched', true, [2]],
        ['matched', true, [1]],
        ['matched', true, [1, 1]],
        ['matched', true, []],
        ['matched', true, [2]],
        ['matched', true, [1]],
      ],
    )
    expect(await shipSheet(shop, rows, staffId)).toEqual({ ok: true, value: { sent: 6 } })
    expect((await readOrder(shop, one))!.parcels.map(({ trackingNo, lines }) => [trackingNo, lines])).toEqual(
      [
        ['SF100002', [{ line: 1, quantity: 1 }]],
        ['SF100004', []],
      ],
    )
    expect((await readDesk(shop.db, { view: 'ambient', limit: 50 }, shop.now)).rows).toEqual([])
  })

  test('a row nobody filled in yet is no error; one half filled in says what is missing', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    const planned = await planSheet(
      shop,
      rowsOf([
        [number, '常温', '', ''],
        [number, '常温', '顺丰速运', ''],
        [number, '常温', '', 'x'],
      ]),
    )
    expect(planned.map(({ status, reasons }) => [status, reasons])).toEqual([
      ['blank', { carrier: '没有填', trackingNo: '没有填' }],
      ['blank', { trackingNo: '没有填' }],
      ['wrong', { carrier: '没有填', trackingNo: '单号是6到30位字母、数字或横线' }],
    ])
  })

  test('the headings may stand below a title, in full width and with marks nobody sees', async () => {
    const sheet = [
      ['十一月发货'],
      [],
      ['\u200b订单号', '储 运', '快递公司', '运单号\ufeff'],
      ['7GQ4N2W8C3KD', '', '顺丰', '\u202d SF100001'],
    ]
    expect(courierRows(sheet)).toMatchObject([{ at: 4, number: null, carrier: 'sf', trackingNo: 'SF100001' }])
    const visitor = await signedIn('fulfilment')
    const answer = await visitor.upload(
      adminPaths.shipmentSheet,
      'sheet',
      writeXlsx([['甲', '乙'], ['1']]),
      'a.xlsx',
    )
    expect([answer.status, (await answer.text()).includes('订单号、快递公司、运单号')]).toEqual([422, true])
    const cut = await visitor.upload(
      adminPaths.shipmentSheet,
      'sheet',
      utf8('订单号,快递公司,运单号\n1,顺丰,2\n3,顺丰,"786\n4,顺丰,5'),
      'a.csv',
    )
    expect([cut.status, (await cut.text()).includes('第 3 行：有一个双引号没有收尾')]).toEqual([422, true])
  })

  test('goods refunded before they were sent are 已退款, not sent after all', async () => {
    const number = await paidOrder(shop, [
      ['TEA-GC-250', 1],
      ['CHV-BQ-0500', 1],
    ])
    const order = (await readOrder(shop, number))!
    const fresh = order.lines.find((line) => line.storage === 'cold')!
    await refundLines(shop, order.number, [{ line: fresh.line, quantity: 1 }], '缺货', staffId)
    const [row] = await planSheet(shop, rowsOf([[number, '冷链', 'sf', 'SF100001']]))
    expect(row).toMatchObject({ status: 'refunded' })
  })

  test('a sheet without the columns is no courier’s sheet', () => {
    expect(courierRows([['甲', '乙'], ['1']])).toBeNull()
    expect(courierRows([])).toBeNull()
  })

  test('the template holds no formula in csv nor in xlsx, and reads back', () => {
    const rows = templateRows([
      {
        ...{ number: '7GQ4N2W8C3KD', storage: 'cold', name: '林晓禾', phone: '+85291234567' },
        ...{ region: '=1+1', street: '公益大道1号', goods: '@SUM(A1)' },
      },
    ])
    const csv = writeCsv(rows)
    expect([csv.includes("'=1+1"), csv.includes("'@SUM(A1)")]).toEqual([true, true])
    for (const bytes of [utf8(csv), writeXlsx(rows)]) {
      const read = readSheet(bytes)
      expect('rows' in read ? courierRows(read.rows) : null).toMatchObject([
        { typed: { number: '7GQ4N2W8C3KD', storage: '冷链' }, storage: 'cold' },
      ])
    }
  })

  test('through the pages: template, dry run with reasons, one button; slips carry no price and are recorded', async () => {
    const recipient = { ...newBuyer(), phone: '17012345678转3321' }
    const number = await paidOrder(shop, [['TEA-GC-250', 2]], { recipient })
    const visitor = await signedIn('fulfilment')
    const template = await (await visitor.get(adminPaths.shipmentTemplateCsv)).text()
    expect(template).toContain(number)
    for (const words of [recipient.name, '17012345678转3321', recipient.street])
      expect(template).toContain(words)
    const seen = sql`SELECT verb, object FROM audit_entries`
    expect(await shop.db.all(seen)).toEqual([{ verb: 'shipments.exported', object: 'shipments:waiting' }])
    const workbook = await visitor.get(adminPaths.shipmentTemplateXlsx)
    const filled = readSheet(new Uint8Array(await workbook.arrayBuffer()))
    if ('problem' in filled) throw new Error(filled.problem)
    expect(filled.rows[1]![0]).toBe(number)
    filled.rows[1] = [...filled.rows[1]!.slice(0, 7), '顺丰速运', '云南']
    const looked = await visitor.upload(adminPaths.shipmentSheet, 'sheet', writeXlsx(filled.rows), 'a.xlsx')
    expect(await looked.text()).toContain('单号是6到30位字母、数字或横线')
    const old = await visitor.upload(
      adminPaths.shipmentSheet,
      'sheet',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0),
      'a.xls',
    )
    expect([old.status, (await old.text()).includes('另存为xlsx')]).toEqual([422, true])
    const slips = await (await visitor.get(adminPaths.slips({ storage: 'ambient' }))).text()
    expect([slips.includes('林晓禾'), slips.includes('¥')]).toEqual([true, false])
    expect(await (await visitor.get(adminPaths.picking({ storage: 'ambient' }))).text()).toContain(
      'TEA-GC-250',
    )
    await visitor.post(adminPaths.shipments, {
      rows: JSON.stringify([[2, number, '常温', 'sf', 'SF300001']]),
    })
    expect(await parcels()).toBe(1)
    expect(await (await visitor.get(adminPaths.handover)).text()).toContain('SF300001')
    const verbs = await shop.db.all<{ verb: string }>(sql`SELECT verb FROM audit_entries ORDER BY id`)
    expect(verbs.map(({ verb }) => verb)).toContain('slips.printed')
    for (const rows of ['', 'null', '[[', '[1]', '[["a"]]'])
      expect((await visitor.post(adminPaths.shipments, { rows })).status).toBe(409)
  })
})
