import type { LedgerWords } from '../../books/exporting.ts'
import { type Grouping, UNKEPT } from '../../books/ledger.ts'
import { own } from '../../kernel/own.ts'
import { channelName } from '../words.ts'

const METHODS: Record<string, string> = {
  wechatpay_native: '微信扫码',
  wechatpay_h5: '微信（手机浏览器）',
  wechatpay_jsapi: '微信（微信里）',
  alipay_page: '支付宝（电脑）',
  alipay_wap: '支付宝（手机）',
  bank_transfer: '银行转账',
  sandbox: '测试支付',
}

export const GROUPING_NAMES: Record<Grouping, string> = {
  day: '日期',
  month: '月份',
  channel: '渠道',
  method: '付款方式',
  family: '品类',
  producer: '生产者',
}

type Names = { familyNames: Record<string, string>; producerNames: Record<string, string> }

/** A producer in words; a firm of the tea park may have no name yet. */
export const producerWords = (id: string, name: string | undefined): string =>
  id === '' ? '—' : name || `待填（${id}）`

/** What the books' codes are called. */
export const ledgerWords = ({ familyNames, producerNames }: Names): LedgerWords => ({
  channel: channelName,
  method: (code) => own(METHODS, code) ?? code,
  family: (code) =>
    code === UNKEPT ? '不留的款' : code === 'adoption' ? '茶园认购' : familyNames[code] || code,
  producer: (id) => producerWords(id, producerNames[id]),
})

/** One value of a grouping in words. */
export function groupWords(by: Grouping, value: string, words: LedgerWords): string {
  return by === 'day' || by === 'month' ? value : words[by](value)
}
