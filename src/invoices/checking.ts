import type { InvoiceRequest } from './schema.ts'
import type { Sheet } from './sheet.ts'
import type { InvoiceXml } from './xml-reading.ts'

/**
 * What the machine finds between an invoice and what was asked for. `buyer`, `tax_no`, `items` may be meant and pass with
 * a reason; the others never pass, since the books rest on them.
 */
export type Difference = 'total' | 'parts' | 'colour' | 'blue_named' | 'buyer' | 'tax_no' | 'items'
const MAY_BE_MEANT: readonly Difference[] = ['buyer', 'tax_no', 'items']

export const mayBeMeant = (differences: Difference[]): boolean =>
  differences.every((one) => MAY_BE_MEANT.includes(one))

/** A name as two programs may write it: brackets and spaces of either width are the same. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[[【〔]/g, '(')
    .replace(/[\]】〕]/g, ')')
    .replace(/\s/g, '')
    .toUpperCase()

const foldNumber = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** An item's name without its class, which the bureau puts before it: `*茶*绿茶`. */
const itemName = (name: string): string => foldName(name.replace(/^\s*\*[^*]*\*/, ''))

type Asked = Pick<InvoiceRequest, 'title' | 'taxNo' | 'titleType'>

function buyerDiffers(xml: InvoiceXml, { title, taxNo, titleType }: Asked): Difference[] {
  // A person's invoice may carry the mark that says so.
  const bare = (name: string) => foldName(name).replace(titleType === 'personal' ? /\(个人\)$/ : /$^/, '')
  return [
    ...(bare(xml.buyerName) === bare(title) ? [] : (['buyer'] as const)),
    ...(foldNumber(xml.buyerTaxNo) === foldNumber(taxNo) ? [] : (['tax_no'] as const)),
  ]
}

const partsAgree = ({ netFen, taxFen, amountFen }: InvoiceXml): boolean => netFen + taxFen === amountFen

/** Whether the lines carry the same names with the same sums, however they are split. */
function itemsAgree(xml: InvoiceXml, sheet: Sheet): boolean {
  const sums = new Map<string, number>()
  const add = (name: string, by: number) => sums.set(name, (sums.get(name) ?? 0) + by)
  for (const { name, amountFen } of sheet.lines) add(foldName(name), amountFen)
  for (const { name, amountFen } of xml.items) add(itemName(name), -amountFen)
  // The bureau rounds each line's tax by itself.
  return [...sums.values()].every((rest) => Math.abs(rest) <= 1)
}

/** What a blue invoice says other than it was to say. */
export const blueDiffers = (xml: InvoiceXml, asked: Asked, sheet: Sheet): Difference[] => [
  ...(xml.red ? (['colour'] as const) : []),
  ...(xml.amountFen === sheet.amountFen ? [] : (['total'] as const)),
  ...(partsAgree(xml) ? [] : (['parts'] as const)),
  ...buyerDiffers(xml, asked),
  ...(itemsAgree(xml, sheet) ? [] : (['items'] as const)),
]

/** What a red invoice says other than it was to say: at most what is due, and which blue one it takes back. */
export const redDiffers = (
  xml: InvoiceXml,
  asked: Asked,
  { dueFen, blueNumber }: { dueFen: number; blueNumber: string },
): Difference[] => [
  ...(xml.red ? [] : (['colour'] as const)),
  ...(xml.amountFen < 0 && -xml.amountFen <= dueFen ? [] : (['total'] as const)),
  ...(partsAgree(xml) ? [] : (['parts'] as const)),
  ...([xml.redOf, xml.remark].some((text) => text.includes(blueNumber)) ? [] : (['blue_named'] as const)),
  ...buyerDiffers(xml, asked),
]
