import type { Language } from './i18n/texts.ts'

const page = (language: Language, path: string) =>
  language === 'en' ? (path === '/' ? '/en' : `/en${path}`) : path

function build(language: Language) {
  const to = (path: string) => page(language, path)
  return {
    home: to('/'),
    products: (query: Record<string, string | undefined> = {}) => to('/products') + search(query),
    product: (slug: string, query: Record<string, string | undefined> = {}) =>
      to(`/products/${slug}`) + search(query),
    cart: to('/cart'),
    cartLines: to('/cart/lines'),
    cartDestination: to('/cart/destination'),
    checkout: to('/checkout'),
    checkoutWithCode: `${to('/checkout')}?use=code#code`,
    orders: to('/orders'),
    ordersTab: (tab: string) => to('/orders') + search({ tab: tab === 'all' ? undefined : tab }),
    order: (number: string) => to(`/orders/${number}`),
    orderLink: (number: string, token: string) => to(`/orders/${number}?key=${token}`),
    payment: (number: string) => to(`/orders/${number}/payment`),
    receipt: (number: string) => to(`/orders/${number}/receipt`),
    personalData: (number: string) => to(`/orders/${number}/personal-data`),
    cancellation: (number: string) => to(`/orders/${number}/cancellation`),
    sandbox: (outTradeNo: string) => to(`/payments/sandbox/${outTradeNo}`),
    institutions: (query: Record<string, string | undefined> = {}) => to('/institutions') + search(query),
    quotations: to('/institutions/quotations'),
    quotation: (number: string) => to(`/institutions/quotations/${number}`),
    quotationLink: (number: string, token: string) => to(`/institutions/quotations/${number}?key=${token}`),
    quotationAcceptance: (number: string) => to(`/institutions/quotations/${number}/acceptance`),
    quotationRefusal: (number: string) => to(`/institutions/quotations/${number}/refusal`),
    gardens: to('/gardens'),
    myGardens: to('/my/garden'),
    myGarden: (id: string, query: Record<string, string | undefined> = {}) =>
      to(`/my/garden/${id}`) + search(query),
    myBoard: (id: string) => to(`/my/garden/${id}/board-name`),
    myVisits: (id: string) => to(`/my/garden/${id}/visits`),
    myVisitCancellation: (id: string, visit: string) => to(`/my/garden/${id}/visits/${visit}/cancellation`),
    myDispatch: (id: string, dispatch: string) => to(`/my/garden/${id}/dispatches/${dispatch}`),
    myShortfall: (id: string) => to(`/my/garden/${id}/shortfall`),
    myCancellation: (id: string) => to(`/my/garden/${id}/cancellation`),
    renewal: (plot: string, season: number, renews: string) =>
      to(`/plots/${plot}`) + search({ season: String(season), renews }),
    gift: (id: string, key: string) => to(`/gifts/${id}`) + search({ key }),
    giftClaim: (id: string) => to(`/gifts/${id}`),
    certificate: (code: string) => to(`/certificates/${code}`),
    certificatePicture: (code: string) => to(`/certificates/${code}/picture.svg`),
    garden: (slug: string, query: Record<string, string | undefined> = {}) =>
      to(`/gardens/${slug}`) + search(query),
    plotAssignment: to('/gardens/assignment'),
    plot: (code: string, query: Record<string, string | undefined> = {}) =>
      to(`/plots/${code}`) + search(query),
    plotHold: (code: string) => to(`/plots/${code}/hold`),
    plotRelease: (code: string) => to(`/plots/${code}/release`),
    story: to('/story'),
    producers: to('/producers'),
    impact: to('/impact'),
    login: to('/login'),
    terms: to('/terms'),
    privacy: to('/privacy'),
    licences: to('/licences'),
    contact: to('/contact'),
  }
}

/** Where a kept picture is served, in every language. */
export const mediaPath = (key: string): string => `/media/${key}`

