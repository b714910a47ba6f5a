import type { ClaimKind, ClaimState } from '../../claims/claim.ts'
import { claims } from '../../i18n/zh/claims.ts'

/** A state as staff read it. */
export const STATE_WORDS: Record<ClaimState, string> = {
  asked: '待答复',
  proposed: '等顾客答复方案',
  awaiting_return: '等顾客寄回',
  returning: '待验收',
  disputed: '待复核',
  refused: '已拒绝，等顾客',
  resending: '待补发',
  settled: '已办完',
  closed: '已结束',
  lapsed: '没有寄回，已失效',
  withdrawn: '顾客撤销',
}

export const KIND_WORDS = claims.kinds
export const REASON_WORDS = claims.reasons

const SORRY = '很抱歉，收到的商品有问题，已按您的申请办理。'
const SEND_BACK = '请按页面上的地址寄回，寄出后填写运单号。'

/** Sentences to answer with: chosen, then changed as needed. The buyer reads what is sent. */
export const READY: {
  grant: Record<ClaimKind, string[]>
  propose: string[]
  refuse: string[]
  dispute: string[]
} = {
  grant: {
    refund_only: [SORRY, '照片已核对，是我们的问题，运费一并退还。'],
    return_refund: [SORRY, SEND_BACK],
    exchange: [SORRY, SEND_BACK],
    resend: [SORRY],
  },
  propose: [
    '照片里坏了一部分，按坏的份量退款，其余可以放心食用。',
    '包装压坏但商品完好，我们退一部分作为补偿。',
  ],
  refuse: [
    '照片看不出商品的问题，请补充商品和快递面单的照片后再提出。',
    '已超过送达后24小时，鲜货无法判断问题出在哪一段。',
    '商品已经拆封，不支持无理由退货。',
  ],
  dispute: ['寄回的商品和发出的不一致，请同事复核。', '寄回的商品已经使用，请同事复核。'],
}
