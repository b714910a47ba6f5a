import { plainYuan } from '../kernel/money.ts'
import type { Sheet } from './settlement.ts'

export const NUMBERS = ['单价', '卖出', '金额', '退回', '退款', '净额']

/** A sheet as rows of a file, sums in yuan. */
export function sheetRows(sheet: Sheet): string[][] {
  const sum = (name: string, fen: number) => [name, '', '', '', '', '', '', '', plainYuan(fen)]
  const { soldFen, returnedFen } = sheet
  return [
    ['SKU', '名称', '规格', ...NUMBERS],
    ...sheet.rows.map((row) => [
      ...[row.sku, row.name, row.spec, plainYuan(row.unitPriceFen), String(row.sold), plainYuan(row.soldFen)],
      ...[String(row.returned), plainYuan(row.returnedFen), plainYuan(row.soldFen - row.returnedFen)],
    ]),
    ['合计', '', '', '', '', plainYuan(soldFen), '', plainYuan(returnedFen), plainYuan(sheet.netFen)],
    sum(`佣金 ${plainYuan(sheet.basisPoints)}%`, -sheet.commissionFen),
    ...sheet.adjustments.map(({ amountFen, reason }) => sum(`上期调整：${reason}`, amountFen)),
    sum('应付', sheet.dueFen),
  ]
}
