import * as v from 'valibot'
import { isSku } from '../cart/cookie.ts'
import { type CartItem, MAX_LINES } from '../cart/quote.ts'
import { exactOf, type Form, keyOf } from '../http/form.ts'
import type { Texts } from '../i18n/texts.ts'
import { parsePhone } from '../kernel/phone.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'
import { provinceOf } from '../kernel/provinces.ts'
import { addDays } from '../kernel/time.ts'
import { parseWhole } from '../kernel/typed-number.ts'
import type { FieldErrors } from '../orders/fields.tsx'
import { MOST_PIECES, PURPOSES } from './quotation.ts'
import type { QuotationRequest } from './requesting.ts'

/** A request as it was typed; kept whole, so that a mistake never empties a field. */
export type RequestForm = {
  unitName: string
  contactName: string
  phone: string
  wanted: string
  deliverOn: string
  purpose: string
  region: string
  note: string
  consents: string[]
  /** Lines taken over from the cart, with the quantity as typed. */
  lines: { sku: string; quantity: string }[]
  idempotencyKey: string
}

const KEPT = 2000
const DAYS_AHEAD = 365

export function readRequest(form: Form): RequestForm {
  const one = (name: string, longest = 200) => exactOf(form, name, longest)
  const skus = [...new Set(one('skus', KEPT).split('~').filter(isSku))].slice(0, MAX_LINES)
  return {
    unitName: one('unitName'),
    contactName: one('contactName'),
    phone: one('phone'),
    wanted: one('wanted', KEPT),
    deliverOn: one('deliverOn'),
    purpose: one('purpose'),
    region: one('region'),
    note: one('note', KEPT),
    consents: one('consents') ? [one('consents')] : [],
    lines: skus.map((sku) => ({ sku, quantity: one(`pieces-${sku}`, 20) })),
    idempotencyKey: keyOf(form, 'idempotencyKey'),
  }
}

export const blankRequest = (items: CartItem[], region: string): RequestForm => ({
  ...readRequest({}),
  region,
  lines: items.map(({ sku, quantity }) => ({ sku, quantity: String(quantity) })),
})

/** Typed text on one line or several, without control characters and invisible marks. */
const text = (shortest: number, longest: number, lines = false) =>
  v.pipe(
    v.string(),
    v.check(isWholeText),
    v.transform((typed) => plainText(typed, { lines })),
    v.minLength(shortest),
    v.maxLength(longest),
  )

const request = v.object({
  unitName: text(2, 80),
  contactName: text(1, 40),
  phone: v.pipe(
    v.string(),
    v.transform((typed) => parsePhone(typed) ?? ''),
    v.minLength(1),
  ),
  purpose: v.picklist(PURPOSES),
  region: v.pipe(
    v.string(),
    v.check((code) => provinceOf(code)?.code === code),
  ),
  note: text(0, 500, true),
})

export type ParsedRequest = Omit<QuotationRequest, 'language'>

/** What is asked for, or the sentence to show at each field that needs fixing. `today` is a civil date. */
export function parseRequest(
  form: RequestForm,
  texts: Texts['institutions']['errors'],
  today: string,
): { ok: true; value: ParsedRequest } | { ok: false; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const parsed = v.safeParse(request, form)
  for (const issue of parsed.issues ?? []) {
    const name = String(issue.path?.[0].key) as keyof typeof texts
    errors[name] = texts[name]
  }
  for (const name of ['unitName', 'contactName', 'note'] as const)
    if (!isWholeText(form[name])) errors[name] = texts.spoilt
  const items = form.lines.flatMap(({ sku, quantity }) => {
    const pieces = parsePieces(quantity)
    if (pieces === null) errors[`pieces-${sku}`] = texts.pieces
    return pieces ? [{ sku, quantity: pieces }] : []
  })
  const wanted = v.safeParse(text(0, 1000, true), form.wanted)
  if (!isWholeText(form.wanted)) errors.wanted = texts.spoilt
  else if (!wanted.success) errors.wanted = texts.wantedLong
  else if (!wanted.output && !items.length && !form.lines.some(({ sku }) => errors[`pieces-${sku}`]))
    errors.wanted = texts.wanted
  const deliverOn = form.deliverOn.trim()
  if (deliverOn && !isDayAhead(deliverOn, today)) errors.deliverOn = texts.deliverOn
  if (!form.consents.includes('privacy')) errors.consents = texts.consents
  if (!parsed.success || !wanted.success || Object.keys(errors).length) return { ok: false, errors }
  return { ok: true, value: { ...parsed.output, items, wanted: wanted.output, deliverOn: deliverOn || null } }
}

/** A typed number of pieces, full-width digits included, 0 for none; null when it is no such number. */
export const parsePieces = (typed: string): number | null => parseWhole(typed, MOST_PIECES, '件')

/** Whether it is a real civil date after `today`, at most `days` ahead. */
export function isDayAhead(on: string, today: string, days = DAYS_AHEAD): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(on) || Number.isNaN(Date.parse(`${on}T00:00:00Z`))) return false
  return addDays(on, 0) === on && on > today && on <= addDays(today, days)
}
