import { expect, test } from 'vitest'
import { auditChanges } from '../../src/admin/staff/audit-changes.ts'

const changes = (before: unknown, after: unknown) =>
  auditChanges(
    before === undefined ? null : JSON.stringify(before),
    after === undefined ? null : JSON.stringify(after),
  )

test('an entry says in yuan, names and Shanghai time what it changed, and nothing that stayed', () => {
  expect(changes({ prices: { 'TEA-GC-250': 22800 } }, { prices: { 'TEA-GC-250': 19990 } })).toEqual([
    { field: '价格 TEA-GC-250', before: '228 元', after: '199.9 元' },
  ])
  const parcel = { carrier: 'sf', trackingNo: 'SF1' }
  expect(changes(parcel, { carrier: 'zto', trackingNo: 'SF1' })).toEqual([
    { field: '快递公司', before: '顺丰速运', after: '中通快递' },
  ])
  const until = Date.parse('2026-11-23T10:00:00+08:00')
  expect(changes(undefined, [{ sku: 'TEA-GC-250', fen: 9900, from: until, until, charged: 1 }])).toEqual([
    { field: 'TEA-GC-250 限时价', before: null, after: '99 元' },
    { field: 'TEA-GC-250 从', before: null, after: '2026-11-23 10:00' },
    { field: 'TEA-GC-250 到', before: null, after: '2026-11-23 10:00' },
    { field: 'TEA-GC-250 原价确实收过', before: null, after: '是' },
  ])
  expect(changes({ role: 'viewer' }, { role: 'finance' })).toEqual([
    { field: '角色', before: '查看', after: '财务' },
  ])
})

test('rows within an entry are told apart, and a side that never was stays empty', () => {
  const zone = { provinces: ['广东', '广西'], firstG: 1000, firstFen: 800 }
  expect(changes({ rules: { zones: [zone] } }, { rules: { zones: [{ ...zone, firstFen: 900 }] } })).toEqual([
    { field: '地区 1 首重运费', before: '8 元', after: '9 元' },
  ])
  expect(changes(null, { textZh: '年货节' })).toEqual([{ field: '中文文字', before: null, after: '年货节' }])
  const refund = { amountFen: 2280, lines: [{ line: 1, quantity: 2, withheld: 1 }], reason: '破损' }
  expect(changes(undefined, refund).map(({ after }) => after)).toEqual([
    '22.8 元',
    '第 1 行 × 2（其中1件未发货）',
    '破损',
  ])
  const goodwill = { amountFen: 60000, line: null, reason: '破损', alone: true, id: 'gwr_1' }
  expect(changes(undefined, goodwill).map(({ field, after }) => `${field} ${after}`)).toEqual([
    '金额 600 元',
    '补偿给 整笔订单',
    '原因 破损',
    '没有第二个人可以复核 是',
  ])
  expect(changes(undefined, { line: 2 })).toMatchObject([{ after: '第 2 行' }])
  expect(changes(undefined, { kind: 'percent', value: 1000 })[1]).toMatchObject({ after: '减 10%' })
  expect(changes(undefined, { id: 'upd_1' })).toEqual([])
})
