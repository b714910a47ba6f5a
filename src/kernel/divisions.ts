import packed from './divisions/divisions.json' with { type: 'json' }
import { type Division, type Province, readDivision, readProvince } from './divisions/read.ts'
import words from './divisions/words.json' with { type: 'json' }

export type { Division }

/** A place a parcel can go to, with the names it lies in; a city without districts repeats its own name. */
export type Place = { province: Division; city: Division; district: Division }

let heads: Division[] | undefined
const opened = new Map<string, Province | undefined>()

/** The province a code lies in. One row is read at its first use: no request pays for the whole country. */
function provinceAround(code: string): Province | undefined {
  const start = code.slice(0, 2)
  if (!/^\d{6}$/.test(code)) return undefined
  if (!opened.has(start)) {
    const row = packed.find((text) => text.startsWith(start))
    opened.set(start, row === undefined ? row : readProvince(row))
  }
  return opened.get(start)
}

/** All provinces by code, 440000 being Guangdong; Hong Kong, Macao and Taiwan among them. */
export function provinces(): Division[] {
  heads ??= packed.map((row) => readDivision(row.slice(0, row.indexOf('|'))))
  return heads
}

/** Cities of a province (440000); none when the code is not a province's. */
export function citiesOf(province: string): Division[] {
  const found = provinceAround(province)
  return found?.code === province ? found.cities : []
}

/** Districts of a city (440100); a city without any has itself as the only one (441900 东莞市). */
export function districtsOf(city: string): Division[] {
  return provinceAround(city)?.cities.find(({ code }) => code === city)?.districts ?? []
}

/** The place of a district's code (440114); null when there is none, or the code is a province or a whole city. */
export function findDivision(code: string): Place | null {
  const province = provinceAround(code)
  for (const city of province?.cities ?? []) {
    const district = city.districts.find((one) => one.code === code)
    if (province && district) return { province, city, district }
  }
  return null
}

/** 广东省 → 广东, 广西壮族自治区 → 广西: the names freight zones use. A name that is no province's stays. */
export const provinceShortName = (name: string): string =>
  provinces().find((province) => province.name === name)?.short ?? name

/** The data as JSON for the browser, read there by readDivisions. */
export const divisionsAsset = (): string => JSON.stringify([words.traditional, words.surnames, ...packed])
