import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatOrderNumber, newOrderNumber } from '../../src/kernel/ids.ts'
import { formatYuan } from '../../src/kernel/money.ts'
import { readSheet, writeXlsx } from '../../src/kernel/spreadsheet.ts'
import { plainSerial } from '../../src/payments/transfer/arrival.ts'
import {
  type Books,
  byLikeness,
  judgeLines,
  likeness,
  numbersIn,
} from '../../src/payments/transfer/matching.ts'
import { type OpenTransfer, remainingFen } from '../../src/payments/transfer/queries.ts'
import { receivablesOf } from '../../src/payments/transfer/receivables.ts'
import {
  guessColumns,
  headingsOf,
  layoutFor,
  parseDay,
  parseSum,
  readStatement,
  type StatementLine,
  wrongColumns,
} from '../../src/payments/transfer/statement.ts'

const TODAY = '2026-11-27'
const HEADINGS = ['交易日期', '交易流水号', '借方发生额', '贷方发生额', '对方户名', '附言', '摘要']
const ROWS = [
  ['账户明细', '', '', '', '', '', ''],
  ['账号：2402000109200000001', '', '', '', '', '', ''],
  HEADINGS,
  ['20261123', '\t2026112300000001234', '', '3,160.00', '花都区总工会', '货款 7GQ4', '转账'],
  ['2026-11-24 10:22:33', "'B2", '0.00', '1200', '某某食堂', '', ''],
  ['2026/11/24', 'B3', '500.00', '', '顺丰速运', '运费', ''],
  ['2026年11月25日', 'B4', '', '-1200.00', '某某食堂', '冲正', ''],
  ['2026-11-25', 'B5', '', '十二元', '谁', '', ''],
  ['2026-12-01', 'B6', '', '1.00', '谁', '', ''],
  ['2026-11-25', '2.02611E+18', '', '1.00', '谁', '', ''],
  ['', '', '500.00', '4360.00', '', '', '合计'],
]

