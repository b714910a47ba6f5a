import type { Province } from '../kernel/divisions/read.ts'
import { parsePhone } from '../kernel/phone.ts'
import { gluedName, nameAmong } from './address-name.ts'
import { findRegion } from './address-region.ts'

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

const LONGEST = 500
// Marks in the text: a name follows; the phone stood here; one space within a Latin name.
const NAME = '\uE000'
const PHONE = '\uE001'
const SPACE = '\uE002'

const PERSON = '(?:收货|收件|联系)人'
const LABEL = new RegExp(
  `(?:(${PERSON}?(?:联系电话|电话|手机|联系方式)(?:号码|号)?)|((?:我的)?${PERSON}?(?:收货|收件|详细|邮寄)?地址|街道|` +
    `所在地区?|(?:收货)?地区|省市区|收货信息)|(${PERSON}(?:姓名)?|姓名|名字|寄给)|邮政?编码?)(\\s*[:是]\\s*|\\s+|)`,
  'g',
)
const NUMBERS = [
  /(^|\D)((?:\+|00)?(?:86[\s-]*)?1[3-9]\d{9})(?!\d)/,
  /(^|\D)((?:\+|00)?(?:86[\s-]*)?1[3-9]\d[\s.-]{1,3}\d{4}[\s.-]{1,3}\d{4})(?!\d)/,
  /(^|\D)(0\d{2,3}[\s-]?\d{7,8})(?!\d)/,
]
const ADDRESSY = /[路街道镇乡村组号栋楼室厦园区寨屯]|\d/
const NOISE = /^(?:\d{6}|谢谢.*|默认|家|公司|学校|[您你]好|麻烦.*|请?寄[到往]|中国|\(?收\)?|.*\*.*)$/

/** Reads a pasted address in whatever order it comes. Never throws; what is not said stays undefined. */
export function parseAddress(pasted: string, divisions: Province[]): ParsedAddress {
  const { phone, sure, text } = takePhone(clean(pasted))
  const labelled = text.replace(LABEL, unlabel)
  const region = findRegion(labelled, divisions)
  const before = tokens(region ? labelled.slice(0, region.start) : labelled)
  const after = tokens(region ? labelled.slice(region.end) : '')
  const all = [...before, ...after]
  const found = nameAmong(all, { name: NAME, phone: PHONE, isAfterRegion: (at) => at >= before.length })
  const rest = (at: number) => all[at] !== PHONE && at !== found?.at && !NOISE.test(all[at]!)
  const parts = [
    ...after.filter((_, at) => rest(at + before.length)),
    ...before.filter((part, at) => rest(at) && ADDRESSY.test(part)),
  ].map((part) => part.replace(NAME, ''))
  const glued = found ? null : gluedName(parts)
  const street = join(glued?.parts ?? parts)
  const name = (found ?? glued)?.name.split(SPACE).join(' ')
  const unsure: AddressField[] = []
  if (!found?.sure) unsure.push('name')
  if (!phone || !sure) unsure.push('phone')
  if (!region?.sure) unsure.push('region')
  if (street.length < 4 || !/[\d村组寨屯]/.test(street)) unsure.push('street')
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
    .replace(/[【[]/g, '\n')
    .replace(/[】\]]/g, ': ')
    .replace(/\(\d{6}\)/g, ' ')
    .replace(/([A-Za-z]{2,}) +(?=[A-Za-z]{2})/g, `$1${SPACE}`)

function takePhone(text: string): { phone: string | null; sure: boolean; text: string } {
  for (const pattern of NUMBERS) {
    const [match, lead = '', number = ''] = pattern.exec(text) ?? []
    const phone = match ? parsePhone(number) : null
    if (!match || !phone) continue
    const rest = text.replace(match, `${lead}\n${PHONE}\n`)
    // 13800001234-5678, 转5678: the courier needs what the field cannot hold.
    const bare = rest.replace(new RegExp(`(${PHONE}\\n)\\s*(?:[-#]|转)\\s*\\d{1,6}(?!\\d)`), '$1')
    const second = NUMBERS[0]!.test(bare)
    return { phone, sure: bare === rest && !second, text: second ? bare.replace(NUMBERS[0]!, '$1\n') : bare }
  }
  return { phone: null, sure: false, text }
}

/** A label ends what stood before it; only a name's is kept, as a mark. */
function unlabel(label: string, ...groups: (string | number | undefined)[]): string {
  const [phone, place, person, end, at, whole] = groups
  const next = String(whole)[Number(at) + label.length] ?? ''
  const before = String(whole)[Number(at) - 1] ?? ''
  const glued = /[\p{Script=Han}\w]/u.test(before)
  const colon = /[:是]/.test(String(end))
  if (glued && !(colon && !place)) return label
  if (place && !colon && !end) return label
  if (place === '街道' && !colon) return label
  if (phone && !end && /\p{Script=Han}/u.test(next)) return label
  return person ? `\n${NAME}` : '\n'
}

const tokens = (text: string): string[] =>
  text.split(/[\s,;|、。!?:>]+|\/(?![\dA-Za-z])/).filter((part) => part !== '' && part !== '-')

/** Words of Latin letters and numbers keep a space between them; Chinese needs none. */
function join(parts: string[]): string {
  let street = ''
  for (const part of parts) {
    const apart = /^[A-Za-z]{2}/.test(part) || (/\w$/.test(street) && /^\w/.test(part))
    street += street && apart ? ` ${part}` : part
  }
  return street.split(SPACE).join(' ').trim()
}
