import type { Divisions } from '../kernel/divisions/read.ts'
import { type Entry, indexOf } from './address-region-index.ts'

/** `whole` where it names a district, and no other is named: only then is the street sure to be what follows. */
export type Region = { code: string; start: number; end: number; sure: boolean; whole: boolean }
type Chain = Omit<Region, 'whole'> & { weight: number; levels: number; last: Entry; fresh?: boolean }
type Index = Map<string, Entry[]>

const SUFFIX = /^(?:自治[区州县旗]|新区|地区|[省市区县州盟旗])/
const BETWEEN = /^[\s,;|/>、-]+/
// What forms of the state print between a province and its districts.
const FILLER = /^(?:市辖区|县(?=\p{Script=Han}{2})|(?:省|自治区)?直辖县级行政(?:区划|单位))/u
// 北京路, 花都大道, 长安镇: a place's name that names something else.
const OTHER = /^[东南西北中一二三四五六七八九十]?(?:[路街巷道站镇乡村]|大[道街厦])/

/** The one region that the text names best; null when it names none, or several equally well. */
export function findRegion(text: string, divisions: Divisions): Region | null {
  const index = indexOf(divisions)
  const chains: Chain[] = []
  for (let start = 0; start < text.length - 1; start += 1) {
    const fresh = start === 0 || !/[\p{Script=Han}\w]/u.test(text[start - 1]!)
    for (const chain of extend(text, start, index)) {
      const lone = chain.levels === 1 && !chain.sure
      if (lone && !(fresh && /^\p{Script=Han}/u.test(text.slice(chain.end)))) continue
      chains.push(fresh ? { ...chain, weight: chain.weight + 1, fresh } : chain)
    }
  }
  chains.sort((a, b) => b.weight - a.weight || a.start - b.start || rank(a) - rank(b))
  const rivals = (chain: Chain) =>
    chains.filter(
      (other) => other.start === chain.start && other.weight === chain.weight && other.code !== chain.code,
    )
  const best = chains.find((chain) => rivals(chain).every((other) => rank(other) > rank(chain)))
  if (!best) return null
  const elsewhere = chains.some(
    ({ start, end, levels, code, last }) =>
      levels > 1 && last.level === 2 && code !== best.code && (start >= best.end || end <= best.start),
  )
  const end = afterRepeats(text, best, index)
  const whole = isLeaf(best) && !elsewhere
  return { ...best, end, whole, sure: best.sure && whole && !rivals(best).length }
}

/** Which of places with one name is meant when nothing else is said: 朝阳区 is Beijing's, 南山区 Shenzhen's. */
const rank = ({ code, levels }: Chain): number =>
  levels > 1 ? 2 : /^(?:11|12|31|50)/.test(code) ? 0 : /^(?:..01|4403|2102|3702|3302|3502)/.test(code) ? 1 : 2

/** Shops print the region twice: 广东省 广州市 花都区 广东省广州市花都区狮岭镇; and people its former name behind it. */
function afterRepeats(text: string, region: Chain, index: Index): number {
  const from = region.end + between(text, region.end)
  const again = extend(text, from, index)
    .filter((chain) => chain.code === region.code && (chain.levels > 1 || chain.end - from > 2))
    .sort((a, b) => b.end - a.end)[0]
  return again && !OTHER.test(text.slice(again.end)) ? again.end : region.end
}

const between = (text: string, at: number): number => BETWEEN.exec(text.slice(at))?.[0].length ?? 0

function extend(text: string, at: number, index: Index, before?: Chain): Chain[] {
  const found: Chain[] = []
  const entries = index.get(text[at] ?? '') ?? []
  for (const entry of entries) {
    const moved = before !== undefined && !liesIn(entry, before.last)
    if (moved && !mayHaveMoved(entry, before.last, text, at, entries)) continue
    const [length, extra] = lengthAt(text.slice(at), entry)
    if (!length) continue
    const chain: Chain = {
      code: entry.code,
      start: before?.start ?? at,
      end: at + length,
      levels: (before?.levels ?? 0) + 1,
      // The wider place wins where one word names two: 吉林 is the province first.
      weight: (before?.weight ?? 0) + length + extra - entry.level / 10 - (moved ? 2 : 0),
      sure: !entry.divided && !moved && (extra > 0 || before !== undefined),
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

/** 四平市公主岭市 is Changchun's now: the one place of its full name in the province. */
const mayHaveMoved = (entry: Entry, last: Entry, text: string, at: number, entries: Entry[]): boolean =>
  entry.level === 2 &&
  last.level === 1 &&
  entry.province === last.province &&
  entry.name.length > 2 &&
  text.startsWith(entry.name, at) &&
  entries.filter(({ name, province }) => name === entry.name && province === entry.province).length === 1

/** How many characters name the place, and what a full name is worth more than a short one. */
function lengthAt(text: string, { name, short }: Entry): [length: number, extra: number] {
  if (text.startsWith(name))
    return OTHER.test(text.slice(name.length)) && name.length < 3
      ? [0, 0]
      : [name.length, name.length > short.length || name.length > 2 ? 2 : 1]
  if (!text.startsWith(short)) return [0, 0]
  const rest = text.slice(short.length)
  // 增城市 was a city once; 黔南州 is what people say.
  const suffix = SUFFIX.exec(rest)?.[0]
  if (suffix) return [short.length + suffix.length, 1]
  return OTHER.test(rest) ? [0, 0] : [short.length, 0]
}

const isLeaf = ({ last }: Chain): boolean => last.level === 2 || last.code === last.city?.districts[0]?.code