/** The back office speaks Chinese only and stands without a prefix. */
export const adminPaths = {
  home: '/admin',
  overview: (days: number) => `/admin?days=${days}`,
  overviewCsv: (chart: string, days: number) => `/admin/overview.csv?chart=${chart}&days=${days}`,
  compliance: (after?: number) => (after ? `/admin/compliance?after=${after}` : '/admin/compliance'),
  producers: '/admin/producers',
  producer: (id: string) => `/admin/producers/${id}`,
  signIn: '/admin/sign-in',
  signOut: '/admin/sign-out',
  signOutEverywhere: '/admin/sign-out-everywhere',
  setUp: (token?: string) => (token ? `/admin/set-up?token=${token}` : '/admin/set-up'),
  orders: (query: Record<string, string | undefined> = {}) => `/admin/orders${search(query)}`,
  order: (number: string) => `/admin/orders/${number}`,
  orderAddress: (number: string) => `/admin/orders/${number}/address`,
  orderInvoice: (number: string) => `/admin/orders/${number}/invoice`,
  orderShipments: (number: string) => `/admin/orders/${number}/shipments`,
  orderExport: (view: string, channel?: string) => `/admin/orders/export.csv${search({ view, channel })}`,
  orderNotes: (number: string) => `/admin/orders/${number}/notes`,
  auditExport: (query: Record<string, string | undefined> = {}) => `/admin/audit.csv${search(query)}`,
  outbox: (after?: string) => `/admin/outbox${after ? `?after=${after}` : ''}`,
  outboxAttempt: (id: string) => `/admin/outbox/${id}/attempt`,
  outboxGivingUp: (id: string) => `/admin/outbox/${id}/giving-up`,
  orderRefunds: (number: string) => `/admin/orders/${number}/refunds`,
  orderGoodwill: (number: string) => `/admin/orders/${number}/goodwill`,
  goodwillConfirmation: (number: string, id: string) => `/admin/orders/${number}/goodwill/${id}/confirmation`,
  goodwillRefusal: (number: string, id: string) => `/admin/orders/${number}/goodwill/${id}/refusal`,
  orderCancellation: (number: string) => `/admin/orders/${number}/cancellation`,
  parcelDelivery: (number: string, id: string) => `/admin/orders/${number}/parcels/${id}/delivery`,
  parcelNumber: (number: string, id: string) => `/admin/orders/${number}/parcels/${id}/number`,
  shipmentSheet: '/admin/shipments/sheet',
  shipmentSheetSent: (sent: number) => `/admin/shipments/sheet?sent=${sent}`,
  shipmentTemplate: (form: 'csv' | 'xlsx') => `/admin/shipments/template.${form}`,
  shipments: '/admin/shipments',
  slips: (storage: string, query: { paper?: string; by?: string } = {}) =>
    `/admin/shipments/slips${search({ storage, ...query })}`,
  picking: (storage?: string, by?: string) => `/admin/shipments/picking${search({ storage, by })}`,
  handover: '/admin/shipments/handover',
  retention: '/admin/personal-data',
  quotations: (query: Record<string, string | undefined> = {}) => `/admin/quotations${search(query)}`,
  quotation: (number: string) => `/admin/quotations/${number}`,
  quotationVersion: (number: string) => `/admin/quotations/${number}/version`,
  quotationSheet: (number: string) => `/admin/quotations/${number}/sheet`,
  quotationContact: (number: string) => `/admin/quotations/${number}/contact`,
  quotationRefusal: (number: string) => `/admin/quotations/${number}/refusal`,
  audit: (query: Record<string, string | undefined> = {}) => `/admin/audit${search(query)}`,
  staff: '/admin/staff',
  staffRole: '/admin/staff/role',
  settings: '/admin/settings',
  shopSettings: '/admin/settings/shop',
  deadlines: '/admin/settings/deadlines',
  refundRules: '/admin/settings/refunds',
  banner: '/admin/settings/banner',
  bannerRemoval: '/admin/settings/banner/removal',
  freight: '/admin/settings/freight',
  freightTemplate: (code: string) => `/admin/settings/freight/${code}`,
  facts: '/admin/settings/facts',
  fact: (id: string) => `/admin/settings/facts/${id}`,
  factMove: (id: string) => `/admin/settings/facts/${id}/move`,
  factVisibility: (id: string) => `/admin/settings/facts/${id}/visibility`,
  pageTexts: '/admin/settings/pages',
  pageText: (page: string, query: Record<string, string | undefined> = {}) =>
    `/admin/settings/pages/${page}${search(query)}`,
  holidays: '/admin/settings/holidays',
  holiday: (firstOn: string) => `/admin/settings/holidays?on=${firstOn}`,
  holidayRemoval: '/admin/settings/holidays/removal',
  media: (query: Record<string, string | undefined> = {}) => `/admin/media${search(query)}`,
  mediaItem: (id: string) => `/admin/media/${id}`,
  mediaAlt: (id: string) => `/admin/media/${id}/alt`,
  invitations: '/admin/staff/invitations',
  listings: (query: Record<string, string | undefined> = {}) => `/admin/listings${search(query)}`,
  newListing: '/admin/listings/new',
  listingChanges: '/admin/listings/changes',
  listingPreview: '/admin/listings/preview',
  listingPrices: '/admin/listings/prices',
  listingShelf: '/admin/listings/shelf',
  listingReversions: '/admin/listings/reversions',
  stock: (query: Record<string, string | undefined> = {}) => `/admin/stock${search(query)}`,
  stockOf: (sku: string, query: Record<string, string | undefined> = {}) =>
    `/admin/stock/${sku}${search(query)}`,
  stockReconciliation: (after?: string) => `/admin/stock/reconciliation${search({ after })}`,
  stockCount: '/admin/stock/count',
  stockCounted: (counted: number, changed: number) =>
    `/admin/stock/count?counted=${counted}&changed=${changed}`,
  stockCountSheet: (form: 'csv' | 'xlsx') => `/admin/stock/count/sheet.${form}`,
  stockCounts: '/admin/stock/counts',
  listingSheet: '/admin/listings/sheet',
  listingSheetAct: (id: string) => `/admin/listings/sheet/${id}`,
  listingTemplate: (form: 'csv' | 'xlsx') => `/admin/listings/sheet/template.${form}`,
  listingExport: (form: 'csv' | 'xlsx') => `/admin/listings/sheet/export.${form}`,
  listing: (id: string, query: Record<string, string | undefined> = {}) =>
    `/admin/listings/${id}${search(query)}`,
  listingPublication: (id: string) => `/admin/listings/${id}/publication`,
  listingDiscard: (id: string) => `/admin/listings/${id}/discard`,
  listingPictures: (id: string) => `/admin/listings/${id}/pictures`,
  listingCover: (id: string) => `/admin/listings/${id}/cover`,
  listingMerge: (id: string) => `/admin/listings/${id}/merge`,
  listingVersions: (id: string) => `/admin/listings/${id}/versions`,
  listingPhone: (id: string) => `/admin/listings/${id}/phone`,
  listingFrame: (id: string) => `/admin/listings/${id}/phone/frame`,
  listingPromotion: (id: string) => `/admin/listings/${id}/promotion`,
  listingPromotionEnding: (id: string) => `/admin/listings/${id}/promotion/ending`,
  codes: (after?: string) => `/admin/promotions${search({ after })}`,
  newCode: '/admin/promotions/new',
  code: (code: string) => `/admin/promotions/${code}`,
  codeEnding: (code: string) => `/admin/promotions/${code}/ending`,
  gardens: (query: Record<string, string | undefined> = {}) => `/admin/gardens${search(query)}`,
  campaign: '/admin/gardens/campaign',
  newGarden: '/admin/gardens/new',
  editGarden: (code: string) => `/admin/gardens/${code}/edit`,
  gardenPlots: (code: string, query: Record<string, string | undefined> = {}) =>
    `/admin/gardens/${code}/plots${search(query)}`,
  gardenPlot: (code: string, plot: string) => `/admin/gardens/${code}/plots/${plot}`,
  gardenGrid: (code: string) => `/admin/gardens/${code}/plots/grid`,
  gardenPlotSheet: (code: string) => `/admin/gardens/${code}/plots/sheet`,
  gardenPlotRows: (code: string) => `/admin/gardens/${code}/plots/rows`,
  gardenPlotExport: (code: string, kind: string) => `/admin/gardens/${code}/plots/export.${kind}`,
  gardenOffers: (code: string, season: number) => ofGarden(code, 'offers', season),
  gardenUpdates: (code: string, season: number) => ofGarden(code, 'updates', season),
  gardenUpdateWithdrawal: (code: string, season: number, id: string) =>
    ofGarden(code, `updates/${id}/withdrawal`, season),
  gardenHarvests: (code: string, season: number) => ofGarden(code, 'harvests', season),
  gardenHarvestCorrection: (code: string, season: number, id: string) =>
    ofGarden(code, `harvests/${id}/correction`, season),
  gardenDispatches: (code: string, season: number, period?: string) =>
    ofGarden(code, 'dispatches', season, period),
  gardenBoards: (code: string, season: number) => ofGarden(code, 'board-names', season),
  boardName: (code: string, season: number, id: string) => ofGarden(code, `board-names/${id}`, season),
  gardenClosing: (code: string, season: number) => ofGarden(code, 'closing', season),
  dispatches: (query: Record<string, string | undefined> = {}) => `/admin/dispatches${search(query)}`,
  dispatchExport: (kind: string) => `/admin/dispatches/export.${kind}`,
  dispatchSheet: '/admin/dispatches/sheet',
  dispatchSending: '/admin/dispatches/sending',
  dispatchShipment: (id: string) => `/admin/dispatches/${id}/shipment`,
  visits: (month?: string) => `/admin/visits${search({ month })}`,
  visit: (id: string, month?: string) => `/admin/visits/${id}${search({ month })}`,
}

const ofGarden = (code: string, page: string, season: number, period?: string) =>
  `/admin/gardens/${code}/${page}${search({ season: String(season), period })}`

export type Paths = ReturnType<typeof build>
const ALL: Record<Language, Paths> = { zh: build('zh'), en: build('en') }

/** Every URL we publish, for one language. Chinese stands without a prefix, English under /en. */
export const pathsFor = (language: Language): Paths => ALL[language]

function search(query: Record<string, string | undefined>): string {
  // URLSearchParams would be most of what a page of links costs.
  const set = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length
    ? `?${set.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')}`
    : ''
}
