import * as v from 'valibot'
import { gunzipped } from '../../kernel/gunzipping.ts'
import { hexOf } from '../../kernel/hashing.ts'
import { NotSaid, said } from '../provider-answer.ts'
import {
  type Bill,
  type BillLine,
  BillRefused,
  billInstant,
  billOf,
  exactYuan,
  feeFen,
  MOST_BILL_BYTES,
  wholeFen,
} from '../reconciliation/bill.ts'
import { callWechat, get } from './calling.ts'
import type { WechatPay } from './merchant.ts'
import { authorization } from './signing.ts'

/** A day's bill is larger than an answer. */
const TIMEOUT_MS = 20_000

const HEAD = [
  '交易时间',
  '商户号',
  '微信订单号',
  '商户订单号',
  '交易状态',
  '商户退款单号',
  '退款状态',
  '手续费',
]
const TOTALS = ['总交易单数', '手续费总金额', '订单总金额', '申请退款总金额']

/** Values begin with a backtick, so that a spreadsheet takes none for a number; a name may hold commas. */
const cellsOf = (line: string): string[] =>
  line.startsWith('`') ? line.slice(1).split(',`') : line.split(',').map((cell) => cell.trim())

/**
 * WeChat Pay's trade bill (bill_type ALL): rows under a head of names, then the head of the totals and their row. What was
 * asked back and failed moved no money and is no line. Throws BillRefused: unreadable, totals_differ, doubled,
 * other_merchant.
 */
export function parseWechatBill(text: string, merchantId: string | null): Bill {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map(cellsOf)
  const [head = [], ...rest] = rows
  const totalsAt = rest.findIndex(([first]) => first === TOTALS[0])
  const totalsHead = rest[totalsAt] ?? []
  const totals = rest[totalsAt + 1] ?? []
  if (HEAD.some((name) => !head.includes(name)) || TOTALS.some((name) => !totalsHead.includes(name)))
    throw new BillRefused('unreadable')
  const each = rest.slice(0, totalsAt).map((cells) => {
    const of = (name: string): string => (cells[head.indexOf(name)] ?? '').trim()
    if (cells.length !== head.length) throw new BillRefused('unreadable')
    if (merchantId !== null && of('商户号') !== merchantId) throw new BillRefused('other_merchant')
    return readRow(of)
  })
  const total = (name: string): number => exactYuan(totals[totalsHead.indexOf(name)])
  const sum = (of: (row: Row) => number): number => each.reduce((all, row) => all + of(row), 0)
  const adds =
    Number(totals[totalsHead.indexOf('总交易单数')]) === each.length &&
    sum(({ paid }) => paid) === total('订单总金额') &&
    sum(({ back }) => back) === total('申请退款总金额') &&
    sum(({ fee }) => fee) === total('手续费总金额')
  if (!adds) throw new BillRefused('totals_differ')
  return billOf(each.flatMap(({ line }) => (line ? [line] : [])))
}

type Row = { paid: number; back: number; fee: number; line: BillLine | null }

function readRow(of: (name: string) => string): Row {
  const refund = of('商户退款单号') !== '' && of('商户退款单号') !== '0'
  const [paid, back] = [exactYuan(of('订单金额')), exactYuan(of('申请退款金额'))]
  const fee = exactYuan(of('手续费'))
  const line: BillLine = {
    kind: refund ? 'refund' : 'payment',
    outTradeNo: of('商户订单号'),
    outRefundNo: refund ? of('商户退款单号') : '',
    amountFen: wholeFen(refund ? back : paid),
    feeFen: feeFen(fee),
    at: billInstant(of('交易时间')),
    providerNo: of('微信订单号'),
  }
  if (!line.outTradeNo) throw new BillRefused('unreadable')
  const moved = !refund || of('退款状态') === 'SUCCESS' || of('退款状态') === 'PROCESSING'
  return { paid, back, fee, line: moved ? line : null }
}

const placeSchema = v.object({
  download_url: v.string(),
  hash_type: v.literal('SHA1'),
  hash_value: v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{40}$/)),
})

/**
 * The bill of a day (YYYY-MM-DD). Its place and hash are signed, the file is not: only what fits the hash is read. A day on
 * which nothing moved has no bill. Throws BillRefused or NotSaid.
 */
export async function fetchWechatBill(merchant: WechatPay, day: string, now: number): Promise<Bill> {
  const path = `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL&tar_type=GZIP`
  const answer = await callWechat(merchant, get(path), now)
  if (answer.outcome === 'refused' && answer.code === 'NO_STATEMENT_EXIST') return { lines: [] }
  const place = v.safeParse(placeSchema, said(answer, 'bill'))
  if (!place.success) throw new NotSaid('bill: unreadable')
  const { download_url: url, hash_value: hash } = place.output
  const plain = await gunzipped(await download(merchant, url, now), MOST_BILL_BYTES)
  if (!plain) throw new BillRefused('too_large')
  const found = hexOf(await crypto.subtle.digest('SHA-1', plain))
  if (found !== hash.toLowerCase()) throw new BillRefused('wrong_hash')
  return parseWechatBill(new TextDecoder().decode(plain), merchant.merchantId)
}

async function download(merchant: WechatPay, address: string, now: number): Promise<Uint8Array<ArrayBuffer>> {
  const url = URL.parse(address)
  // The call is signed: nobody else sees it.
  if (url?.origin !== new URL(merchant.baseUrl).origin) throw new NotSaid('bill: elsewhere')
  const call = { method: 'GET' as const, path: url.pathname + url.search, body: '' }
  const headers = {
    Accept: '*/*',
    'User-Agent': 'puding-shop',
    Authorization: await authorization(merchant, call, now),
  }
  const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!answer.ok) throw new NotSaid(`bill: status ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}
