import { bareYuan, parseYuan } from '../../kernel/money.ts'
import { typedList, typedWords } from '../../kernel/typed-list.ts'
import { parseWhole, plainNumber } from '../../kernel/typed-number.ts'
import { parseRate, shownRate, type TaxFacts } from '../tax.ts'
import { guideValues, parseGuide } from './guide-form.ts'
import {
  LISTING_CODES,
  LISTING_WORDS,
  type ListingInput,
  OPTIONAL_WORDS,
  type VariantInput,
} from './input.ts'

/** The editor's fields as text, by name: `nameZh`, `fact.standard`, `month.3`, `sku.0.price`, `picture.1.zh`, `guide.2.noteZh`. */
export type Values = Record<string, string>

const TEXTS = [...LISTING_CODES, ...LISTING_WORDS, ...OPTIONAL_WORDS] as const

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const LONGEST_TEXT = 20_000
const MOST_PIECES = 1_000_000
/** No box holds more of one thing: the stock word of boxes looks no further. */
const MOST_PARTS = 20

const shown = (amount: number | null | undefined): string => (amount ? String(amount) : '')

const taxValues = (tax: TaxFacts, at: (part: string) => string): Values => ({
  [at('taxCode')]: tax.code,
  [at('taxRate')]: tax.rateBp === null ? '' : shownRate(tax.rateBp),
  [at('taxExempt')]: tax.exemptReason,
  [at('invoiceName')]: tax.name,
})

function skuValues(variant: VariantInput, row: number): Values {
  const at = (part: string) => `sku.${row}.${part}`
  return {
    [at('sku')]: variant.sku,
    [at('specZh')]: variant.specZh,
    [at('specEn')]: variant.specEn,
    [at('net')]: shown(variant.netMl ?? variant.netG),
    [at('unit')]: variant.netMl ? 'ml' : 'g',
    [at('gross')]: shown(variant.grossG),
    [at('price')]: variant.priceFen ? bareYuan(variant.priceFen) : '',
    [at('alone')]: variant.soldAlone ? 'on' : '',
    [at('stock')]: shown(variant.stock),
    [at('parts')]: variant.components.map(({ sku, quantity }) => `${sku}×${quantity}`).join('\n'),
    ...(variant.tax ? taxValues(variant.tax, at) : {}),
  }
}

/** A listing as the editor's fields show it. */
export function valuesOf(listing: ListingInput): Values {
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, listing[name] ?? ''])),
    storage: listing.storage,
    sale: listing.sample ? 'sample' : 'real',
    teaClass: listing.teaClass ?? '',
    shelfLifeDays: shown(listing.shelfLifeDays),
    aliases: listing.aliases.join(' '),
    seasonal: listing.sellsOnlyInSeason ? 'on' : '',
    ...Object.fromEntries(
      MONTHS.map((month) => [`month.${month}`, listing.seasonMonths.includes(month) ? 'on' : '']),
    ),
    ...Object.fromEntries(Object.entries(listing.labelFacts).map(([key, text]) => [`fact.${key}`, text])),
    ...Object.assign({}, ...listing.variants.map(skuValues)),
    ...guideValues(listing.guide),
    ...Object.assign(
      {},
      ...(listing.pictures ?? []).map((picture, row) => ({
        [`picture.${row}.name`]: picture.name,
        [`picture.${row}.zh`]: picture.zh,
        [`picture.${row}.en`]: picture.en,
      })),
    ),
  }
}

export type RowKind = 'sku' | 'picture' | 'guide'

const ROW: Record<RowKind, RegExp> = {
  sku: /^sku\.(\d{1,2})\./,
  picture: /^picture\.(\d{1,2})\./,
  guide: /^guide\.(\d{1,2})\./,
}
const isRowKind = (kind: string): kind is RowKind => Object.hasOwn(ROW, kind)

/** How many rows of a kind the fields hold. */
export const rowCount = (values: Values, kind: RowKind): number =>
  Math.max(0, ...Object.keys(values).map((name) => Number(ROW[kind].exec(name)?.[1] ?? -1) + 1))

const rowValues = (values: Values, kind: string, row: number): Values =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => name.startsWith(`${kind}.${row}.`))
      .map(([name, text]) => [name.split('.')[2]!, text]),
  )

function freshRow(kind: RowKind, last: Values | undefined): Values {
  if (kind === 'sku') return { unit: last?.unit ?? 'g', alone: 'on' }
  return kind === 'guide' ? { sign: 'leaf' } : {}
}

/** Adds, removes or moves a row: `add:sku`, `drop:sku:2`, `up:sku:2`, `down:picture:0`; anything else changes nothing. */
export function changeRows(values: Values, act: string): Values {
  const [verb = '', kind = '', at = ''] = act.split(':')
  if (!isRowKind(kind)) return values
  const rows = Array.from({ length: rowCount(values, kind) }, (_, row) => rowValues(values, kind, row))
  const index = Number(at)
  if (verb === 'add') rows.push(freshRow(kind, rows.at(-1)))
  if (verb === 'drop') rows.splice(index, 1)
  const to = index + (verb === 'up' ? -1 : 1)
  if ((verb === 'up' || verb === 'down') && rows[index] && rows[to])
    [rows[index], rows[to]] = [rows[to], rows[index]]
  const rest = Object.entries(values).filter(([name]) => !name.startsWith(`${kind}.`))
  return {
    ...Object.fromEntries(rest),
    ...Object.assign(
      {},
      ...rows.map((own, row) =>
        Object.fromEntries(Object.entries(own).map(([part, text]) => [`${kind}.${row}.${part}`, text])),
      ),
    ),
  }
}

