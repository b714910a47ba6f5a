import * as v from 'valibot'
import { type CartLine, formatCart, isCartId, parseCart } from '../cart/cookie.ts'
import { exactOf, type Form, keyOf, listOf, wholeOf } from '../http/form.ts'
import type { Texts } from '../i18n/texts.ts'
import { citiesOf, districtsOf } from '../kernel/divisions.ts'
import { isWholeText } from '../kernel/plain-text.ts'
import {
  doubtsTaxNo,
  invoice as invoiceSchema,
  note as noteSchema,
  recipient as recipientSchema,
} from './delivery.ts'
import type { Invoice } from './order.ts'
import { blankPlot, type PlotForm, readPlots } from './plot-form.ts'

/** The checkout as it was typed; kept whole, so that a mistake never empties a field. */
export type CheckoutForm = {
  name: string
  phone: string
  province: string
  city: string
  district: string
  street: string
  shipOn: string
  invoiceKind: string
  invoiceTitle: string
  taxNo: string
  /** The tax number the page has asked about: typed once more, it is believed. */
  taxNoAsked: string
  email: string
  note: string
  /** An 优惠码 as it was typed. */
  code: string
  consents: string[]
  /** What was shown is what is ordered: the lines travel with the form, not with the cookie. */
  lines: CartLine[]
  plots: PlotForm[]
  /** Which cart it was filled from: a cart is ordered once, from whichever of its tabs; '' where nobody knows. */
  cartId: string
  idempotencyKey: string
  expectedTotalFen: number | null
}

export type CheckoutField = keyof Texts['checkout']['errors']
export type CheckoutErrors = Partial<Record<CheckoutField, string>>

export type CheckoutDelivery = {
  recipient: { name: string; phone: string; region: string; street: string }
  note: string
  invoice: Invoice | null
}

const KEPT = 500

export function readCheckout(form: Form): CheckoutForm {
  const one = (name: string) => exactOf(form, name, KEPT)
  return {
    name: one('name'),
    phone: one('phone'),
    province: one('province'),
    city: one('city'),
    district: one('district'),
    street: one('street'),
    shipOn: one('shipOn'),
    invoiceKind: one('invoiceKind'),
    invoiceTitle: one('invoiceTitle'),
    taxNo: one('taxNo'),
    taxNoAsked: one('taxNoAsked'),
    email: one('email'),
    note: one('note'),
    code: one('code').trim().slice(0, 40),
    consents: listOf(form, 'consents', KEPT).flatMap((codes) => codes.split(',')),
    lines: parseCart(exactOf(form, 'items', Number.POSITIVE_INFINITY)),
    plots: readPlots(one),
    cartId: isCartId(one('cart')) ? one('cart') : '',
    idempotencyKey: keyOf(form, 'idempotencyKey'),
    expectedTotalFen: wholeOf(form, 'expectedTotalFen', 12),
  }
}

export const blankCheckout = (
  lines: CartLine[],
  province: string,
  plots: { plot: string; season: number }[] = [],
): CheckoutForm => ({ ...readCheckout({}), province, lines, plots: plots.map(blankPlot) })

export const shownItems = (lines: CartLine[]): string => formatCart(lines)

/** Drops a city or district that does not lie in what stands above it, as when another province was chosen. */
export function settleRegion(form: CheckoutForm): CheckoutForm {
  const city = citiesOf(form.province).some(({ code }) => code === form.city) ? form.city : ''
  const district = districtsOf(city).some(({ code }) => code === form.district) ? form.district : ''
  return { ...form, city, district }
}

const delivery = v.object({ ...recipientSchema.entries, note: noteSchema })

const FIELD_OF_INVOICE: Record<string, CheckoutField> = {
  title: 'invoiceTitle',
  taxNo: 'taxNo',
  email: 'email',
}

const WRITTEN = ['name', 'street', 'note', 'invoiceTitle', 'email'] as const

/** Where the order goes and its invoice, or the sentence to show at each field that needs mending. */
export function parseCheckout(
  form: CheckoutForm,
  texts: Texts['checkout']['errors'],
): { ok: true; value: CheckoutDelivery } | { ok: false; errors: CheckoutErrors } {
  const errors: CheckoutErrors = {}
  const to = v.safeParse(delivery, { ...form, region: form.district })
  for (const issue of to.issues ?? []) {
    const name = issue.path?.[0].key as CheckoutField
    errors[name] = texts[name]
  }
  for (const name of WRITTEN) if (!isWholeText(form[name])) errors[name] = texts.spoilt
  const wanted = form.invoiceKind === 'personal' || form.invoiceKind === 'company'
  const invoice = wanted
    ? v.safeParse(invoiceSchema, {
        kind: form.invoiceKind,
        title: form.invoiceTitle,
        taxNo: form.taxNo,
        email: form.email,
      })
    : null
  for (const issue of invoice?.issues ?? []) {
    const name = FIELD_OF_INVOICE[String(issue.path?.[0]?.key)] ?? 'invoiceTitle'
    errors[name] ??= texts[name]
  }
  const { taxNo } = invoice?.success ? invoice.output : { taxNo: '' }
  if (doubtsTaxNo(taxNo, form.taxNoAsked)) errors.taxNo = texts.taxNoAgain
  if (!to.success || (invoice && !invoice.success) || errors.taxNo) return { ok: false, errors }
  const { note, ...recipient } = to.output
  return { ok: true, value: { recipient, note, invoice: invoice?.output ?? null } }
}
