import { expect, test } from 'vitest'
import { parseTrackingNos, shareOut } from '../../src/fulfilment/shipment.ts'

test('several numbers of one parcel are told apart, and one that was written in groups is one', () => {
  expect(parseTrackingNos('SF1234567890')).toEqual(['SF1234567890'])
  expect(parseTrackingNos('SF1001001、sf1001002，YT1001003;JD-1001004\nJD1001005')).toEqual([
    ...['SF1001001', 'SF1001002', 'YT1001003', 'JD-1001004', 'JD1001005'],
  ])
  expect(parseTrackingNos('SF1234567890 SF1234567891')).toEqual(['SF1234567890', 'SF1234567891'])
  expect(parseTrackingNos('SF 1234 5678 9012')).toEqual(['SF123456789012'])
  expect(parseTrackingNos('SF100001、SF100001')).toEqual(['SF100001'])
  for (const wrong of ['', '、', '运单', 'SF100001、12']) expect(parseTrackingNos(wrong)).toBeNull()
})

test('boxes share an order’s lines, then its pieces; none is lost and none is counted twice', () => {
  const line = (n: number, left: number) => ({
    line: n,
    sku: `S${n}`,
    storage: 'ambient',
    quantity: left,
    left,
  })
  const told = (lines: ReturnType<typeof line>[], boxes: number) =>
    shareOut(lines, boxes).map((box) => box.map(({ line, left }) => `${line}×${left}`).join(' '))
  const three = [line(1, 4), line(2, 1), line(3, 1)]
  expect(told(three, 1)).toEqual(['1×4 2×1 3×1'])
  expect(told(three, 2)).toEqual(['1×4', '2×1 3×1'])
  expect(told(three, 3)).toEqual(['1×4', '2×1', '3×1'])
  expect(told(three, 5)).toEqual(['1×1', '1×1', '1×2', '2×1', '3×1'])
  expect(told([line(1, 1)], 3)).toEqual(['1×1', '', ''])
  for (let boxes = 1; boxes < 9; boxes += 1) {
    const shares = shareOut(three, boxes)
    const sent = [1, 2, 3].map((n) =>
      shares.flat().reduce((sum, own) => sum + (own.line === n ? own.left : 0), 0),
    )
    expect([boxes, shares.length, sent]).toEqual([boxes, boxes, [4, 1, 1]])
  }
})
