import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Constraints, STRICT and triggers stand in the migrations; a test compares both.

export const campaigns = sqliteTable('campaigns', {
  code: text('code').notNull().primaryKey(),
  titleZh: text('title_zh').notNull(),
  titleEn: text('title_en').notNull(),
  sloganZh: text('slogan_zh').notNull(),
  sloganEn: text('slogan_en').notNull(),
  priceSplit: text('price_split'),
  open: integer('open').notNull(),
})

export const gardens = sqliteTable('gardens', {
  code: text('code').notNull().primaryKey(),
  slug: text('slug').notNull(),
  position: integer('position').notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  placeZh: text('place_zh').notNull(),
  placeEn: text('place_en').notNull(),
  originCode: text('origin_code').notNull(),
  storyZh: text('story_zh').notNull(),
  storyEn: text('story_en').notNull(),
  keeperZh: text('keeper_zh'),
  keeperEn: text('keeper_en'),
  scene: text('scene').notNull(),
  listed: integer('listed').notNull(),
  sample: integer('sample').notNull(),
  updatedAt: integer('updated_at'),
  selling: integer('selling').notNull().default(1),
  shareCover: text('share_cover').notNull().default(''),
  shareCoverOf: text('share_cover_of').notNull().default(''),
})

export const plots = sqliteTable('plots', {
  code: text('code').notNull().primaryKey(),
  garden: text('garden').notNull(),
  areaCmu: integer('area_cmu').notNull(),
  u: real('u').notNull(),
  v: real('v').notNull(),
  width: real('width').notNull(),
  height: real('height').notNull(),
  landRef: text('land_ref'),
  picture: text('picture'),
  open: integer('open').notNull(),
  sample: integer('sample').notNull(),
  pictureAltZh: text('picture_alt_zh'),
  pictureAltEn: text('picture_alt_en'),
})

export const gardenTiers = sqliteTable(
  'garden_tiers',
  {
    garden: text('garden').notNull(),
    areaCmu: integer('area_cmu').notNull(),
    plots: integer('plots').notNull(),
  },
  (t) => [primaryKey({ columns: [t.garden, t.areaCmu] })],
)

export const offers = sqliteTable('offers', {
  id: text('id').notNull().primaryKey(),
  garden: text('garden').notNull(),
  season: integer('season').notNull(),
  version: integer('version').notNull(),
  content: text('content').notNull(),
  contentHash: text('content_hash').notNull(),
  publishedAt: integer('published_at'),
  supersededAt: integer('superseded_at'),
})

export const adoptions = sqliteTable('adoptions', {
  id: text('id').notNull().primaryKey(),
  orderId: text('order_id').notNull(),
  line: integer('line').notNull(),
  plot: text('plot').notNull(),
  season: integer('season').notNull(),
  garden: text('garden').notNull(),
  offerId: text('offer_id').notNull(),
  areaCmu: integer('area_cmu').notNull(),
  priceFen: integer('price_fen').notNull(),
  state: text('state').notNull(),
  boardName: text('board_name').notNull(),
  boardState: text('board_state').notNull(),
  sentG: text('sent_g').notNull().default('{}'),
  renews: text('renews'),
  adoptedAt: integer('adopted_at'),
  concludedAt: integer('concluded_at'),
  releasedAt: integer('released_at'),
  releasedWhy: text('released_why'),
  sample: integer('sample').notNull().default(0),
  /** When the board's name was written; null in rows of before. */
  boardNamedAt: integer('board_named_at'),
})

export const adoptionGifts = sqliteTable('adoption_gifts', {
  adoptionId: text('adoption_id').notNull().primaryKey(),
  phoneSealed: text('phone_sealed').notNull(),
  phoneHmac: text('phone_hmac').notNull(),
  message: text('message').notNull(),
  claimedAt: integer('claimed_at'),
  receiverName: text('receiver_name'),
  /** Where the receiver wants the tea; null until they say. The phone is the gift's own. */
  toName: text('to_name'),
  toRegion: text('to_region'),
  toStreet: text('to_street'),
})

export const certificates = sqliteTable('certificates', {
  code: text('code').notNull().primaryKey(),
  adoptionId: text('adoption_id').notNull(),
  holder: text('holder').notNull(),
  issuedAt: integer('issued_at').notNull(),
  supersededAt: integer('superseded_at'),
})

export const plotClaims = sqliteTable(
  'plot_claims',
  {
    plot: text('plot').notNull(),
    season: integer('season').notNull(),
    claimedAt: integer('claimed_at').notNull(),
    expiresAt: integer('expires_at'),
    holdHash: text('hold_hash'),
    orderId: text('order_id'),
    adoptionId: text('adoption_id'),
    visitorHmac: text('visitor_hmac'),
    networkHmac: text('network_hmac'),
  },
  (t) => [primaryKey({ columns: [t.plot, t.season] })],
)

export const gardenSeasons = sqliteTable(
  'garden_seasons',
  {
    garden: text('garden').notNull(),
    season: integer('season').notNull(),
    adopted: integer('adopted').notNull(),
    adoptedCmu: integer('adopted_cmu').notNull(),
    closedAt: integer('closed_at'),
  },
  (t) => [primaryKey({ columns: [t.garden, t.season] })],
)

export const seasonTiers = sqliteTable(
  'season_tiers',
  {
    garden: text('garden').notNull(),
    season: integer('season').notNull(),
    areaCmu: integer('area_cmu').notNull(),
    adopted: integer('adopted').notNull(),
  },
  (t) => [primaryKey({ columns: [t.garden, t.season, t.areaCmu] })],
)

export type Garden = typeof gardens.$inferSelect
export type Plot = typeof plots.$inferSelect
export type Offer = typeof offers.$inferSelect
export type Adoption = typeof adoptions.$inferSelect
export type AdoptionGift = typeof adoptionGifts.$inferSelect
export type Certificate = typeof certificates.$inferSelect
export type PlotClaim = typeof plotClaims.$inferSelect
export type GardenTier = typeof gardenTiers.$inferSelect
export type SeasonTier = typeof seasonTiers.$inferSelect
export type GardenSeason = typeof gardenSeasons.$inferSelect
export type Campaign = typeof campaigns.$inferSelect
