import type { GardenPageProps } from '../../adoption/garden-page.tsx'
import type { CartPageProps } from '../../cart/cart-page.tsx'
import type { QuoteLine } from '../../cart/quote.ts'
import type { ProductCard } from '../../catalog/card.ts'
import { seasonMask } from '../../catalog/season.ts'
import type { Visit } from '../../http/context.ts'
import { fen } from '../../kernel/money.ts'
import type { Setting } from './part.ts'

/** What a component is drawn with here: only what it reads of it. */
const only = <Whole>(read: unknown): Whole => read as Whole

export const MONTH = 11

export const visitOf = (setting: Setting): Visit => only(setting)

const CARD: ProductCard = {
  slug: 'duobei-hong',
  nameZh: '朵贝红·红茶',
  nameEn: 'Duobei Hong black tea',
  family: 'tea',
  storage: 'ambient',
  originCode: 'chuandong',
  originZh: '穿洞街道',
  originEn: 'Chuandong subdistrict',
  freightTemplate: 'ambient',
  seasonMask: 4095,
  sellsOnlyInSeason: 0,
  picture: 'pack-duobei-hong',
  sample: 1,
  soldOut: 0,
  priceFromFen: 6900,
  wasFen: null,
  over: false,
  promoUntil: null,
  lastOn: null,
  card: {
    bundle: 0,
    sku: 'TEA-DH-100',
    specZh: '100 g/罐',
    specEn: '100 g tin',
    unit: { fen: fen(6900), measure: '100 g' },
    specs: 1,
  },
}

const CHIVE: ProductCard = {
  ...CARD,
  slug: 'baiqi-chive',
  nameZh: '白旗韭黄（鲜）',
  nameEn: 'Baiqi yellow chives (fresh)',
  family: 'chive',
  storage: 'cold',
  originZh: '白岩镇',
  originEn: 'Baiyan town',
  seasonMask: seasonMask([10, 11, 12, 1, 2, 3]),
  sellsOnlyInSeason: 1,
  picture: 'pack-baiqi-chive',
  priceFromFen: 2280,
  card: {
    ...CARD.card,
    sku: 'CHV-BQ-0500',
    specZh: '500 g',
    specEn: '500 g',
    unit: { fen: fen(2280), measure: '500 g' },
  },
}

/** A card in each of its states. */
export const CARDS: ProductCard[] = [
  CARD,
  {
    ...CARD,
    wasFen: 6900,
    priceFromFen: 6280,
    promoUntil: Date.UTC(2026, 11, 1),
    card: { ...CARD.card, specs: 3 },
  },
  { ...CARD, soldOut: 1 },
  CHIVE,
  { ...CHIVE, seasonMask: seasonMask([4, 5]) },
  {
    ...CARD,
    slug: 'gift-union',
    nameZh: '工会慰问包（单位采购），名称很长的时候至多占两行，多出来的不显示',
    nameEn: 'Staff care pack for organisations, with a name so long that it takes two lines and no more',
    family: 'gift',
    freightTemplate: 'quotation',
    picture: 'pack-gift-union',
    card: { ...CARD.card, bundle: 1, unit: null },
  },
]

const LINE: QuoteLine = only({
  sku: 'TEA-DH-100',
  slug: 'duobei-hong',
  titleZh: '朵贝红·红茶',
  titleEn: 'Duobei Hong black tea',
  specZh: '100 g/罐',
  specEn: '100 g tin',
  picture: 'pack-duobei-hong',
  returnRule: 'seven_days',
  priceFen: 6900,
  wasFen: null,
  quantity: 2,
  left: 20,
  amountFen: 13800,
  discountFen: 0,
  problem: null,
  available: 40,
  seasonMask: 4095,
  stock: [{ sku: 'TEA-DH-100', quantity: 1 }],
})

/** A line as it is bought, at a new price, and one that keeps the cart from being ordered. */
export const LINES: QuoteLine[] = [
  LINE,
  { ...LINE, sku: 'TEA-DH-040', wasFen: 7500, quantity: 1, amountFen: fen(6900) },
  { ...LINE, sku: 'TEA-DH-250', quantity: 20, left: 0, available: 0, problem: 'out_of_stock' },
]

export const cartOf = ({ language, t, paths }: Setting): CartPageProps =>
  only({
    language,
    paths,
    t: t.cart,
    gardens: t.gardens,
    now: 0,
    aside: [],
    removed: null,
    released: null,
    error: undefined,
    view: {
      province: { code: '44', name: '广东', nameEn: 'Guangdong' },
      quote: { groups: [], adoptions: [], code: null, problems: [] },
      items: [],
      reduced: new Set(),
      seenFen: new Map([['TEA-DH-040', 7500]]),
      gone: [],
      plots: [],
      stock: new Map(),
    },
  })

export const PLOT_STATES = ['available', 'held', 'adopted', 'mine'] as const

/** A garden's page that points at one plot, in one of its states. */
export const gardenOf = (setting: Setting, state: (typeof PLOT_STATES)[number]): GardenPageProps =>
  only({
    ...setting,
    open: true,
    picker: {
      mine: new Set(state === 'mine' ? ['A-07'] : []),
      open: true,
      chosen: { code: 'A-07', areaCmu: 10, sample: 1, state: state === 'mine' ? 'held' : state },
      garden: {
        onSale: true,
        selling: 1,
        tiers: [{ areaCmu: 10, priceFen: 59800, grams: { spring: 150, black: 250 }, visitGuests: 2 }],
        offer: {
          season: 2027,
          content: {
            grades: [
              { code: 'spring', nameZh: '春茶（绿茶）', nameEn: 'Spring green tea' },
              { code: 'black', nameZh: '红茶', nameEn: 'Black tea' },
            ],
          },
        },
      },
    },
  })
