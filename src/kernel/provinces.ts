/** A province-level division: six-digit code, the short name freight rules use, and its English name. */
export type Province = { code: string; name: string; nameEn: string }

const NAMES =
  '11北京Beijing 12天津Tianjin 13河北Hebei 14山西Shanxi 15内蒙古InnerMongolia 21辽宁Liaoning 22吉林Jilin ' +
  '23黑龙江Heilongjiang 31上海Shanghai 32江苏Jiangsu 33浙江Zhejiang 34安徽Anhui 35福建Fujian 36江西Jiangxi ' +
  '37山东Shandong 41河南Henan 42湖北Hubei 43湖南Hunan 44广东Guangdong 45广西Guangxi 46海南Hainan ' +
  '50重庆Chongqing 51四川Sichuan 52贵州Guizhou 53云南Yunnan 54西藏Tibet 61陕西Shaanxi 62甘肃Gansu ' +
  '63青海Qinghai 64宁夏Ningxia 65新疆Xinjiang 71台湾Taiwan 81香港HongKong 82澳门Macao'

/** Guangdong first, since the aid pairs it with Puding; then by code. */
export const PROVINCES: Province[] = NAMES.split(' ')
  .map((row) => {
    const [, digits = '', name = '', english = ''] = /^(\d\d)(\D+?)([A-Z]\w+)$/.exec(row) ?? []
    return { code: `${digits}0000`, name, nameEn: english.replace(/(?<=[a-z])(?=[A-Z])/g, ' ') }
  })
  .sort((a, b) => Number(b.code === '440000') - Number(a.code === '440000') || (a.code < b.code ? -1 : 1))

export const REGION_COOKIE = 'region'
const GUANGDONG = PROVINCES[0]!

/** The province a six-digit code lies in (440114 → 广东); null when there is none. */
export const provinceOf = (code: string | undefined): Province | null =>
  PROVINCES.find(
    (province) => /^\d{6}$/.test(code ?? '') && province.code.slice(0, 2) === code?.slice(0, 2),
  ) ?? null

/** Where the visitor said the parcel goes, from the cookie; Guangdong until told. */
export const destinationOf = (cookie: string | undefined): Province => provinceOf(cookie) ?? GUANGDONG
