import type { City, Division, Divisions, Province } from '../kernel/divisions/read.ts'

/** A name of a place, as it is or once was; `divided` where that is shared out among several today. */
export type Entry = {
  level: number
  name: string
  short: string
  province: Province
  city?: City
  code: string
  divided?: boolean
}

const indexes = new WeakMap<Divisions, Map<string, Entry[]>>()

/** Every name by its first character. */
export function indexOf(divisions: Divisions): Map<string, Entry[]> {
  const known = indexes.get(divisions)
  if (known) return known
  const index = new Map<string, Entry[]>()
  const add = (entry: Entry) => {
    const start = entry.short[0]!
    index.set(start, [...(index.get(start) ?? []), entry])
  }
  const place = (level: number, division: Division, province: Province, city?: City) => {
    const { name, short, code, former = [] } = division
    add({ level, name, short, code, province, city })
    for (const given of former) {
      const old = given.replace('?', '')
      // 闸北 is said for 闸北区, but 郫县 and 绍兴县 in full alone.
      const stem = old.endsWith('区') && old.length > 2 ? old.slice(0, -1) : old
      add({ level, name: old, short: stem, code, province, city, divided: old !== given })
    }
  }
  for (const province of divisions) {
    const [only] = province.cities
    // A municipality's one city is known without being named; so is the one district of a city.
    const city = province.cities.length === 1 ? only : undefined
    place(0, { ...province, code: city ? deepest(city) : province.code }, province, city)
    for (const own of province.cities) {
      place(1, { ...own, code: deepest(own) }, province, own)
      for (const district of own.districts) addDistrict(district, own, province)
    }
  }
  function addDistrict(district: Division, city: City, province: Province) {
    const repeats = district.name === city.name
    place(2, repeats ? { ...district, short: district.name } : district, province, city)
    const rest = district.name.startsWith(city.short) ? district.name.slice(city.short.length) : ''
    // 苏州市工业园区 is 苏州工业园区.
    if (rest.length > 3) place(2, { ...district, name: rest, short: rest }, province, city)
  }
  indexes.set(divisions, index)
  return index
}

const deepest = (city: City): string => (city.districts.length === 1 ? city.districts[0]!.code : city.code)
