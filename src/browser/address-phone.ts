import { parsePhone } from '../kernel/phone.ts'

/** Where the phone stood in the text. */
export const PHONE = '\uE001'

const PREFIX = '\\(?(?:(?:\\+|00)?86)?\\)?[\\s-]*'
const EXTENSION =
  '((?: *(?:转|分机号?|ext\\.?|#|-) *\\d{1,6}| *[[【]\\d{1,6}[\\]】])?)(?![\\d号栋幢楼室单座弄巷])'
const NUMBERS = [
  `${PREFIX}1[3-9]\\d[\\s.-]{0,3}\\d{4}[\\s.-]{0,3}\\d{4}`,
  '\\(?(?:\\+|00)?(?:852|853|886)\\)?[\\s-]*\\d(?:[\\s-]?\\d){7,9}',
  '[48]00[\\s-]?\\d{3,4}[\\s-]?\\d{3,4}',
  `(?:\\(?(?:\\+|00)86\\)?[\\s-]*)?\\(?0?\\d{2,3}\\)?[\\s-]?\\d{3,4}[\\s-]?\\d{4}`,
].map((number) => new RegExp(`(^|[^\\d-])(${number})(?!\\d)${EXTENSION}`, 'i'))
const PLAIN = NUMBERS.map(({ source }) => new RegExp(`${source.split(EXTENSION)[0]}()`, 'i'))
// 张三[2568]: some shops print the extension behind the name as well, or there alone.
const BEHIND_NAME = /(\p{Script=Han}|\*)[[【](\d{3,6})[\]】]/u

type Found = { phone: string | null; sure: boolean; text: string }

/** Takes the first phone out of the text; unsure where there is a second, or its extension stands elsewhere. */
export function takePhone(text: string): Found {
  const behind = BEHIND_NAME.exec(text)?.[2]
  const found = first(text.replace(BEHIND_NAME, '$1'))
  if (!found.phone) return { ...found, text }
  const lent = behind !== undefined && /^1\d{10}$/.test(found.phone)
  const second = first(found.text)
  return {
    phone: lent ? `${found.phone}[${behind}]` : found.phone,
    sure: !lent && !second.phone,
    text: second.phone
      ? second.text.replace(PHONE, (mark, at) => (at === second.text.lastIndexOf(mark) ? '' : mark))
      : found.text,
  }
}

function first(text: string): Found {
  for (const pattern of NUMBERS.flatMap((own, at) => [own, PLAIN[at]!])) {
    const [match, lead = '', number = '', extension = ''] = pattern.exec(text) ?? []
    const phone = match ? parsePhone(number + extension) : null
    if (match && phone) return { phone, sure: true, text: text.replace(match, `${lead}\n${PHONE}\n`) }
  }
  return { phone: null, sure: false, text }
}