describe('a bank statement', () => {
  test('is read whatever stands above it: what came, what went, and what cannot be read is said', () => {
    const headings = headingsOf(ROWS)!
    const columns = guessColumns(headings)
    expect(columns).toMatchObject({
      on: '交易日期',
      serial: '交易流水号',
      credit: '贷方发生额',
      debit: '借方发生额',
    })
    expect(columns).toMatchObject({
      payer: '对方户名',
      remark: '附言',
      purpose: '摘要',
      amount: '',
      mark: '',
    })
    expect(wrongColumns(columns, headings)).toEqual({})
    const { lines, odd, outgoing } = readStatement(ROWS, columns, TODAY)!
    expect(lines.map(({ receivedOn, amountFen, bankSerial }) => [receivedOn, amountFen, bankSerial])).toEqual(
      [
        ['2026-11-23', 316_000, '2026112300000001234'],
        ['2026-11-24', 120_000, 'B2'],
      ],
    )
    expect(lines[0]).toMatchObject({ payer: '花都区总工会', remark: '货款 7GQ4 转账', at: 4 })
    expect(outgoing).toBe(2)
    expect(odd.map(({ at, why }) => [at, why])).toEqual([
      [8, '金额看不懂'],
      [9, '日期在今天以后'],
      [10, expect.stringContaining('长流水号')],
    ])
  })

  test('gives one serial however it is written: a slip typed by hand is the line of the statement', () => {
    const columns = guessColumns(HEADINGS)
    for (const typed of [
      "'HQP123456",
      'hqp123456',
      'HQP 123 456',
      'ＨＱＰ１２３４５６',
      '="HQP123456"',
      '\tHQP123456',
    ]) {
      const row = ['2026-11-23', typed, '', '1.00', '某某食堂', '', '']
      const lines = readStatement([HEADINGS, row], columns, TODAY)!.lines
      expect([lines[0]?.bankSerial, plainSerial(typed.replace('=', ''))]).toEqual(['HQP123456', 'HQP123456'])
    }
  })

  test('holds no character that ends a text early or stands for half of one, whoever wrote the remark', () => {
    const row = ['2026-11-23', '\0B7', '', '1.00', '某\0某', '货款\ud800\u202e', '']
    const { lines } = readStatement([HEADINGS, row], guessColumns(HEADINGS), TODAY)!
    expect(lines).toMatchObject([{ bankSerial: 'B7', payer: '某 某', remark: '货款\ufffd' }])
  })

  test('is the same as csv in GBK and as xlsx', () => {
    // As a bank's page hands it out: no tool of ours writes GBK.
    const gbk = readSheet(
      new Uint8Array(readFileSync(new URL('./fixtures/statement-gbk.csv', import.meta.url))),
    )
    const xlsx = readSheet(writeXlsx(ROWS))
    if (!('rows' in gbk && 'rows' in xlsx)) throw new Error('not read')
    const columns = guessColumns(HEADINGS)
    expect(readStatement(gbk.rows, columns, TODAY)).toEqual(readStatement(xlsx.rows, columns, TODAY))
    expect(readStatement(gbk.rows, columns, TODAY)!.lines).toHaveLength(2)
  })

  test('may hold one signed sum, or one beside a mark', () => {
    const signed = [
      ['日期', '流水号', '交易金额', '对方名称'],
      ['20261123', '1', '+5.50', '甲'],
      ['20261123', '2', '-5.5', '乙'],
    ]
    const columns = guessColumns(headingsOf(signed)!)
    expect(readStatement(signed, columns, TODAY)).toMatchObject({ outgoing: 1, lines: [{ amountFen: 550 }] })
    const marked = [
      ['日期', '流水号', '交易金额', '借贷标志', '对方名称'],
      ['20261123', '1', '5.50', '贷', '甲'],
      ['20261123', '2', '5.50', '借', '乙'],
    ]
    const both = guessColumns(headingsOf(marked)!)
    expect(both.mark).toBe('借贷标志')
    expect(readStatement(marked, both, TODAY)).toMatchObject({ outgoing: 1, lines: [{ bankSerial: '1' }] })
  })

  test('finds the mapping that was remembered by its headings, the one that names more first', () => {
    const whole = { bank: '中行', columns: guessColumns(HEADINGS) }
    const bare = { bank: '别家', columns: { ...whole.columns, remark: '', purpose: '', debit: '' } }
    expect(layoutFor(ROWS, [bare, whole])?.bank).toBe('中行')
    expect(layoutFor([['日期', '金额']], [bare, whole])).toBeNull()
  })

  test('names its columns as banks do, so that nobody has to choose them', () => {
    const guessed = guessColumns(['交易日', '交易流水', '收入', '支出', '对方户名', '摘要'])
    expect([guessed.on, guessed.serial]).toEqual(['交易日', '交易流水'])
  })

  test('a mapping lacks nothing, and uses no column twice', () => {
    const columns = guessColumns(HEADINGS)
    expect(
      Object.keys(wrongColumns({ ...columns, on: '', serial: '', credit: '' }, HEADINGS)).sort(),
    ).toEqual(['credit', 'on', 'serial'])
    expect(Object.keys(wrongColumns({ ...columns, payer: '附言' }, HEADINGS))).toEqual(['payer', 'remark'])
    expect(wrongColumns({ ...columns, payer: '付款方' }, HEADINGS)).toEqual({ payer: '表格里没有这一列' })
  })

  test('sums are read to the fen without a float, days as banks write them', () => {
    const sums: [string, number | null][] = [
      ...([
        ['', 0],
        ['-', 0],
        ['0.00', 0],
        ['¥1,234,567.89', 123_456_789],
        ['（5.50）', -550],
      ] as [string, number][]),
      ...([
        ['−3', -300],
        ['CNY 12.3', 1_230],
        ['9.9900', 999],
        ['１２．３０', 1_230],
      ] as [string, number][]),
      ...([
        ['1.234', null],
        ['12,34', null],
        ['一百', null],
        ['1e3', null],
        ['30000.000000000004', null],
      ] as [string, null][]),
    ]
    for (const [text, amount] of sums) expect([text, parseSum(text)]).toEqual([text, amount])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (amount) => {
        expect(parseSum(formatYuan(amount))).toBe(amount)
      }),
    )
    const days: [string, string | null][] = [
      ['20261123', '2026-11-23'],
      ['20261123102233', '2026-11-23'],
      ['2026/1/3', '2026-01-03'],
      ['2026.11.23 10:00', '2026-11-23'],
      ['2026年1月3日', '2026-01-03'],
      ['2026-02-30', null],
      ['11/23/2026', null],
      ['', null],
    ]
    for (const [text, on] of days) expect([text, parseDay(text)]).toEqual([text, on])
  })
})

