import type { Guide } from '../guide.ts'
import type { TaxFacts } from '../tax.ts'

/** What a listing says in words: read by shoppers or by search, so checked for claims. */
export const LISTING_WORDS = ['nameZh', 'nameEn', 'originZh', 'originEn', 'storyZh', 'storyEn'] as const
/** The same, where a listing may say nothing. */
export const OPTIONAL_WORDS = ['cultivar', 'storySourceZh', 'storySourceEn'] as const
/** What it names by a code. */
export const LISTING_CODES = [
  'slug',
  'family',
  'originCode',
  'producerId',
  'freightTemplate',
  'returnRule',
  'picture',
] as const

type Words = Record<(typeof LISTING_WORDS)[number], string> &
  Partial<Record<(typeof OPTIONAL_WORDS)[number], string | null>>

/**
 * One product as its editor, a sheet or the sample file describes it. While it is a draft, 0 and '' mean "not filled
 * in yet". Money in fen, weights in grams, volumes in millilitres.
 */
export type ListingInput = Words & {
  slug: string
  family: string
  storage: 'ambient' | 'cold'
  shelfLifeDays: number
  originCode: string
  seasonMonths: number[]
  sellsOnlyInSeason: boolean
  producerId: string
  freightTemplate: string
  returnRule: 'seven_day' | 'seven_day_unopened' | 'perishable'
  teaClass: string | null
  labelFacts: Record<string, string>
  aliases: string[]
  picture: string
  /** Pictures in the order shown: illustration names or addresses with what they show; none: illustrations. */
  pictures?: { name: string; zh: string; en: string }[]
  /** How it is brewed or cooked; a listing may say nothing of it. */
  guide?: Guide
  sample: boolean
  variants: VariantInput[]
}

export type VariantInput = {
  sku: string
  specZh: string
  specEn: string
  netG: number | null
  netMl: number | null
  grossG: number
  priceFen: number
  soldAlone: boolean
  /** Pieces to start with; counts only while the SKU is new, afterwards the stock ledger does. */
  stock: number
  components: { sku: string; quantity: number }[]
  /** How it stands on an invoice; left out by what says nothing of it (a sheet), and then it stays what it was. */
  tax?: TaxFacts
}
