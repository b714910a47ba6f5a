import { own } from './own.ts'

type Carrier = {
  zh: string
  /** Other names couriers' sheets and clerks use; words like 快递 and 物流 behind a name are understood anyway. */
  also?: string[]
  en: string
  site: string | null
  /** The carrier's page for one number, where its address is commonly known; `{no}` stands for the number. */
  query?: string
}

/** Carriers staff choose from; the code is stored, the name shown. */
export const CARRIERS: Record<string, Carrier> = {
  sf: {
    zh: '顺丰速运',
    also: ['SF', '顺丰标快', '顺丰特快', '顺丰冷运', '顺丰冷链', '顺丰丰网'],
    en: 'SF Express',
    site: 'https://www.sf-express.com/',
    query: 'https://www.sf-express.com/chn/sc/waybill/waybill-detail/{no}',
  },
  ems: {
    zh: '中国邮政',
    also: [
      ...[
        '邮政',
        '邮政EMS',
        'EMS',
        'EMS特快专递',
        '特快专递',
        '邮政特快',
        '邮政小包',
        '邮政包裹',
        '邮政平邮',
      ],
      ...['邮政快递包裹', '快递包裹', '邮政标快', '中国邮政EMS', '中国邮政速递', '中国邮政快递包裹', 'YZ'],
    ],
    en: 'China Post',
    site: 'https://www.ems.com.cn/',
  },
  jd: {
    zh: '京东快递',
    also: ['JD', '京东冷链', '京邦达'],
    en: 'JD Logistics',
    site: 'https://www.jdl.com/',
    query: 'https://www.jdl.com/orderSearch/?waybillCodes={no}',
  },
  zto: {
    zh: '中通快递',
    also: ['ZTO'],
    en: 'ZTO Express',
    site: 'https://www.zto.com/',
    query: 'https://www.zto.com/express/expressCheck.html?txtBill={no}',
  },
  yto: { zh: '圆通速递', also: ['YTO'], en: 'YTO Express', site: 'https://www.yto.net.cn/' },
  sto: { zh: '申通快递', also: ['STO'], en: 'STO Express', site: 'https://www.sto.cn/' },
  yunda: {
    zh: '韵达快递',
    also: ['YD', 'YUNDA', '运达'],
    en: 'Yunda Express',
    site: 'https://www.yundaex.com/',
  },
  jt: {
    zh: '极兔速递',
    also: ['J&T', 'JT', 'JTSD', '极兔速递百世'],
    en: 'J&T Express',
    site: 'https://www.jtexpress.com.cn/',
  },
  deppon: { zh: '德邦快递', also: ['DEPPON', 'DBL'], en: 'Deppon', site: 'https://www.deppon.com/' },
  best: { zh: '百世快递', also: ['BEST', '汇通', '百世汇通'], en: 'Best', site: 'https://www.800best.com/' },
  ttk: { zh: '天天快递', also: ['TTK', 'TTKDEX'], en: 'TTK Express', site: null },
  kye: { zh: '跨越速运', also: ['KYE', 'KY', '跨越'], en: 'KYE', site: 'https://www.ky-express.com/' },
  cainiao: { zh: '菜鸟速递', also: ['丹鸟', 'CAINIAO'], en: 'Cainiao', site: 'https://www.cainiao.com/' },
  ane: { zh: '安能物流', also: ['ANE'], en: 'ANE', site: 'https://www.ane56.com/' },
  zjs: { zh: '宅急送', also: ['ZJS'], en: 'ZJS Express', site: 'https://www.zjs.com.cn/' },
  uc: { zh: '优速快递', also: ['UC', 'UCE'], en: 'UCE', site: 'https://www.uce.cn/' },
  other: { zh: '其他', en: 'Other', site: null },
}

/** One that is not in the list goes by its own name: `other:贵州山货冷运`. */
const NAMED = /^other:(.{1,20})$/u
export const LONGEST_CARRIER_NAME = 20

/** The code a parcel keeps, of the list or `other:` and a name; null when it is neither. */
export const parseCarrier = (code: string): string | null =>
  own(CARRIERS, code) || NAMED.test(code) ? code : null

/** The same from a list and a box beside it for the name of one that is not in the list. */
export function chosenCarrier(code: string, name: string): string | null {
  const typed = plain(name)
  return code === 'other' && typed ? parseCarrier(`other:${typed}`) : parseCarrier(code)
}

/** How a carrier is chosen and named in a form. */
export const carrierChoice = (carrier: string): { code: string; name: string } => ({
  code: carrier.split(':')[0]!,
  name: NAMED.exec(carrier)?.[1] ?? '',
})

/** A carrier by its code; the named other one has a name and nothing else. */
export function carrierOf(code: string): Carrier {
  const [, name] = NAMED.exec(code) ?? []
  return own(CARRIERS, code) ?? (name ? { zh: name, en: name, site: null } : CARRIERS.other!)
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()
/** What people leave out of a name or add to it. */
const key = (name: string): string =>
  plain(name)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}&]/gu, '')
    .replace(/(?:股份)?(?:有限)?(?:责任)?公司$/u, '')
    .replace(/(?:快递|速递|速运|快运|物流|EXPRESS)$/u, '')

const BY_NAME = new Map(
  Object.entries(CARRIERS).flatMap(([code, { zh, also = [] }]) =>
    [code, zh, ...also].map((name): [string, string] => [key(name), code]),
  ),
)

/** A carrier's code from a sheet: its code, any usual name, or `其他：` and a name; null when nobody knows it. */
export function carrierFrom(typed: string): string | null {
  const [, name] = /^\s*(?:其他|其它)\s*[:：(（]\s*(.+?)\s*[)）]?\s*$/u.exec(typed) ?? []
  if (name) return BY_NAME.get(key(name)) ?? chosenCarrier('other', name)
  return BY_NAME.get(key(typed.replace(/^其它$/u, '其他'))) ?? parseCarrier(typed)
}

export type TrackingLink = { href: string; exact: boolean }

/** Where to look a parcel up: the page of its number, else the carrier's site; null when nobody knows the carrier. */
export function trackingLink(carrier: string, trackingNo: string): TrackingLink | null {
  const { query, site } = carrierOf(carrier)
  if (query) return { href: query.replace('{no}', encodeURIComponent(trackingNo)), exact: true }
  return site ? { href: site, exact: false } : null
}
