import { parsePhone } from '../kernel/phone.ts'

/** Where the phone stood in the text. */
export const PHONE = '\uE001'

const MAINLAND = '(?:\\(?(?:\\+|00)?86\\)?[\\s-]*)?'
const NUMBERS = [
  `${MAINLAND}1[3-9]\\d[\\s.-]{0,3}\\d{4}[\\s.-]{0,3}\\d{4}`,
  '\\(?(?:\\+|00)?(?:852|853|886)\\)?[\\s-]*\\d(?:[\\s-]?\\d){7,9}',
  '[48]00[\\s-]?\\d{3,4}[\\s-]?\\d{3,4}',
  `${MAINLAND}\\(?0?\\d{2,3}\\)?[\\s-]?\\d{3,4}[\\s-]?\\d{4}`,
]
// Of 13800001234-8号楼 the house is no extension.
const EXTENSION =
  '((?: *(?:转|分机号?|ext\\.?|#|-) *\\d{1,6}| *[[【]\\d{1,6}[\\]】])(?![\\d号栋幢楼室单座弄巷]))'
const PATTERNS = NUMBERS.flatMap((number) =>
  [EXTENSION, '()'].map((behind) => new RegExp(`(^|\\D)(${number})(?!\\d)${behind}`, 'i')),
)
// 张三[2568]: some shops print the extension behind the name as well, or there alone.
const BEHIND_NAME = /(\p{Script=Han}|\*)[[【](\d{3,6})[\]】]/u

type Found = { phone: string | null; text: string }

/** Takes the phone out of the text; unsure where there is a second, or its extension stands elsewhere. */
export function takePhone(text: string): Found & { sure: boolean } {
  const { phone, text: rest } = first(text.replace(BEHIND_NAME, '$1'), PHONE)
  if (!phone) return { phone, sure: false, text }
  const behind = BEHIND_NAME.exec(text)?.[2]
  const lent = behind !== undefined && /^1\d{10}$/.test(phone)
  const second = first(rest, '')
  return {
    phone: lent ? `${phone}[${behind}]` : phone,
    sure: !lent && !second.phone,
    // What stands behind the number may stand behind the street again.
    text: second.text.replace(/[[【](\d{3,6})[\]】]/g, (again, digits) =>
      phone.endsWith(digits) ? '' : again,
    ),
  }
}

function first(text: string, mark: string): Found {
  for (const pattern of PATTERNS) {
    const [match, lead = '', number = '', extension = ''] = pattern.exec(text) ?? []
    const phone = match ? parsePhone(number + extension) : null
    if (match && phone) return { phone, text: text.replace(match, `${lead}\n${mark}\n`) }
  }
  return { phone: null, text }
}
