import * as v from 'valibot'
import { parseCreditCode } from '../kernel/credit-code.ts'
import { findDivision } from '../kernel/divisions.ts'
import { parsePhone } from '../kernel/phone.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'

/** Typed words, as they may stand on a slip: what holds NUL or half a character is no text and is refused. */
export const typed = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.check(isWholeText, 'NUL or half a character'),
    v.transform((text) => plainText(text)),
    v.minLength(least),
    v.maxLength(most),
  )

/** Who gets the parcel, as the checkout and the API take it. */
export const recipient = v.object({
  name: typed(1, 40),
  phone: v.pipe(
    v.string(),
    v.transform((text) => parsePhone(text) ?? ''),
    v.minLength(1, 'not a phone number'),
  ),
  region: v.pipe(
    v.string(),
    v.check((code) => findDivision(code) !== null, 'unknown division'),
  ),
  street: typed(4, 120),
})

/** Who orders gifts alone: nothing is sent to them, so nobody asks where they live. */
export const contact = v.pipe(
  v.object({ name: recipient.entries.name, phone: recipient.entries.phone }),
  v.transform((own) => ({ ...own, region: '', street: '' })),
)

/** Whether anything of an order is sent to who places it: all but gifted plots. */
export const needsAddress = (order: { items: unknown[]; gifts: boolean[] }): boolean =>
  order.items.length > 0 || order.gifts.length === 0 || order.gifts.some((gift) => !gift)

export const note = typed(0, 200)

/** 统一社会信用代码 or 税号: 15, 17, 18 or 20 letters and digits. */
const TAX_NO = /^(?:[0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{18}|[0-9A-Z]{20})$/

const parseTaxNo = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** Optional: who has no mailbox is told by message and downloads the invoice from the order. */
const email = v.optional(
  v.pipe(
    typed(0, 100),
    v.check((text) => text === '' || v.EMAIL_REGEX.test(text), 'no address of e-mail'),
  ),
  '',
)

/** An invoice as it was asked for; what does not belong to its kind is dropped. */
export const invoice = v.variant('kind', [
  v.object({
    kind: v.literal('personal'),
    title: v.optional(typed(0, 80), ''),
    taxNo: v.pipe(
      v.optional(v.string(), ''),
      v.transform(() => ''),
    ),
    email,
  }),
  v.object({
    kind: v.literal('company'),
    title: typed(2, 80),
    taxNo: v.pipe(
      v.optional(v.string(), ''),
      v.transform(parseTaxNo),
      v.regex(TAX_NO, 'a company invoice needs its tax number'),
    ),
    email,
  }),
])

/**
 * Whether a tax number is to be asked about: 18 characters whose check letter (GB 32100) is wrong are most often a
 * slip of the finger, but some are sound, so whoever says them twice is believed. `again` is the one asked about before.
 */
export const doubtsTaxNo = (taxNo: string, again: string): boolean =>
  taxNo.length === 18 && parseCreditCode(taxNo) === null && parseTaxNo(again) !== taxNo
