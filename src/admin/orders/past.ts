import type { OrderView } from '../../orders/queries.ts'
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

/** What happened to an order, the oldest first: its own steps, and its parcels as they left and arrived. */
export const pastOf = ({
  events,
  parcels,
}: Pick<OrderView, 'events' | 'parcels'>): { at: number; what: string }[] =>
  [
    ...events.map(({ at, kind }) => ({ at, what: EVENTS[kind] ?? kind })),
    ...parcels.flatMap(({ storage, shippedAt, deliveredAt }) => [
      { at: shippedAt, what: `发出${STORAGES[storage]}包裹` },
      ...(deliveredAt === null ? [] : [{ at: deliveredAt, what: `${STORAGES[storage]}包裹送达` }]),
    ]),
  ].sort((one, other) => one.at - other.at)
