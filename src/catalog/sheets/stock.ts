import { parseWhole } from '../../kernel/typed-number.ts'

const MOST_PIECES = 1_000_000
const piecesOf = (text: string): number | null => parseWhole(text, MOST_PIECES, '件')

/**
 * What a stock cell sets, from `current` pieces that can be promised; null for nothing. A number left as it was
 * exported sets nothing however much was sold since; a changed one must not undo those sales.
 */
export function readStockCell(
  cells: Record<string, string>,
  current: number,
): { seen: number; available: number } | { reason: string } | null {
  if (cells.stock === undefined) return null
  const wanted = piecesOf(cells.stock)
  if (wanted === null) return { reason: '库存请填整数件数，最多 1000000' }
  const seen = cells.seen === undefined ? null : piecesOf(cells.seen)
  if (seen === wanted) return null
  if (seen !== null && seen !== current)
    return {
      reason: `导出时可售${seen}件，现在${current}件。请把“导出时库存”改成 ${current}，再写要改成的库存`,
    }
  return wanted === current ? null : { seen: current, available: wanted }
}
