import { own } from './own.ts'

type Carrier = {
  zh: string
  /** Other names couriers' sheets and clerks use. */
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
    also: ['顺丰', '顺丰快递'],
    en: 'SF Express',
    site: 'https://www.sf-express.com/',
    query: 'https://www.sf-express.com/chn/sc/waybill/waybill-detail/{no}',
  },
  ems: {
    zh: '中国邮政',
    also: ['邮政', '邮政快递', '邮政EMS', 'EMS'],
    en: 'China Post',
    site: 'https://www.ems.com.cn/',
  },
  jd: {
    zh: '京东快递',
    also: ['京东', '京东物流'],
    en: 'JD Logistics',
    site: 'https://www.jdl.com/',
    query: 'https://www.jdl.com/orderSearch/?waybillCodes={no}',
  },
  zto: {
    zh: '中通快递',
    also: ['中通'],
    en: 'ZTO Express',
    site: 'https://www.zto.com/',
    query: 'https://www.zto.com/express/expressCheck.html?txtBill={no}',
  },
  other: { zh: '其他', en: 'Other', site: null },
}

export type TrackingLink = { href: string; exact: boolean }

/** Where to look a parcel up: the page of its number, else the carrier's site; null when nobody knows the carrier. */
export function trackingLink(carrier: string, trackingNo: string): TrackingLink | null {
  const { query, site } = own(CARRIERS, carrier) ?? CARRIERS.other!
  if (query) return { href: query.replace('{no}', encodeURIComponent(trackingNo)), exact: true }
  return site ? { href: site, exact: false } : null
}
