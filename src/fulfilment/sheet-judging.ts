import { formatOrderNumber, isOrderNumberShaped } from '../kernel/ids.ts'
import { isCivilDate } from '../kernel/time.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import { goodsOf, type SheetCell, type SheetRow } from './sheet.ts'
import { type LeftLine, leftToShip } from './shipment.ts'

/** 匹配 · 单号用过 · 未填 · 重复 · 已发出 · 未知 · 已退款 · 错误行. */
export type RowStatus =
  | 'matched'
  | 'shared'
  | 'blank'
  | 'duplicate'
  | 'sent'
  | 'unknown'
  | 'refunded'
  | 'wrong'
/** Why a row is not sent, said at the cell that is to be fixed. */
export type CellReasons = Partial<Record<SheetCell, string>>

/** A line of an order, as a sheet is judged by it. */
export type SheetLine = Pick<Order, 'number' | 'state' | 'recipientName'> &
  Pick<OrderLine, 'orderId' | 'line' | 'storage' | 'quantity' | 'titleZh' | 'specZh'> & {
    sku: string
    cancelled: number
    /** Sent, or refunded before it was. */
    settled: number
    shipped: number
    /** `carrier:number` of the order's parcels, by commas. */
    parcels: string | null
  }

/** What is left to send of the row's order. */
export type LeftGoods = Pick<SheetLine, 'titleZh' | 'specZh'> & { pieces: number }

export type Judged = { status: RowStatus; reasons: CellReasons; lines: LeftLine[] }

const UNFILLED = '没有填'
const NO_SUCH = '没有这个订单号'

/** What is wrong in the row itself, every cell of it. */
function unreadable({ typed, number, storage, carrier, trackingNo }: SheetRow): CellReasons {
  // What a spreadsheet made of a long number, and of one with hyphens.
  const rounded = /^\d(?:\.\d+)?E\+\d+$/i.test(typed.trackingNo) || isCivilDate(typed.trackingNo)
  return {
    ...(number
      ? {}
      : { number: isOrderNumberShaped(typed.number) ? NO_SUCH : '订单号是12位字母和数字，请核对' }),
    ...(typed.storage && !storage ? { storage: '只能写“常温”或“冷链”' } : {}),
    ...(carrier ? {} : { carrier: typed.carrier ? '不在快递公司名单里' : UNFILLED }),
    ...(trackingNo && !rounded
      ? {}
      : {
          trackingNo: !typed.trackingNo
            ? UNFILLED
            : rounded
              ? '单号被表格当成数字或日期改掉了，请把这列设为文本再填'
              : '单号是6到30位字母、数字或横线',
        }),
  }
}

/** One row by itself, against its order's lines; `usedBy` is another order that has its tracking number. */
export function judge(row: SheetRow, lines: SheetLine[] | undefined, usedBy: string | undefined): Judged {
  const reasons = unreadable(row)
  const is = (status: RowStatus, more: CellReasons = reasons): Judged => ({
    status,
    reasons: more,
    lines: [],
  })
  const said = Object.values(reasons).filter((reason) => reason !== UNFILLED)
  if (said.some((reason) => reason !== NO_SUCH)) return is('wrong')
  if (!lines) return is('unknown', { ...reasons, number: NO_SUCH })
  const own = lines.filter((line) => !row.storage || line.storage === row.storage)
  const { cancelled, state, parcels } = lines[0]!
  if (cancelled || state === 'cancelled') return is('refunded', { number: '订单已取消或退款，不要寄出' })
  if (parcels?.split(',').includes(`${row.carrier}:${row.trackingNo}`))
    return is('sent', { trackingNo: '这个包裹已经登记过' })
  if (state !== 'paid' && state !== 'completed') return is('wrong', { number: '订单还没有付款，不要寄出' })
  if (!own.length) return is('wrong', { storage: `这笔订单没有${row.typed.storage}商品` })
  const left = leftOf(row, lines)
  if (!left.length)
    return own.some((line) => line.shipped > 0)
      ? is('sent', { number: '已经发出，没有剩下的商品' })
      : is('refunded', { number: '这些商品已退款，不要寄出' })
  // Nobody filled it in yet; what became of its order meanwhile was said above.
  if (Object.keys(reasons).length) return is('blank')
  if (new Set(left.map((line) => line.storage)).size > 1)
    return is('wrong', { storage: '这笔订单有常温和冷链，请写明是哪一种' })
  if (usedBy && !row.sure) {
    const trackingNo = `这个运单号已用在 ${formatOrderNumber(usedBy)}，确定吗？`
    return { status: 'shared', reasons: { trackingNo }, lines: left }
  }
  return { status: 'matched', reasons: {}, lines: left }
}

const leftOf = (row: SheetRow, lines: SheetLine[]): LeftLine[] =>
  leftToShip(
    lines.filter((line) => !row.storage || line.storage === row.storage),
    lines.map(({ line, settled }) => ({ line, quantity: settled })),
  ).filter(({ left }) => left > 0)

/** The goods that are left of a row's order. */
export const leftGoods = (row: SheetRow, lines: SheetLine[]): LeftGoods[] =>
  leftOf(row, lines).map(({ line, left }) => {
    const { titleZh, specZh } = lines.find((own) => own.line === line)!
    return { titleZh, specZh, pieces: left }
  })

/** What of an order is not as its sheet was downloaded, a sentence each. */
export type Changed = { name?: string; goods?: string }

/** The same for a row; a sheet without these columns says nothing. */
export function changedSince({ told }: SheetRow, goods: LeftGoods[], recipientName: string): Changed {
  const differs = (typed: string | undefined, now: string) => Boolean(typed) && plain(typed!) !== plain(now)
  return {
    ...(differs(told?.name, recipientName) ? { name: '收件人和订单不同，请核对' } : {}),
    // A courier's own words for the goods are no list of ours.
    ...(told?.goods.includes('×') && differs(told.goods, goodsOf(goods))
      ? { goods: '货品和下载时不同，请核对' }
      : {}),
  }
}

const plain = (text: string): string => text.normalize('NFKC').replace(/^'|\s+/g, '')
