import { fenOf } from './amount.ts'
import type { Alipay } from './merchant.ts'
import { isTheirNotice } from './signing.ts'
import { stateOf } from './trade.ts'

export type Notice = {
  eventId: string
  outTradeNo: string
  amountFen: number
  state: ReturnType<typeof stateOf>
  /** About our app and our seller. */
  ours: boolean
}

/** Reads a notice. `refused`: not Alipay's own word, or not one that can be read. `body` is what came. */
export async function readNotice(
  merchant: Alipay,
  body: string,
): Promise<Notice | { refused: 'wrong_signature' | 'charset' | 'unreadable' }> {
  const notice = new URLSearchParams(body)
  if ((notice.get('charset') ?? 'utf-8').toLowerCase() !== 'utf-8') return { refused: 'charset' }
  if (!(await isTheirNotice(merchant, notice))) return { refused: 'wrong_signature' }
  const [eventId, outTradeNo] = [notice.get('notify_id'), notice.get('out_trade_no')]
  const amountFen = fenOf(notice.get('total_amount'))
  if (!eventId || !outTradeNo || amountFen === null) return { refused: 'unreadable' }
  const ours =
    notice.get('app_id') === merchant.appId &&
    (notice.get('seller_id') ?? merchant.sellerId) === merchant.sellerId
  return { eventId, outTradeNo, amountFen, state: stateOf(notice.get('trade_status')), ours }
}
