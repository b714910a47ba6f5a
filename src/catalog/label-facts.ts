import type { ListingInput } from './listings/input.ts'

/** A fact a label must carry before the product is really sold, and where the editor asks for it. */
export type MissingFact = { field: string; name: string; sentence: string }

/** Facts kept as text, in the order a label shows them. */
export const FACTS = [
  { key: 'ingredients', name: '配料', hint: '照标签抄写，例如：蜂蜜', required: true },
  { key: 'storage', name: '贮存条件', hint: '例如：阴凉干燥处', required: true },
  { key: 'producerName', name: '生产者名称', hint: '标签上的全称', required: true },
  { key: 'producerAddress', name: '生产者地址', hint: '标签上的地址', required: true },
  { key: 'standard', name: '执行标准', hint: '例如：GB 14963', required: true },
  { key: 'licenceNo', name: '生产许可证号', hint: 'SC 加 14 位数字', required: true },
  { key: 'warning', name: '食用提示', hint: '例如：1岁以下婴儿不宜食用', required: false },
  { key: 'batch', name: '批次', hint: '可不填', required: false },
  { key: 'testReport', name: '检验报告编号', hint: '可不填', required: false },
  { key: 'certificate', name: '承诺达标合格证', hint: '鲜货可填编号', required: false },
] as const

const INFANTS = '1岁以下婴儿不宜食用'
const LICENCE = /^SC\d{14}$/

const isBundle = (listing: ListingInput) =>
  listing.variants.length > 0 && listing.variants.every((variant) => variant.components.length > 0)

/** What is inside a gift box carries its own label: the box itself has neither ingredients nor a licence. */
const needless = (listing: ListingInput): string[] => {
  if (isBundle(listing)) return ['ingredients', 'standard', 'licenceNo']
  // Fresh produce is no packaged food: no production licence exists for it.
  return listing.family === 'chive' ? ['licenceNo'] : []
}

export const wantsFact = (listing: ListingInput, key: string): boolean =>
  FACTS.some((fact) => fact.key === key && fact.required) && !needless(listing).includes(key)

const fill = (field: string, name: string, more = '请照包装上的标签填写'): MissingFact => ({
  field,
  name,
  sentence: `还缺${name}：${more}。`,
})

/** The label facts a listing still lacks; empty when it may be really sold. */
export function missingFacts(listing: ListingInput): MissingFact[] {
  const value = (key: string) => (listing.labelFacts[key] ?? '').trim()
  const missing = FACTS.filter(({ key }) => wantsFact(listing, key) && !value(key)).map(({ key, name }) =>
    fill(`fact.${key}`, name, key === 'licenceNo' ? '请填写包装上以 SC 开头的号码' : '请照包装上的标签填写'),
  )
  if (value('licenceNo') && !LICENCE.test(value('licenceNo').replace(/\s/g, '').toUpperCase()))
    missing.push({
      field: 'fact.licenceNo',
      name: '生产许可证号',
      sentence: '生产许可证号是 SC 加 14 位数字，请对照包装再填一次。',
    })
  if (listing.family === 'honey' && !value('warning').includes(INFANTS))
    missing.push(fill('fact.warning', '食用提示', `蜂蜜要写“${INFANTS}”`))
  if (!listing.shelfLifeDays) missing.push(fill('shelfLifeDays', '保质期'))
  if (!listing.originZh.trim()) missing.push(fill('originZh', '产地'))
  listing.variants.forEach((variant, row) => {
    if (!variant.components.length && !variant.netG && !variant.netMl)
      missing.push(fill(`sku.${row}.net`, `规格 ${variant.sku || row + 1} 的净含量`))
  })
  return missing
}
