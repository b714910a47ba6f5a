import { plainYuan } from '../kernel/money.ts'
import { backOf, goodsOf, type LedgerEntry, type LedgerSums, netOf, totalOf } from './ledger.ts'
import type { Ledger } from './reading.ts'

/** What codes are called in the file. */
export type LedgerWords = {
  channel: (code: string) => string
  method: (code: string) => string
  family: (code: string) => string
  producer: (id: string) => string
}

const KEYS = ['日期', '渠道', '付款方式', '品类', '生产者']
/** Columns a spreadsheet adds up, in yuan; what goes out is no minus. */
const COLUMNS: [heading: string, of: (sums: LedgerSums) => number][] = [
  ['商品', ({ grossFen }) => grossFen],
  ['优惠', ({ discountFen }) => discountFen],
  ['退货款', ({ goodsBackFen }) => goodsBackFen],
  ['货款', goodsOf],
  ['运费', ({ freightFen }) => freightFen],
  ['退运费', ({ freightBackFen }) => freightBackFen],
  ['多收的款', ({ unkeptFen }) => unkeptFen],
  ['整单补偿和退回多收', ({ otherBackFen }) => otherBackFen],
  ['退款合计', backOf],
  ['手续费', ({ feeFen }) => feeFen],
  ['净额', netOf],
]
export const NUMBERS = [...COLUMNS.map(([heading]) => heading), '结余']

const cells = (sums: LedgerSums): string[] => COLUMNS.map(([, of]) => plainYuan(of(sums)))

/**
 * The books of a period as rows of a file: what is held at its beginning, a row for each day, channel, method, family and
 * producer with what is held after it, their sum, and what is held at its end.
 */
export function ledgerRows({ period, openingFen, entries }: Ledger, words: LedgerWords): string[][] {
  const blank = COLUMNS.map(() => '')
  let held = openingFen
  const rows = entries.map((entry: LedgerEntry) => {
    held += netOf(entry)
    const { day, channel, method, family, producerId } = entry
    const names = [words.channel(channel), words.method(method), words.family(family)]
    return [day, ...names, words.producer(producerId), ...cells(entry), plainYuan(held)]
  })
  return [
    [...KEYS, ...NUMBERS],
    [period.from, '期初', '', '', '', ...blank, plainYuan(openingFen)],
    ...rows,
    [period.to, '合计', '', '', '', ...cells(totalOf(entries)), ''],
    [period.to, '期末', '', '', '', ...blank, plainYuan(held)],
  ]
}
