import type { Divisions } from '../kernel/divisions/read.ts'
import { HEADINGS, NAME, withoutLabels, withoutSender } from './address-labels.ts'
import { gluedName, NOISE, nameAmong } from './address-name.ts'
import { PHONE, takePhone } from './address-phone.ts'
import { findRegion } from './address-region.ts'
import { joinStreet, looksWhole, SPACE, withSpaces } from './address-street.ts'

export type AddressField = 'name' | 'phone' | 'region' | 'street'
export type ParsedAddress = {
  name?: string
  phone?: string
  /** A district's code, or where the text names no district the city's or province's: then `region` is unsure. */
  regionCode?: string
  street?: string
  /** What the shopper should look at: missing or guessed. */
  unsure: AddressField[]
}

const FIELDS: AddressField[] = ['name', 'phone', 'region', 'street']
const LONGEST = 500
// Of what stands before the region only this can belong to the street.
const STREETY = /[路街道镇乡村组号栋楼室厦园区寨屯]|\p{Script=Latin}{3}|\d+-\d/u
const GOODS = /^\d+$|\d(?:\.\d+)? *(?:盒|件|斤|个|箱|份|袋|包|瓶|罐|只|kg|g)$/i

/** Reads a pasted address in whatever order it comes. Never throws; what is not said stays undefined. */
export function parseAddress(pasted: string, divisions: Divisions): ParsedAddress {
  const { surnames, traditional } = divisions
  const written = clean(pasted)
  const simple = simplified(written, traditional)
  const { phone, sure, text } = takePhone(withoutSender(simple))
  const labelled = keepWords(withoutLabels(text.replace(/[【[]/g, '\n').replace(/[】\]]/g, ': ')))
  const region = findRegion(labelled, divisions)
  const before = tokens(region ? labelled.slice(0, region.start) : labelled)
  const after = tokens(region ? labelled.slice(region.end) : '')
  const all = [...before, ...after]
  const isAfterRegion = (at: number) => at >= before.length
  const found = nameAmong(all, { name: NAME, phone: PHONE, surnames, isAfterRegion })
  const rest = (at: number) => all[at] !== PHONE && at !== found?.at && !NOISE.test(all[at]!)
  const inTable = /\t/.test(pasted) || text.search(HEADINGS) >= 0
  const behind = after.filter((part, at) => rest(at + before.length) && !(inTable && /^\d{1,3}$/.test(part)))
  const ahead = before.filter((part, at) => rest(at) && STREETY.test(part) && !GOODS.test(part))
  const parts = [...behind, ...ahead].map((part) => part.replace(NAME, ''))
  const glued = found ? null : gluedName(parts, surnames)
  const asWritten = (part: string) => unfolded(part, simple, written)
  const street = joinStreet((glued?.parts ?? parts).map(asWritten))
  const name = withSpaces(asWritten((found ?? glued)?.name ?? ''))
  // What stood before the region is the street's only where the text says so, or has nothing else.
  const inOrder = !ahead.length || !behind.length || simple.includes('地址')
  const certain = {
    name: found?.sure,
    phone: phone && sure,
    region: region?.sure,
    street: region?.whole && !glued && inOrder && looksWhole(street, parts),
  }
  const unsure = FIELDS.filter((field) => !certain[field])
  return {
    name: name || undefined,
    phone: phone ?? undefined,
    regionCode: region?.code,
    street: street || undefined,
    unsure,
  }
}

const clean = (pasted: string): string =>
  pasted
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/\uFE0F|[\uE000-\uE002\p{Cf}]/gu, '')
    .replace(/\p{Extended_Pictographic}/gu, ' ')
    .replace(/\(\d{6}\)|\((?:[^()\d]+收|家|公司|学校|[^()]*(?:电话|联系|放|送)[^()]*)\)/g, ' ')

/** Words of Latin letters and the numbers between them are one token. */
const keepWords = (text: string): string =>
  text
    .replace(/(\p{Script=Latin}{2,}\.?) +(?=\p{Script=Latin}[\p{Script=Latin}'.]|\d)/gu, `$1${SPACE}`)
    .replace(/(\d) +(?=\p{Script=Latin}{3})/gu, `$1${SPACE}`)

/** One character for one, so that what is read can be shown as it was written. */
function simplified(text: string, pairs: string): string {
  let simple = ''
  for (let at = 0; at < text.length; at += 1) {
    const pair = pairs.indexOf(text[at]!)
    simple += pair >= 0 && pair % 2 === 0 ? pairs[pair + 1] : text[at]
  }
  return simple
}

function unfolded(part: string, simple: string, written: string): string {
  const at = simple.indexOf(withSpaces(part))
  return at < 0 ? part : written.slice(at, at + part.length)
}

const tokens = (text: string): string[] =>
  text.split(/[\s,;|、。!?:>]+|\/(?![\dA-Za-z])/).flatMap((part) => part.replace(/^-+|-+$/g, '') || [])
