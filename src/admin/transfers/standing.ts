import type { ArrivalTold } from '../../payments/transfer/queries.ts'

/** How an arrival stands, in a word. */
export const standing = ({
  held,
  confirmedAt,
  voidedAt,
  setAsideAt,
  restFen,
  amountFen,
}: ArrivalTold): string => {
  if (voidedAt !== null) return '已作废'
  if (setAsideAt !== null) return '不是货款'
  if (held === 1 && confirmedAt === null) return '待确认'
  return restFen === 0 ? '已入账' : restFen === amountFen ? '待分配' : '部分待分配'
}
