import { type FreightRules, freightFor } from '../../catalog/freight.ts'
import { formatKg, parseKg } from '../../catalog/weight.ts'
import { formatYuan, parseYuan } from '../../kernel/money.ts'

/** What a clerk wants to see counted: a province, kilograms, yuan of goods. */
export type Trial = { province: string; kg: string; yuan: string }

/** "广东 2.3 kg → ¥12", counted by the function the cart counts with. */
export function exampleOf(rules: FreightRules, { province, kg, yuan }: Trial): string {
  if (rules.kind === 'quotation') return '按报价，不自动计算运费'
  const [grams, subtotalFen] = [parseKg(kg), parseYuan(yuan || '0')]
  if (!grams || subtotalFen === null) return '重量写成千克、货款写成元，例如 2.3 和 50'
  const head = `${province} ${formatKg(grams)} kg，货款 ¥${formatYuan(subtotalFen)}`
  const freight = freightFor(rules, province, grams, subtotalFen)
  if (!freight) return `${head} → 不送`
  const more = freight.missingFen === null ? '' : `（再买 ¥${formatYuan(freight.missingFen)} 免运费）`
  return `${head} → ¥${formatYuan(freight.fee)}${more}`
}
