import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const families = sqliteTable('families', {
  code: text('code').notNull().primaryKey(),
  position: integer('position').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
})

export const producers = sqliteTable('producers', {
  id: text('id').notNull().primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  giCertificate: text('gi_certificate'),
  sample: integer('sample').notNull(),
  addressZh: text('address_zh').notNull().default(''),
  addressEn: text('address_en').notNull().default(''),
  permits: text('permits').notNull().default('[]'),
  permitsUntil: text('permits_until'),
  giAuthorised: integer('gi_authorised').notNull().default(0),
  teaPark: integer('tea_park').notNull().default(0),
  edits: integer('edits').notNull().default(0),
})

export const freightTemplates = sqliteTable('freight_templates', {
  code: text('code').notNull().primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  rules: text('rules').notNull(),
})

export const holidays = sqliteTable('holidays', {
  firstOn: text('first_on').notNull().primaryKey(),
  lastOn: text('last_on').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  /** `rest`: nothing leaves; `work`: a weekend on which everybody works (调休). */
  kind: text('kind').$type<'rest' | 'work'>().notNull().default('rest'),
})

export const products = sqliteTable('products', {
  id: text('id').notNull().primaryKey(),
  slug: text('slug').notNull(),
  searchRank: integer('search_rank').notNull(),
  listed: integer('listed').notNull(),
  sample: integer('sample').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  family: text('family').notNull(),
  storage: text('storage').notNull(),
  originCode: text('origin_code').notNull(),
  originZh: text('origin_zh').notNull(),
  originEn: text('origin_en').notNull(),
  producerId: text('producer_id').notNull(),
  freightTemplate: text('freight_template').notNull(),
  seasonMask: integer('season_mask').notNull(),
  sellsOnlyInSeason: integer('sells_only_in_season').notNull(),
  seasonRank: integer('season_rank').notNull(),
  returnRule: text('return_rule').notNull(),
  shelfLifeDays: integer('shelf_life_days').notNull(),
  teaClass: text('tea_class'),
  cultivar: text('cultivar'),
  labelFacts: text('label_facts').notNull(),
  storyZh: text('story_zh').notNull(),
  storyEn: text('story_en').notNull(),
  aliases: text('aliases').notNull(),
  picture: text('picture').notNull(),
  priceFromFen: integer('price_from_fen').notNull(),
  soldOut: integer('sold_out').notNull().default(0),
  card: text('card').notNull(),
  pictures: text('pictures').notNull().default('[]'),
  storySourceZh: text('story_source_zh').notNull().default('普定县消费帮扶项目资料'),
  storySourceEn: text('story_source_en').notNull().default('material of the Puding programme'),
  version: integer('version').notNull().default(1),
  factsMissing: integer('facts_missing').notNull().default(0),
  edits: integer('edits').notNull().default(0),
  shareCover: text('share_cover').notNull().default(''),
  shareCoverOf: text('share_cover_of').notNull().default(''),
  /** 1 until the cron has written its words as this version does. */
  wordsOld: integer('words_old').notNull().default(1),
  /** JSON, see guide.ts. */
  guide: text('guide').notNull().default('{}'),
})

export const variants = sqliteTable('variants', {
  sku: text('sku').notNull().primaryKey(),
  productId: text('product_id').notNull(),
  position: integer('position').notNull(),
  specZh: text('spec_zh').notNull(),
  specEn: text('spec_en').notNull(),
  netG: integer('net_g'),
  netMl: integer('net_ml'),
  grossG: integer('gross_g').notNull(),
  priceFen: integer('price_fen').notNull(),
  soldAlone: integer('sold_alone').notNull(),
  available: integer('available').notNull(),
  components: text('components'),
  retired: integer('retired').notNull().default(0),
  promoPriceFen: integer('promo_price_fen'),
  promoFrom: integer('promo_from'),
  promoUntil: integer('promo_until'),
  promoWasCharged: integer('promo_was_charged').notNull().default(0),
  promoSetAt: integer('promo_set_at'),
  /** Pieces that shoppers' unpaid orders bind. */
  unpaid: integer('unpaid').notNull().default(0),
  /** How it stands on an invoice; null is not filled in. */
  taxCode: text('tax_code'),
  taxRateBp: integer('tax_rate_bp'),
  taxExemptReason: text('tax_exempt_reason'),
  invoiceName: text('invoice_name'),
})

