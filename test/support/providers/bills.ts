import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

// Bills as the providers' documents show them, made of a fake's own books.

/** How a bill comes: packed or not, none at all, another file than the one that was hashed, or from another host. */
export type BillMood = 'gzip' | 'plain' | 'empty' | 'wrong_hash' | 'elsewhere'

type Moved = {
  kind: 'payment' | 'refund'
  no: string
  refundNo: string
  fen: number
  fee: number
  at: number
  /** What became of a refund. */
  status?: string
}

const yuan = (fen: number, places = 2) => (fen / 100).toFixed(places)
const local = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
/** Six in a thousand, to the fen. */
const feeOf = (fen: number) => Math.round(fen * 0.006)

function movedOn(
  day: string,
  trades: Map<string, { fen: number; paidAt?: number }>,
  refunds: Map<string, { outTradeNo: string; fen: number; at: number; status?: string; done?: boolean }>,
): Moved[] {
  const paid = [...trades].flatMap(([no, { fen, paidAt }]): Moved[] =>
    paidAt === undefined ? [] : [{ kind: 'payment', no, refundNo: '', fen, fee: feeOf(fen), at: paidAt }],
  )
  const back = [...refunds]
    .filter(([, { done }]) => done !== false)
    .map(([refundNo, { outTradeNo, fen, at, status }]): Moved => {
      const moved = { kind: 'refund' as const, no: outTradeNo, refundNo, fen, fee: -feeOf(fen), at }
      return status ? { ...moved, status } : moved
    })
  return [...paid, ...back].filter(({ at }) => local(at).startsWith(day)).sort((a, b) => a.at - b.at)
}

const WECHAT_HEAD =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const WECHAT_TOTALS =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'

/** WeChat Pay's trade bill of a day; null when nothing moved. */
export function wechatBill(
  day: string,
  { appId, merchantId }: { appId: string; merchantId: string },
  trades: Parameters<typeof movedOn>[1],
  refunds: Parameters<typeof movedOn>[2],
): string | null {
  const moved = movedOn(day, trades, refunds)
  if (!moved.length) return null
  const row = ({ kind, no, refundNo, fen, fee, at, status = 'SUCCESS' }: Moved) => {
    const back = kind === 'refund'
    const [paid, returned] = back ? ['0.00', yuan(fen)] : [yuan(fen), '0.00']
    return [
      ...[
        local(at),
        appId,
        merchantId,
        '0',
        '',
        `4200${no}`,
        no,
        'oUpF8',
        'NATIVE',
        back ? 'REFUND' : 'SUCCESS',
      ],
      ...['OTHERS', 'CNY', paid, '0.00', back ? `5030${refundNo}` : '0', back ? refundNo : '0', returned],
      ...['0.00', back ? 'ORIGINAL' : '', back ? (status === 'ABNORMAL' ? 'FAIL' : status) : '', '茶,礼盒'],
      ...['', yuan(fee, 5), '0.60%', paid, returned, ''],
    ]
  }
  const sum = (kind: Moved['kind']) =>
    moved.filter((one) => one.kind === kind).reduce((all, { fen }) => all + fen, 0)
  const fees = moved.reduce((all, { fee }) => all + fee, 0)
  const [paid, back] = [yuan(sum('payment')), yuan(sum('refund'))]
  const totals = [String(moved.length), paid, back, '0.00', yuan(fees, 5), paid, back]
  const ticked = (cells: string[]) => cells.map((cell) => `\`${cell}`).join(',')
  return `\uFEFF${[WECHAT_HEAD, ...moved.map((one) => ticked(row(one))), WECHAT_TOTALS, ticked(totals)].join('\r\n')}\r\n`
}

/** The file and its hash, which is over what it unpacks to. */
export function servedBill(text: string, mood: BillMood): { bytes: Buffer; hash: string } {
  const plain = Buffer.from(text)
  const hash = createHash('sha1')
    .update(mood === 'wrong_hash' ? `${text} ` : text)
    .digest('hex')
  return { bytes: mood === 'gzip' ? gzipSync(plain) : plain, hash }
}

/** GBK, of the characters a bill is made of: Node writes none. */
export function gbkOf(text: string): Uint8Array {
  const known = new Map<string, [number, number]>()
  const decoder = new TextDecoder('gbk')
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const letter = low === 0x7f ? '' : decoder.decode(new Uint8Array([high, low]))
      if (letter.length === 1 && letter !== '\uFFFD') known.set(letter, [high, low])
    }
  return new Uint8Array([...text].flatMap((sign) => known.get(sign) ?? [sign.charCodeAt(0)]))
}

const ALIPAY_HEAD =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注'

/** The text of Alipay's bill of a day; null when nothing moved. */
export function alipayText(
  day: string,
  sellerId: string,
  trades: Parameters<typeof movedOn>[1],
  refunds: Parameters<typeof movedOn>[2],
): string | null {
  const moved = movedOn(day, trades, refunds)
  if (!moved.length) return null
  const row = ({ kind, no, refundNo, fen, fee, at }: Moved) => {
    const back = kind === 'refund'
    const sum = back ? `-${yuan(fen)}` : yuan(fen)
    return [
      ...[`2026${no}\t`, `${no}\t`, back ? '退款' : '交易', '茶,礼盒', local(at), local(at), '', '', '', ''],
      ...['买家(bu***@x.cn)', sum, sum, '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00'],
      ...[`${refundNo}\t`, yuan(-fee), '0.00', ''],
    ].join(',')
  }
  const of = (kind: Moved['kind']) => moved.filter((one) => one.kind === kind)
  const sum = (kind: Moved['kind']) => yuan(of(kind).reduce((all, { fen }) => all + fen, 0))
  const back = of('refund').length ? `-${sum('refund')}` : '0.00'
  return [
    '#支付宝业务明细查询',
    `#账号：[${sellerId}0156]`,
    `#起始日期：[${day} 00:00:00]   终止日期：[${day} 23:59:59]`,
    '#-----------------------------------------业务明细列表----------------------------------------',
    ALIPAY_HEAD,
    ...moved.map(row),
    '#-----------------------------------------业务明细列表结束------------------------------------',
    `#交易合计：${of('payment').length}笔，商家实收共${sum('payment')}元，商家优惠共0.00元`,
    `#退款合计：${of('refund').length}笔，商家实收退款共${back}元，商家优惠退款共0.00元`,
    `#导出时间：[${day} 23:59:59]`,
    '',
  ].join('\r\n')
}

/** The zip Alipay hands out: the list, and sums of shops beside it. */
export function alipayBill(...of: Parameters<typeof alipayText>): Buffer | null {
  const text = alipayText(...of)
  if (text === null) return null
  const sums = ['#支付宝业务汇总查询', '门店编号,门店名称,交易订单总笔数', '合计,,1'].join('\r\n')
  return Buffer.from(
    zipSync({
      'summary.csv': gbkOf(sums),
      'trades.csv': gbkOf(text),
      'readme.txt': strToU8('x'),
    }),
  )
}
