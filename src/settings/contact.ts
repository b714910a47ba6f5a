import type { ContactField } from '../env.ts'
import { parseCreditCode } from '../kernel/credit-code.ts'
import { parsePhone } from '../kernel/phone.ts'
import { addDays, isCivilDate } from '../kernel/time.ts'
import type { Contact } from './shop.ts'

export type ContactErrors = Partial<Record<keyof Contact, string>>

/** In the order the form asks for them. */
export const CONTACT_FIELDS: (keyof Contact)[] = [
  'operator',
  'licenceNo',
  'licenceUntil',
  'foodLicenceNo',
  'foodLicenceUntil',
  'icp',
  'policeRecord',
  'phone',
  'wechat',
  'complaints',
]

const LONGEST = 80
const WARNED_DAYS = 60

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')
const matching = (pattern: RegExp) => (text: string) => (pattern.test(plain(text)) ? plain(text) : null)
const date = (text: string) => (isCivilDate(text) ? text : null)
const any = (text: string) => text

/** How each field is read, and what is said when it cannot be. */
const RULES: Record<keyof Contact, [read: (text: string) => string | null, error: string]> = {
  operator: [any, ''],
  licenceNo: [parseCreditCode, '统一社会信用代码应为18位，请对照营业执照检查是否写错一位'],
  licenceUntil: [date, '请填写真实存在的日期，长期有效就留空'],
  foodLicenceNo: [
    matching(/^(?:JY|SC)\d{14}$/i),
    '食品经营许可证号是 JY 加14位数字（生产许可证是 SC 加14位）',
  ],
  foodLicenceUntil: [date, '请填写真实存在的日期'],
  icp: [
    matching(/^\p{sc=Han}ICP[备证]\d{6,14}号(?:-\d{1,3})?$/u),
    'ICP备案号的样子是“粤ICP备2024012345号-1”',
  ],
  policeRecord: [
    matching(/^\p{sc=Han}公网安备\d{11,14}号$/u),
    '公安备案号的样子是“粤公网安备44011402000123号”',
  ],
  phone: [parsePhone, '电话应为11位手机号、带区号的座机或400号码'],
  wechat: [any, ''],
  complaints: [any, ''],
}

/** Reads the form; an empty field is allowed and means "as the variable says, or missing". */
export function parseContact(
  typed: Contact,
): { ok: true; contact: Contact } | { ok: false; errors: ContactErrors } {
  const contact = { ...typed }
  const errors: ContactErrors = {}
  for (const field of CONTACT_FIELDS) {
    const text = typed[field].trim().slice(0, LONGEST)
    const [read, error] = RULES[field]
    const value = text ? read(text) : ''
    if (value === null) errors[field] = error
    else contact[field] = field === 'foodLicenceNo' ? value.toUpperCase() : value
  }
  return Object.keys(errors).length ? { ok: false, errors } : { ok: true, contact }
}

/** Fields the law or a shopper in need asks for and nobody has told yet. */
export const missingContact = (contact: Record<ContactField, string | null>): ContactField[] =>
  (Object.keys(contact) as ContactField[]).filter((field) => !contact[field])

/** Licences that have ended or end within 60 days of `today` (a civil date). */
export const endingLicences = (stored: Contact | undefined, today: string) =>
  (['licenceUntil', 'foodLicenceUntil'] as const).flatMap((field) => {
    const until = stored?.[field]
    return until && until <= addDays(today, WARNED_DAYS) ? [{ field, until, ended: until < today }] : []
  })