let serial = 0
const line = (amountFen: number, more: Partial<StatementLine> = {}): StatementLine => ({
  ...{ at: 1, receivedOn: '2026-11-23', amountFen, payer: '', bankSerial: `S${++serial}`, remark: '' },
  ...more,
})
const [A, B, PAID] = [newOrderNumber(), newOrderNumber(), newOrderNumber()]
const books = (more: Partial<Books> = {}): Books => ({
  known: new Map([['OLD', 1]]),
  entered: new Map(),
  awaiting: [
    { number: A, remainingFen: 10_000, payers: ['花都区总工会', '广州某某（集团）公司'] },
    { number: B, remainingFen: 20_000, payers: ['花都区总工会'] },
  ],
  others: new Map([[PAID, 'paid']]),
  ...more,
})
const verdicts = (lines: StatementLine[], own = books()) =>
  judgeLines(lines, own).map(({ verdict, number }) => [verdict, number])

describe('a line is matched', () => {
  test('by the order number anywhere in the remark, however it was typed', () => {
    const typed = formatOrderNumber(A).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
    for (const remark of [
      A,
      typed,
      `货款${formatOrderNumber(A)}谢谢`,
      `NO.${typed.replaceAll('-', ' － ')} 12号`,
      `xx${A}9`,
    ])
      expect([remark, verdicts([line(10_000, { remark })])]).toEqual([remark, [['match', A]]])
    expect(numbersIn('没有号码 12345678，合同 2026-11')).toEqual([])
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'货款 -付，') }), (around) => {
        const number = newOrderNumber()
        expect(numbersIn(`${around}${formatOrderNumber(number)}${around}`)).toContain(number)
      }),
    )
  })

  test('part payments of one order are summed, and what is more than it lacks is over', () => {
    const parts = [4_000, 6_000, 1].map((fen) => line(fen, { remark: A }))
    expect(verdicts(parts)).toEqual([
      ['short', A],
      ['match', A],
      ['over', A],
    ])
    expect(verdicts([line(10_001, { remark: A })])).toEqual([['over', A]])
  })

  test('without a number only by sum and payer together, and only where it can be no other', () => {
    const [found] = judgeLines([line(10_000, { payer: '广州某某(集团)公司 ' })], books())
    expect(found).toMatchObject({ verdict: 'match', number: A, check: true })
    expect(verdicts([line(10_000, { payer: '别人' }), line(9_999, { payer: '花都区总工会' })])).toEqual([
      ['unknown', null],
      ['unknown', null],
    ])
    const twins = books({ awaiting: books().awaiting.map((one) => ({ ...one, remainingFen: 10_000 })) })
    expect(verdicts([line(10_000, { payer: '花都区总工会' })], twins)).toEqual([['unknown', null]])
    const nameless = books({ awaiting: [{ number: A, remainingFen: 10_000, payers: ['。', ''] }] })
    expect(verdicts([line(10_000), line(10_000, { payer: '--' })], nameless)).toEqual([
      ['unknown', null],
      ['unknown', null],
    ])
    // The first took the sum: the second is nobody's.
    const same = () => line(10_000, { payer: '花都区总工会' })
    expect(verdicts([same(), same()])).toEqual([
      ['match', A],
      ['unknown', null],
    ])
  })

  test('to no order without a person’s word where the same day, sum and payer were entered under another serial', () => {
    const before = line(10_000, { payer: '广州某某（集团）公司' })
    const own = books({ entered: new Map([[likeness(before)!, 'FIRST']]) })
    const again = line(10_000, { payer: '广州某某(集团)公司', remark: A })
    expect(judgeLines([again], own)).toMatchObject([
      { verdict: 'match', number: A, check: true, twin: 'FIRST', note: expect.stringContaining('FIRST') },
    ])
    // Doubted as it is, it takes nothing from the line that is surely another.
    const sure = line(10_000, { payer: '别人', remark: A })
    expect(verdicts([again, sure], own)).toEqual([
      ['over', A],
      ['match', A],
    ])
    const others = [
      { ...again, amountFen: 9_999 },
      { ...again, receivedOn: '2026-11-24' },
      { ...again, payer: '别人' },
      { ...again, payer: '' },
    ].map((one, at) => ({ ...one, bankSerial: `OTHER${at}` }))
    expect(judgeLines(others, own).map(({ twin }) => twin)).toEqual([null, null, null, null])
    expect(likeness(line(1))).toBeNull()
    // Money from nobody, whatever its sum, is no entry of other money from nobody.
    const nameless = { ...before, payer: '' }
    expect(byLikeness([nameless])).toEqual(new Map())
    expect(byLikeness([before])).toEqual(new Map([[likeness(before)!, before.bankSerial]]))
  })

  test('once by its serial; for an order that takes no more money it is over, and for two at once unknown', () => {
    const twice = { bankSerial: 'TWICE', remark: A }
    expect(verdicts([line(1, { bankSerial: 'OLD' }), line(10_000, twice), line(10_000, twice)])).toEqual([
      ['duplicate', null],
      ['match', A],
      ['duplicate', null],
    ])
    const [old] = judgeLines([line(2, { bankSerial: 'OLD' })], books())
    expect(old).toMatchObject({ verdict: 'duplicate', note: expect.stringContaining('另一个金额') })
    expect(verdicts([line(5, { remark: PAID }), line(5, { remark: `${A} ${B}` })])).toEqual([
      ['over', PAID],
      ['unknown', null],
    ])
  })
})