export type Parsed = {
  content: ListingInput
  /** Fields that say something else than a listing can hold, with how to fix them. */
  errors: Record<string, string>
}

/** Reads the editor's fields; what cannot be read is named and left as "not filled in". */
export function parseListing(values: Values): Parsed {
  const errors: Record<string, string> = {}
  const text = (name: string) => (values[name] ?? '').replace(/\r\n?/g, '\n').trim().slice(0, LONGEST_TEXT)
  const count = (name: string, most: number, what: string): number => {
    if (text(name) === '') return 0
    const number = parseWhole(text(name), most)
    if (number === null) errors[name] = `${what}请填整数，最多 ${most}。`
    return number ?? 0
  }
  const read = { text, count, errors, has: (name: string) => values[name] !== undefined }
  const facts = Object.keys(values).filter((name) => name.startsWith('fact.') && text(name))
  const content: ListingInput = {
    ...(Object.fromEntries(TEXTS.map((name) => [name, text(name)])) as Record<
      (typeof TEXTS)[number],
      string
    >),
    storage: text('storage') === 'cold' ? 'cold' : 'ambient',
    returnRule: text('returnRule') as ListingInput['returnRule'],
    sample: text('sale') === 'sample',
    teaClass: text('teaClass') || null,
    shelfLifeDays: count('shelfLifeDays', 3650, '保质期'),
    sellsOnlyInSeason: text('seasonal') === 'on',
    seasonMonths: MONTHS.filter((month) => text(`month.${month}`) === 'on'),
    labelFacts: Object.fromEntries(facts.map((name) => [name.slice(5), text(name)])),
    aliases: [...new Set(typedWords(text('aliases')))].slice(0, 30),
    pictures: Array.from({ length: rowCount(values, 'picture') }, (_, row) => ({
      name: text(`picture.${row}.name`),
      zh: text(`picture.${row}.zh`),
      en: text(`picture.${row}.en`),
    })).filter(({ name }) => name),
    guide: parseGuide(text, rowCount(values, 'guide')),
    variants: Array.from({ length: rowCount(values, 'sku') }, (_, row) => parseVariant(row, read)),
  }
  return { content, errors }
}

type Reader = {
  text: (name: string) => string
  count: (name: string, most: number, what: string) => number
  errors: Record<string, string>
  has: (name: string) => boolean
}

/** A line of what is in a box, `TEA-GC-100×2`; null when it is none. */
export function readPart(line: string): ListingInput['variants'][number]['components'][number] | null {
  const [, sku, count = '1'] =
    /^([A-Z0-9-]+)\s*(?:[×X*]\s*(\d{1,3}))?$/.exec(plainNumber(line).toUpperCase()) ?? []
  const quantity = parseWhole(count, MOST_PARTS)
  return sku && quantity ? { sku, quantity } : null
}

/** What the form says of invoices; undefined where it has no such fields. */
function parseTax({ text, errors, has }: Reader, at: (part: string) => string): TaxFacts | undefined {
  if (!has(at('taxCode'))) return undefined
  const typed = text(at('taxRate'))
  const rateBp = typed === '' ? null : parseRate(typed)
  if (typed !== '' && rateBp === null) errors[at('taxRate')] = '税率请填百分数，例如 9 或 13。'
  return {
    code: text(at('taxCode')).normalize('NFKC').replace(/\s/g, ''),
    rateBp,
    exemptReason: text(at('taxExempt')).slice(0, 60),
    name: text(at('invoiceName')).slice(0, 60),
  }
}

function parseVariant(row: number, read: Reader): VariantInput {
  const { text, count, errors } = read
  const at = (part: string) => `sku.${row}.${part}`
  const priceFen = text(at('price')) === '' ? 0 : parseYuan(text(at('price')))
  if (priceFen === null) errors[at('price')] = '价格请填元，例如 68 或 68.5。'
  const tax = parseTax(read, at)
  const net = count(at('net'), 1_000_000, '净含量') || null
  const parts = typedList(text(at('parts'))).flatMap((line) => {
    const part = readPart(line)
    if (part) return [part]
    errors[at('parts')] = `请每行写一个 SKU 和数量，例如 TEA-GC-100×2；每样最多${MOST_PARTS}件。`
    return []
  })
  return {
    sku: text(at('sku')).normalize('NFKC').toUpperCase().replace(/\s+/g, ''),
    specZh: text(at('specZh')),
    specEn: text(at('specEn')),
    netG: text(at('unit')) === 'ml' ? null : net,
    netMl: text(at('unit')) === 'ml' ? net : null,
    grossG: count(at('gross'), 1_000_000, '毛重'),
    priceFen: priceFen ?? 0,
    soldAlone: text(at('alone')) === 'on',
    stock: count(at('stock'), MOST_PIECES, '首批库存'),
    components: parts,
    ...(tax ? { tax } : {}),
  }
}
