import { coverOf, type StockRow } from '../../catalog/stock/reading.ts'

/** Days a stock lasts, in words. */
export const coverText = (row: Pick<StockRow, 'available' | 'sold'>): string => {
  const days = coverOf(row)
  return days === null ? '30 天没有卖出' : days > 365 ? '一年以上' : `${days} 天`
}