export const bundleComponents = sqliteTable(
  'bundle_components',
  {
    componentSku: text('component_sku').notNull(),
    bundleSku: text('bundle_sku').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (t) => [primaryKey({ columns: [t.componentSku, t.bundleSku] })],
)

export const stockMovements = sqliteTable(
  'stock_movements',
  {
    sku: text('sku').notNull(),
    cause: text('cause').notNull(),
    kind: text('kind').notNull(),
    quantity: integer('quantity').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sku, t.cause, t.kind] })],
)

export const piecesByDay = sqliteTable(
  'pieces_by_day',
  {
    day: text('day').notNull(),
    sku: text('sku').notNull(),
    pieces: integer('pieces').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.sku] })],
)

export const facetCounts = sqliteTable(
  'facet_counts',
  {
    facet: text('facet').notNull(),
    value: text('value').notNull(),
    products: integer('products').notNull(),
  },
  (t) => [primaryKey({ columns: [t.facet, t.value] })],
)

export const productDrafts = sqliteTable('product_drafts', {
  id: text('id').notNull().primaryKey(),
  productId: text('product_id'),
  slug: text('slug').notNull(),
  content: text('content').notNull(),
  seq: integer('seq').notNull(),
  baseVersion: integer('base_version').notNull(),
  staffId: text('staff_id').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

export const productVersions = sqliteTable(
  'product_versions',
  {
    productId: text('product_id').notNull(),
    version: integer('version').notNull(),
    content: text('content').notNull(),
    staffId: text('staff_id'),
    at: integer('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.productId, t.version] })],
)

export const stockSums = sqliteTable(
  'stock_sums',
  {
    sku: text('sku').notNull(),
    kind: text('kind').notNull(),
    pieces: integer('pieces').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sku, t.kind] })],
)

export const stockChecks = sqliteTable('stock_checks', {
  checkedOn: text('checked_on').notNull().primaryKey(),
  at: integer('at').notNull(),
  skus: integer('skus').notNull(),
  differing: text('differing').notNull(),
})

export const stockCounts = sqliteTable(
  'stock_counts',
  {
    taking: text('taking').notNull(),
    sku: text('sku').notNull(),
    expected: integer('expected').notNull(),
    counted: integer('counted').notNull(),
    entry: text('entry').notNull(),
  },
  (t) => [primaryKey({ columns: [t.taking, t.sku] })],
)

export const listingSheets = sqliteTable('listing_sheets', {
  id: text('id').notNull().primaryKey(),
  staffId: text('staff_id').notNull(),
  name: text('name').notNull(),
  at: integer('at').notNull(),
  unknown: text('unknown').notNull(),
  entry: text('entry'),
})

export const listingSheetParts = sqliteTable(
  'listing_sheet_parts',
  {
    sheetId: text('sheet_id').notNull(),
    kind: text('kind').notNull(),
    part: integer('part').notNull(),
    content: text('content').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sheetId, t.kind, t.part] })],
)

/** Words a slip can be put right to, by keys they share with it (search/near-words.ts). */
export const searchWords = sqliteTable(
  'search_words',
  {
    key: text('key').notNull(),
    word: text('word').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.word] })],
)

export const searchSynonyms = sqliteTable('search_synonyms', {
  word: text('word').notNull().primaryKey(),
  /** Words of one line mean the same. */
  line: integer('line').notNull(),
  place: integer('place').notNull(),
  /** The word as FTS5 is asked for it. */
  expression: text('expression').notNull(),
})

export type Product = typeof products.$inferSelect
export type Variant = typeof variants.$inferSelect
export type SearchWord = typeof searchWords.$inferSelect
export type SearchSynonym = typeof searchSynonyms.$inferSelect
export type Family = typeof families.$inferSelect
/** As it is stored: its rules are JSON. */
export type StoredTemplate = typeof freightTemplates.$inferSelect
/** As it is stored: its permits are JSON. */
export type StoredProducer = typeof producers.$inferSelect
export type ProductDraft = typeof productDrafts.$inferSelect
export type BundleComponent = typeof bundleComponents.$inferSelect
export type ProductVersion = typeof productVersions.$inferSelect
export type FacetCount = typeof facetCounts.$inferSelect
export type ListingSheetPart = typeof listingSheetParts.$inferSelect
export type ListingSheet = typeof listingSheets.$inferSelect
export type StockMovement = typeof stockMovements.$inferSelect
/** As it is stored: the SKUs that differ are JSON. */
export type StoredCheck = typeof stockChecks.$inferSelect
export type StockCount = typeof stockCounts.$inferSelect
