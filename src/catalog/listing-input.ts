/** One product as an import row describes it: the sample file and, later, a sheet. */
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
  stock: number
  components: { sku: string; quantity: number }[]
}
