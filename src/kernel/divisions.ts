import tree from './divisions/divisions.json' with { type: 'json' }

export type Division = { code: string; name: string }
export type DivisionTree = [code: string, name: string, cities: [code: string, name: string, districts: string[][]][]][]

const all = tree as DivisionTree
const division = ([code, name]: readonly unknown[]): Division => ({ code: String(code), name: String(name) })

/** The 34 province-level divisions, six-digit codes. */
export const provinces = (): Division[] => all.map(division)

export const citiesOf = (provinceCode: string): Division[] =>
  (all.find(([code]) => code === provinceCode)?.[2] ?? []).map(division)

export const districtsOf = (cityCode: string): Division[] => {
  const cities = all.find(([code]) => code.slice(0, 2) === cityCode.slice(0, 2))?.[2] ?? []
  return (cities.find(([code]) => code === cityCode)?.[2] ?? []).map(division)
}

/** The district behind a six-digit code with what it lies in; null when there is no such district. */
export function findDivision(code: string): { province: Division; city: Division; district: Division } | null {
  const province = all.find(([start]) => start.slice(0, 2) === code.slice(0, 2))
  for (const city of province?.[2] ?? []) {
    const district = city[2].find(([own]) => own === code)
    if (province && district) return { province: division(province), city: division(city), district: division(district) }
  }
  return null
}

/** 广东省 → 广东, 广西壮族自治区 → 广西: the words freight zones use. */
export const provinceShortName = (name: string): string =>
  name.replace(/(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$/, '')

/** The same tree for the browser's region picker. */
export const divisionsAsset = (): string => JSON.stringify(all)
