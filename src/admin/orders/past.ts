import type { ParcelNumber } from '../../fulfilment/correcting.ts'
import { carrierOf } from '../../kernel/carriers.ts'
import { formatYuan } from '../../kernel/money.ts'
import type { OrderView } from '../../orders/queries.ts'
import type { RefundState } from '../../payments/refunds/refund.ts'
import type { AuditRow } from '../../staff/auditing.ts'
import { STORAGES } from '../words.ts'

const EVENTS: Record<string, string> = {
  placed: '下单',
  paid: '付款',
  cancel_requested: '申请取消',
  close_confirmed: '已关闭',
  refund_requested: '申请退款',
  completed: '完成',
  personal_data_deleted: '个人信息已删除',
  address_corrected: '买家修改了收货信息',
  deadline_extended: '延长了付款期限',
  gift_claimed: '收礼人领取了礼物',
}

/** How a refund ended; one under way is told where it stands. */
const ENDED: Partial<Record<RefundState, string>> = {
  succeeded: '退款成功',
  failed: '退款失败',
  repaid: '已转账退款',
}

/** An act of staff, as the audit log keeps it. */
export type PastAct = Pick<AuditRow, 'at' | 'name' | 'verb' | 'before' | 'after'>

const parcelWords = (json: string | null): string => {
  const { carrier, trackingNo } = JSON.parse(json ?? '{}') as Partial<ParcelNumber>
  return [carrier ? carrierOf(carrier).zh : '', trackingNo ?? ''].filter(Boolean).join(' ')
}

const actWords = ({ verb, name, before, after }: PastAct): string =>
  verb === 'parcel.corrected'
    ? `更正运单号：${parcelWords(before)} → ${parcelWords(after)}（${name}）`
    : `撤回送达：${parcelWords(after)}（${name}）`

/**
 * What happened to an order, the oldest first: its own steps, its parcels as they left and arrived, what staff
 * corrected, and how its refunds ended.
 */
export const pastOf = (
  { events, parcels, refunds }: Pick<OrderView, 'events' | 'parcels' | 'refunds'>,
  acts: PastAct[],
): { at: number; what: string }[] =>
  [
    ...events.map(({ at, kind }) => ({ at, what: EVENTS[kind] ?? kind })),
    ...parcels.flatMap(({ storage, shippedAt, deliveredAt }) => [
      { at: shippedAt, what: `发出${STORAGES[storage]}包裹` },
      ...(deliveredAt === null ? [] : [{ at: deliveredAt, what: `${STORAGES[storage]}包裹送达` }]),
    ]),
    ...refunds.flatMap(({ state, settledAt, amountFen }) => {
      const what = ENDED[state]
      return what && settledAt !== null ? [{ at: settledAt, what: `${what} ¥${formatYuan(amountFen)}` }] : []
    }),
    ...acts.map((act) => ({ at: act.at, what: actWords(act) })),
  ].sort((one, other) => one.at - other.at)
