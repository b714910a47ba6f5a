import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { monthAfter, monthFrom, sealed, sheetOf } from '../../src/books/settlement.ts'
import { NUMBERS, sheetRows } from '../../src/books/settlement-exporting.ts'

const ROW = { sku: 'A', name: '茶', spec: '250克', unitPriceFen: 5_000 }
const found = {
  ...{ month: '2026-11', producerId: 'p1', producerName: '合作社', basisPoints: 850, adjustments: [] },
  rows: [
    { ...ROW, sold: 3, soldFen: 14_500, returned: 1, returnedFen: 4_833 },
    { ...ROW, sku: 'B', sold: 0, soldFen: 0, returned: 1, returnedFen: 1_000 },
  ],
}

test('due is what was sold, less what was returned, less the commission on the rest, and what is adjusted', () => {
  const sheet = sheetOf({ ...found, adjustments: [{ amountFen: -300, reason: '十月多付' }] })
  expect(sheet).toMatchObject({ soldFen: 14_500, returnedFen: 5_833, netFen: 8_667, commissionFen: 736 })
  expect([sheet.adjustmentFen, sheet.dueFen]).toEqual([-300, 8_667 - 736 - 300])
})

test('without a rule all of it is due, and of what was returned alone the commission goes back too', () => {
  expect(sheetOf({ ...found, basisPoints: 0 })).toMatchObject({ commissionFen: 0, dueFen: 8_667 })
  expect(sheetOf({ ...found, rows: [found.rows[1]!] })).toMatchObject({
    netFen: -1_000,
    commissionFen: -85,
    dueFen: -915,
  })
})

test('the same sheet is the same text, and its hash is what a tool says of that text', async () => {
  const { content, hash } = await sealed(sheetOf(found))
  const [first, second] = found.rows
  const turned = { returnedFen: first!.returnedFen, ...Object.fromEntries(Object.entries(first!).reverse()) }
  const again = await sealed(sheetOf({ ...found, rows: [turned as typeof first & object, second!] }))
  expect(again).toEqual({ content, hash })
  expect(hash).toBe(createHash('sha256').update(content).digest('hex'))
  expect((await sealed(sheetOf({ ...found, basisPoints: 849 }))).hash).not.toBe(hash)
})

test('a file’s last number is what is due', () => {
  const rows = sheetRows(sheetOf({ ...found, adjustments: [{ amountFen: -300, reason: '=1+1' }] }))
  expect(rows[0]).toEqual(['SKU', '名称', '规格', ...NUMBERS])
  expect(rows.every((row) => row.length === rows[0]!.length)).toBe(true)
  expect(rows.slice(-3).map((row) => [row[0], row.at(-1)])).toEqual([
    ['佣金 8.50%', '-7.36'],
    ['上期调整：=1+1', '-3.00'],
    ['应付', '76.31'],
  ])
})

test('months are read and counted over the turn of a year', () => {
  expect([monthAfter('2026-11', 1), monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual([
    ...['2026-12', '2027-01', '2025-12'],
  ])
  expect([monthFrom('2026-11'), monthFrom('2026-13'), monthFrom('2026-1'), monthFrom(undefined)]).toEqual([
    ...['2026-11', null, null, null],
  ])
})
