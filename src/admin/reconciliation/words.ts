import type { BillProblem } from '../../payments/reconciliation/bill.ts'
import type { DifferenceKind } from '../../payments/reconciliation/comparing.ts'
import type { Provider } from '../../payments/reconciliation/provider.ts'
import type { Remedied, Unremedied } from '../../payments/reconciliation/remedying.ts'
import type { Act } from '../said.ts'

export const PROVIDER_NAMES: Record<Provider, string> = { wechatpay: '微信支付', alipay: '支付宝' }

/** What differs, what that can be, and the one press that asks the provider about it. */
export const KINDS: Record<DifferenceKind, { name: string; told: string; button: string }> = {
  paid_there_not_here: {
    name: '渠道收了，本店没记',
    told: '多半是通知丢了。按下去先问渠道：渠道说已付，就记为付款；订单已关闭的，钱原路退回；找不到订单的，转到款项异常。',
    button: '按渠道记为已付',
  },
  paid_here_not_there: {
    name: '本店记了，渠道账单没有',
    told: '按下去再问一次渠道。渠道也说没有，就先不要发货，并联系渠道客服。',
    button: '再问渠道',
  },
  amount_differs: {
    name: '金额不同',
    told: '按下去先问渠道；渠道确认后转到款项异常，由财务核对。',
    button: '问渠道并转到款项异常',
  },
  refunded_there_not_here: {
    name: '渠道退了，本店没记',
    told: '按下去先问渠道；渠道确认后，能记的记为已退，其余转到款项异常。',
    button: '问渠道并登记退款',
  },
  refund_here_not_there: {
    name: '本店记为已退，渠道账单没有',
    told: '按下去再问一次渠道。渠道也说没有退，就在商户平台核对，再写明怎么处理的。',
    button: '再问渠道',
  },
}

/** How a difference ended by the provider's word, as it is kept. */
export const REMEDIES: Record<`remedy:${Remedied}`, string> = {
  'remedy:settled': '渠道确认已付，记为付款',
  'remedy:was_settled': '渠道确认，本店已经记过',
  'remedy:given_back': '渠道确认已付，钱已原路退回',
  'remedy:set_aside': '转到款项异常',
  'remedy:confirmed': '渠道确认属实',
}

/** The sentence an act answers with. */
export const DONE: Record<Remedied, Act> = {
  settled: 'difference_settled',
  was_settled: 'difference_was_settled',
  given_back: 'difference_given_back',
  set_aside: 'difference_set_aside',
  confirmed: 'difference_confirmed',
}

export const NOT_DONE: Record<Unremedied, string> = {
  not_confirmed: '渠道没有确认这一笔，什么都没有改动。请到商户平台核对，再写明怎么处理的',
  no_answer: '渠道没有答复，什么都没有改动。请过一会儿再按一次',
}

export const PROBLEMS: Record<BillProblem, string> = {
  unreadable: '没有读懂这个文件。请上传从商户平台下载的交易账单，csv或zip，不要改动',
  totals_differ: '账单的明细和合计对不上，没有保存。请重新下载一次',
  wrong_hash: '账单文件和支付渠道给的校验码不符，没有保存。请过一会儿再取',
  doubled: '账单里同一笔出现了两次，没有保存。请重新下载一次',
  other_day: '这不是这一天的账单，没有保存',
  other_merchant: '这是别的商户号的账单，没有保存',
  too_large: '文件太大。请联系技术支持',
}