test('what is owed adds up by institution and by age, to the fen', () => {
  const one = fc.record({
    number: fc.string(),
    totalFen: fc.integer({ min: 1, max: 1_000_000 }),
    arrivedFen: fc.constant(0),
    placedAt: fc.integer({ min: 0, max: 100 }).map((days) => (100 - days) * 86_400_000),
    payBefore: fc.constant(0),
    payers: fc.constantFrom<string[][]>(['甲'], ['乙'], ['丙', '丁'], []),
  })
  fc.assert(
    fc.property(fc.array(one), (open: OpenTransfer[]) => {
      const { rows, byAge, totalFen } = receivablesOf(open, 100 * 86_400_000)
      const sum = (amounts: number[]) => amounts.reduce((whole, amount) => whole + amount, 0)
      expect(totalFen).toBe(sum(open.map(remainingFen)))
      expect(sum(byAge)).toBe(totalFen)
      for (const row of rows)
        expect([sum(row.byAge), sum(row.orders.map(remainingFen))]).toEqual([row.totalFen, row.totalFen])
    }),
  )
  const aged = [0, 7, 8, 30, 31, 60, 61].map((days) => ({
    ...{ number: '', totalFen: 1, arrivedFen: 0, payBefore: 0, payers: ['甲'] },
    placedAt: (100 - days) * 86_400_000,
  }))
  expect(receivablesOf(aged, 100 * 86_400_000).byAge).toEqual([2, 2, 2, 1])
})
