/**
 * One product as its editor, a sheet or the sample file describes it. While it is a draft, 0 and '' mean "not filled
 * in yet". Money in fen, weights in grams, volumes in millilitres.
 */
export type ListingInput = {
  slug: string
  nameZh: string
  nameEn: string
  family: string
  storage: 'ambient' | 'cold'
  shelfLifeDays: number
  originCode: string
  originZh: string
  originEn: string
  seasonMonths: number[]
  sellsOnlyInSeason: boolean
  producerId: string
  freightTemplate: string
  returnRule: 'seven_day' | 'seven_day_unopened' | 'perishable'
  teaClass: string | null
  cultivar: string | null
  labelFacts: Record<string, string>
  storyZh: string
  storyEn: string
  storySourceZh?: string
  storySourceEn?: string
  aliases: string[]
  picture: string
  /** Pictures in the order shown: illustration names or addresses with what they show; none: illustrations. */
  pictures?: { name: string; zh: string; en: string }[]
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
}
