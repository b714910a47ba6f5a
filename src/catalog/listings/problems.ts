import { missingFacts } from '../label-facts.ts'
import { isTaxCode } from '../tax.ts'
import { claimsOf } from './claims.ts'
import { guideProblems } from './guide-form.ts'
import type { ListingInput, VariantInput } from './input.ts'

/** Why a listing cannot be published yet: the field to fix and a sentence that says how. */
export type ListingProblem = { field: string; kind: 'form' | 'fact' | 'claim' | 'other'; sentence: string }

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
export const SKU = /^[A-Z0-9]+(?:-[A-Z0-9]+)*$/
export const MOST_VARIANTS = 30
const LONGEST: Record<string, number> = { nameZh: 40, nameEn: 80, storyZh: 8000, storyEn: 16_000 }

const form = (field: string, sentence: string): ListingProblem => ({ field, kind: 'form', sentence })

/** All that can be said of a listing by itself, in the browser and on the server alike; empty: ready. */
export function listingProblems(listing: ListingInput): ListingProblem[] {
  const basic = basicProblems(listing)
  const said = new Set(basic.map(({ field }) => field))
  return [
    ...basic,
    ...variantProblems(listing.variants),
    // Sample goods are never really sold, so their labels may be incomplete.
    ...(listing.sample ? [] : missingFacts(listing))
      .filter(({ field }) => !said.has(field))
      .map(({ field, sentence }) => ({ field, kind: 'fact' as const, sentence })),
    ...claimsOf(listing)
      .filter((claim) => claim.severity === 'refuse')
      .map(({ field, sentence }) => ({ field, kind: 'claim' as const, sentence })),
  ]
}

function basicProblems(listing: ListingInput): ListingProblem[] {
  const problems: ListingProblem[] = []
  const need = (field: string, bad: boolean, sentence: string) => bad && problems.push(form(field, sentence))
  need('nameZh', !listing.nameZh.trim(), '请填写商品名称。')
  need('slug', !SLUG.test(listing.slug) || listing.slug.length > 80, '网址只能用小写字母、数字和横线。')
  need('family', !listing.family, '请选择品类。')
  need('originZh', !listing.originZh.trim(), '请填写产地。')
  need('producerId', !listing.producerId, '请选择生产主体。')
  need('freightTemplate', !listing.freightTemplate, '请选择运费模板。')
  need('returnRule', !listing.returnRule, '请选择退货规则。')
  need('shelfLifeDays', !(listing.shelfLifeDays > 0), '请填写保质期（天）。')
  need('months', listing.seasonMonths.length === 0, '请勾选产季的月份；全年都有就全选。')
  for (const [field, longest] of Object.entries(LONGEST)) {
    const text = String(listing[field as 'nameZh'] ?? '')
    need(field, text.length > longest, `写得太长了，最多 ${longest} 个字，现在是 ${text.length} 个。`)
  }
  problems.push(...guideProblems(listing.guide).map(([field, sentence]) => form(field, sentence)))
  for (const [row, picture] of (listing.pictures ?? []).entries())
    need(`picture.${row}.zh`, !picture.zh.trim(), `第 ${row + 1} 张图片要写一句它拍的是什么。`)
  return problems
}

function variantProblems(variants: VariantInput[]): ListingProblem[] {
  const problems: ListingProblem[] = []
  if (!variants.some((variant) => variant.soldAlone))
    problems.push(form('sku', '至少要有一个单独出售的规格。'))
  if (variants.length > MOST_VARIANTS) problems.push(form('sku', `一个商品最多 ${MOST_VARIANTS} 个规格。`))
  const boxes = variants.filter((variant) => variant.components.length).length
  if (boxes && boxes < variants.length)
    problems.push(form('sku', '礼盒和单品不能放在一个商品里，请分成两个商品。'))
  const seen = new Set<string>()
  for (const [row, variant] of variants.entries()) {
    const at = `第 ${row + 1} 个规格`
    const need = (part: string, bad: boolean, sentence: string) =>
      bad && problems.push(form(`sku.${row}.${part}`, `${at}${sentence}`))
    const unfit = !SKU.test(variant.sku) || variant.sku.length > 40
    need('sku', !variant.sku, '没有 SKU 编号，例如 HNY-500。')
    need('sku', variant.sku !== '' && unfit, '的 SKU 只能用大写字母、数字和横线。')
    need('sku', variant.sku !== '' && seen.has(variant.sku), `的 SKU ${variant.sku} 重复了，请换一个。`)
    seen.add(variant.sku)
    need('specZh', !variant.specZh.trim(), '没有规格名称，例如“500 g/瓶”。')
    need('price', !(variant.priceFen > 0), '没有价格。')
    need('gross', !(variant.grossG > 0), '没有毛重，运费按毛重算。')
    const { code = '', rateBp = null, exemptReason = '' } = variant.tax ?? {}
    need('taxCode', code !== '' && !isTaxCode(code), '的税收编码是 19 位数字，也可以先不填。')
    need('taxRate', exemptReason !== '' && rateBp !== 0, '写了免税原因，税率要填 0。')
    need(
      'parts',
      new Set(variant.components.map(({ sku }) => sku)).size < variant.components.length,
      '里同一样东西写了两次，请合成一行。',
    )
  }
  return problems
}
