/** Carriers staff choose from; the code is stored, the name shown. */
export const CARRIERS: Record<string, { zh: string; en: string; site: string | null }> = {
  sf: { zh: '顺丰速运', en: 'SF Express', site: 'https://www.sf-express.com/' },
  ems: { zh: '中国邮政', en: 'China Post', site: 'https://www.ems.com.cn/' },
  jd: { zh: '京东快递', en: 'JD Logistics', site: 'https://www.jdl.com/' },
  zto: { zh: '中通快递', en: 'ZTO Express', site: 'https://www.zto.com/' },
  other: { zh: '其他', en: 'Other', site: null },
}
