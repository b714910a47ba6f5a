import * as v from 'valibot'
import { NotSaid, said } from '../provider-answer.ts'
import {
  type Bill,
  type BillLine,
  BillRefused,
  billInstant,
  billOf,
  exactYuan,
  feeFen,
  wholeFen,
} from '../reconciliation/bill.ts'
import { textsIn } from '../reconciliation/files.ts'
import { callAlipay } from './calling.ts'
import type { Alipay } from './merchant.ts'

const TIMEOUT_MS = 20_000

const NAME = '商品名称'
const COLUMNS = {
  providerNo: '支付宝交易号',
  outTradeNo: '商户订单号',
  kind: '业务类型',
  begun: '创建时间',
  ended: '完成时间',
  amount: '订单金额（元）',
  received: '商家实收（元）',
  outRefundNo: '退款批次号/请求号',
  fee: '服务费（元）',
} as const

type Row = { line: BillLine; received: number }

/**
 * Alipay's bill of trades: comments begin with `#`, its totals among them. Throws BillRefused: unreadable, totals_differ,
 * doubled, other_merchant, too_large.
 */
export function parseAlipayBill(bytes: Uint8Array, sellerId: string | null): Bill {
  // Beside the movements a zip holds a list with sums of shops.
  const list = textsIn(bytes).find((text) => text.includes(COLUMNS.providerNo)) ?? ''
  const lines = list
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
  const comments = lines.filter((line) => line.startsWith('#'))
  const [head = [], ...rest] = lines.filter((line) => !line.startsWith('#')).map(cellsOf)
  if (Object.values(COLUMNS).some((name) => !head.includes(name))) throw new BillRefused('unreadable')
  const account = commented(comments, /^#账号：\[(\d+)\]/)
  if (sellerId !== null && account && !account.startsWith(sellerId)) throw new BillRefused('other_merchant')
  const rows = rest.map((cells) => readRow(head, whole(head, cells)))
  for (const [kind, word] of [
    ['payment', '交易合计'],
    ['refund', '退款合计'],
  ] as const) {
    const own = rows.filter(({ line }) => line.kind === kind)
    const told = comments.find((line) => line.startsWith(`#${word}`)) ?? ''
    const [, count, sum] = /^#\S+?：(\d+)笔，商家实收(?:退款)?共(-?[\d.]+)元/.exec(told) ?? []
    if (count === undefined) throw new BillRefused('unreadable')
    const received = own.reduce((all, row) => all + row.received, 0)
    if (Number(count) !== own.length || exactYuan(sum) !== received) throw new BillRefused('totals_differ')
  }
  return billOf(rows.map(({ line }) => line))
}

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim())
const commented = (comments: string[], pattern: RegExp): string | undefined =>
  comments.map((line) => pattern.exec(line)?.[1]).find(Boolean)

/** A name may hold commas, and nothing is quoted. */
function whole(head: string[], cells: string[]): string[] {
  const more = cells.length - head.length
  if (more < 0) throw new BillRefused('unreadable')
  const at = Math.max(0, head.indexOf(NAME))
  return [...cells.slice(0, at), cells.slice(at, at + more + 1).join(','), ...cells.slice(at + more + 1)]
}

function readRow(head: string[], cells: string[]): Row {
  const of = (column: keyof typeof COLUMNS): string => cells[head.indexOf(COLUMNS[column])] ?? ''
  const kinds: Record<string, BillLine['kind']> = { 交易: 'payment', 退款: 'refund' }
  const kind = kinds[of('kind')]
  const line = kind && {
    kind,
    outTradeNo: of('outTradeNo'),
    outRefundNo: kind === 'refund' ? of('outRefundNo') : '',
    amountFen: Math.abs(wholeFen(exactYuan(of('amount')))),
    // It stands there with a minus where it is kept.
    feeFen: feeFen(-exactYuan(of('fee') || '0')),
    at: billInstant(of('ended') || of('begun')),
    providerNo: of('providerNo'),
  }
  if (!line?.outTradeNo || (kind === 'refund' && !line.outRefundNo)) throw new BillRefused('unreadable')
  return { line, received: exactYuan(of('received')) }
}

const placeSchema = v.object({ bill_download_url: v.pipe(v.string(), v.url()) })

/** The bill of a day (YYYY-MM-DD). A day on which nothing moved has none. Throws BillRefused or NotSaid. */
export async function fetchAlipayBill(merchant: Alipay, day: string, now: number): Promise<Bill> {
  const content = { bill_type: 'trade', bill_date: day }
  const method = 'alipay.data.dataservice.bill.downloadurl.query'
  const answer = await callAlipay(merchant, method, content, now)
  if (answer.outcome === 'refused' && /bill_not_exist/i.test(answer.code)) return { lines: [] }
  const place = v.safeParse(placeSchema, said(answer, 'bill'))
  if (!place.success) throw new NotSaid('bill: unreadable')
  // The address is signed and of use for half a minute; it needs no signature of ours.
  const url = place.output.bill_download_url
  const file = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!file.ok) throw new NotSaid(`bill: status ${file.status}`)
  return parseAlipayBill(new Uint8Array(await file.arrayBuffer()), merchant.sellerId)
}
