import { expect, test } from 'vitest'
import { pastOf } from '../../src/admin/orders/past.ts'

test('an order’s past tells a corrected tracking number, old and new, and who took a delivery back', () => {
  const parcel = {
    id: 'shp_1',
    storage: 'ambient',
    carrier: 'yto',
    trackingNo: 'YT2',
    shippedAt: 20,
    lines: [],
  }
  const parcels = [{ ...parcel, deliveredAt: null, deliveredBy: null, receivedAt: null, outAt: null }]
  const before = JSON.stringify({ carrier: 'sf', trackingNo: 'SF1' })
  const after = JSON.stringify({ carrier: 'yto', trackingNo: 'YT2' })
  const acts = [
    { at: 30, name: '小周', verb: 'parcel.corrected', before, after },
    { at: 50, name: '老李', verb: 'parcel.delivery_withdrawn', before: null, after: '{"trackingNo":"YT2"}' },
  ]
  expect(
    pastOf({ refunds: [], events: [{ kind: 'placed', at: 10 }], parcels }, acts).map(({ what }) => what),
  ).toEqual([
    '下单',
    '发出常温包裹',
    '更正运单号：顺丰速运 SF1 → 圆通速递 YT2（小周）',
    '撤回送达：YT2（老李）',
  ])
})
