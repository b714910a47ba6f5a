import { formatOrderNumber } from '../kernel/ids.ts'
import { formatYuan } from '../kernel/money.ts'
import { own } from '../kernel/own.ts'

/** What a person has to look at: what happened, the order's number and the sum. Nobody's name, phone or address. */
export type Alarm = {
  what: string
  orderNumber: string | null
  amountFen: number | null
  /** Where it is seen to. */
  link: string
}

const ANOMALIES: Record<string, string> = {
  wrong_amount: '金额不对',
  unknown_trade: '找不到订单',
  foreign_merchant: '不是本店的商户号',
  unknown_refund: '不是本店办的退款',
  succeeded_after_failure: '失败的退款后来成功了',
  repaid_twice: '退了两次',
}
export const anomalyWords = (kind: string): string => `款项异常：${own(ANOMALIES, kind) ?? '和订单对不上'}`

const REFUNDS: Record<string, string> = {
  failed: '退款失败，支付渠道没有退出去',
  by_hand: '待转账退款：请从银行转回，再到订单里登记',
}
export const refundWords = (state: string): string =>
  own(REFUNDS, state) ?? '退款已放弃，没有人再请支付渠道办理'

const EFFECTS: Record<string, string> = {
  'gateway.close': '请支付渠道关闭交易',
  'gateway.refund': '请支付渠道退款',
}
export const stuckWords = (kind: string, attempts: number): string =>
  `${own(EFFECTS, kind) ?? '外部事务'}一直没有办成，已试 ${attempts} 次`

export const jobsWords = (titles: string[]): string => `定时任务没有办成：${titles.join('、')}`

const NOTICES = {
  notice_limit: '今天的通知快到上限了，超过的明天再发',
  notice_template: '通知模板被运营商停用，这一类通知发不出去',
}
export const noticeWords = (cause: keyof typeof NOTICES): string => NOTICES[cause]

/** The message as the group reads it. Pure. */
export const alarmText = ({ what, orderNumber, amountFen, link }: Alarm): string =>
  [
    `【请处理】${what}`,
    ...(orderNumber === null ? [] : [`订单：${formatOrderNumber(orderNumber)}`]),
    ...(amountFen === null ? [] : [`金额：¥${formatYuan(amountFen)}`]),
    link,
  ].join('\n')
