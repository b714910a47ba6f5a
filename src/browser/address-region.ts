import type { City, Division, Province } from '../kernel/divisions/read.ts'

export type Region = { code: string; start: number; end: number; sure: boolean }
type Entry = {
  level: number
  name: string
  short: string
  province: Province
  city?: City
  code: string
  old?: boolean
}
type Chain = Region & { weight: number; levels: number; last: Entry }

// Districts merged away that people still write, with the one each belongs to now.
const MERGED = '宣武110102崇文110101卢湾310101闸北310106南汇310115萝岗440112芳村440103'
const SUFFIX = /^(?:自治区|[省市区县州盟旗])/
const BETWEEN = /^[\s,;|/>、-]+/
// What forms of the state print between a province and its districts.
const FILLER = /^(?:市辖区|县(?=\p{Script=Han}{2})|(?:省|自治区)?直辖县级行政(?:区划|单位))/u
// 北京路, 花都大道, 长安镇: a place's name that names something else.
const OTHER = /^[东南西北中一二三四五六七八九十]?(?:[路街巷道站镇乡村]|大[道街])/

const indexes = new WeakMap<Province[], Map<string, Entry[]>>()

/** The one region that the text names best; null when it names none, or several equally well. */
export function findRegion(text: string, divisions: Province[]): Region | null {
  const index = indexOf(divisions)
  const chains: Chain[] = []
  for (let start = 0; start < text.length - 1; start += 1) {
    const fresh = start === 0 || !/[\p{Script=Han}\w]/u.test(text[start - 1]!)
    for (const chain of extend(text, start, index)) {
      const lone = chain.levels === 1 && !chain.sure
      if (lone && !(fresh && /^\p{Script=Han}/u.test(text.slice(chain.end)))) continue
      chains.push(fresh ? { ...chain, weight: chain.weight + 1 } : chain)
    }
  }
  chains.sort((a, b) => b.weight - a.weight || a.start - b.start)
  const best = chains.find(
    (chain) =>
      !chains.some(
        (other) => other.start === chain.start && other.weight === chain.weight && other.code !== chain.code,
      ),
  )
  return best ? { ...best, end: afterRepeats(text, best, index), sure: best.sure && isLeaf(best) } : null
}

/** Shops print the region twice: 广东省 广州市 花都区 广东省广州市花都区狮岭镇. */
function afterRepeats(text: string, region: Chain, index: Map<string, Entry[]>): number {
  const from = region.end + between(text, region.end)
  const again = extend(text, from, index)
    .filter((chain) => chain.levels > 1 && chain.code === region.code)
    .sort((a, b) => b.end - a.end)[0]
  return again?.end ?? region.end
}

const between = (text: string, at: number): number => BETWEEN.exec(text.slice(at))?.[0].length ?? 0

function extend(text: string, at: number, index: Map<string, Entry[]>, before?: Chain): Chain[] {
  const found: Chain[] = []
  for (const entry of index.get(text.slice(at, at + 2)) ?? []) {
    if (before && !liesIn(entry, before.last)) continue
    const [length, extra] = lengthAt(text.slice(at), entry)
    if (!length) continue
    const chain: Chain = {
      code: entry.code,
      start: before?.start ?? at,
      end: at + length,
      levels: (before?.levels ?? 0) + 1,
      // The wider place wins where one word names two: 吉林 is the province first.
      weight: (before?.weight ?? 0) + length + extra - entry.level / 10,
      sure: !entry.old && (extra > 0 || before !== undefined),
      last: entry,
    }
    found.push(chain)
    if (entry.level === 2) continue
    const next = chain.end + between(text, chain.end)
    found.push(...extend(text, next, index, chain))
    const filler = FILLER.exec(text.slice(next))?.[0].length
    if (filler) found.push(...extend(text, next + filler, index, chain))
  }
  return found
}

const liesIn = (entry: Entry, last: Entry): boolean =>
  entry.level > last.level && entry.province === last.province && (!last.city || entry.city === last.city)

/** How many characters name the place, and what a full name is worth more than a short one. */
function lengthAt(text: string, { name, short }: Entry): [length: number, extra: number] {
  if (text.startsWith(name)) return [name.length, name.length > short.length ? 2 : 0]
  if (!text.startsWith(short)) return [0, 0]
  const rest = text.slice(short.length)
  // 增城市 was a city once; 黔南州 is what people say.
  const suffix = SUFFIX.exec(rest)?.[0]
  if (suffix) return [short.length + suffix.length, 1]
  return OTHER.test(rest) ? [0, 0] : [short.length, 0]
}

const isLeaf = ({ last }: Chain): boolean => last.level === 2 || last.code === last.city?.districts[0]?.code

function indexOf(divisions: Province[]): Map<string, Entry[]> {
  const known = indexes.get(divisions)
  if (known) return known
  const index = new Map<string, Entry[]>()
  const add = (entry: Entry) => {
    const start = entry.short.slice(0, 2)
    index.set(start, [...(index.get(start) ?? []), entry])
  }
  const place = (level: number, { name, short, code }: Division, province: Province, city?: City) =>
    add({ level, name, short, code, province, city })
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
    const old = MERGED.indexOf(district.code)
    if (old > 0) {
      for (const [, name = '', code] of MERGED.matchAll(/(\D+)(\d+)/g)) {
        if (code === district.code)
          add({ level: 2, name: `${name}区`, short: name, code, province, city, old: true })
      }
    }
  }
  indexes.set(divisions, index)
  return index
}

const deepest = (city: City): string => (city.districts.length === 1 ? city.districts[0]!.code : city.code)
