import type { Sellable, Shelf } from '../cart/quote.ts'
import { freightFor } from '../catalog/freight.ts'

export type FreightProposal = {
  /** Fee of each group the tables know, in fen. */
  groups: { nameZh: string; feeFen: number }[]
  feeFen: number
  /** Whether every line is in it: what is sold by quotation only, or does not go there, has no table. */
  complete: boolean
}

/** Freight as the tables would charge it for quoted prices, for staff to take or to change. */
export function proposeFreight(
  lines: { sku: string; quantity: number; unitPriceFen: number }[],
  shelf: Shelf,
  province: string,
): FreightProposal {
  const byTemplate = new Map<string, { sellable: Sellable; quantity: number; unitPriceFen: number }[]>()
  for (const line of lines) {
    const sellable = shelf.sellables.get(line.sku)
    if (!sellable) continue
    const own = byTemplate.get(sellable.freightTemplate) ?? []
    byTemplate.set(sellable.freightTemplate, [...own, { ...line, sellable }])
  }
  const known = [...byTemplate].map(([code, members]) => {
    const template = shelf.templates.get(code)
    const grossG = members.reduce((sum, line) => sum + line.sellable.grossG * line.quantity, 0)
    const subtotalFen = members.reduce((sum, line) => sum + line.unitPriceFen * line.quantity, 0)
    const freight = template && freightFor(template.rules, province, grossG, subtotalFen)
    return freight ? { nameZh: template.nameZh, feeFen: freight.fee as number } : null
  })
  const groups = known.filter((group) => group !== null)
  return {
    groups,
    feeFen: groups.reduce((sum, group) => sum + group.feeFen, 0),
    complete: lines.every((line) => shelf.sellables.has(line.sku)) && groups.length === known.length,
  }
}
