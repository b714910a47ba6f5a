import type { QuotationListView } from '../../institutions/queries.ts'
import type { Purpose } from '../../institutions/quotation.ts'

export const PURPOSE_NAMES: Record<Purpose, string> = { canteen: '食堂', benefits: '职工福利', other: '其他' }

export const QUOTATION_STATE_NAMES: Record<QuotationListView, string> = {
  draft: '待报价',
  sent: '已发送',
  accepted: '已接受',
  declined: '已谢绝',
  expired: '已过期',
  all: '全部',
}
