import * as v from 'valibot'
import { type CartLine, formatCart, isCartId, parseCart } from '../cart/cookie.ts'
import { exactOf, type Form, keyOf, listOf, wholeOf } from '../http/form.ts'
import type { Texts } from '../i18n/texts.ts'
import { citiesOf, districtsOf } from '../kernel/divisions.ts'
import { parsePhone } from '../kernel/phone.ts'
import { isWholeText } from '../kernel/plain-text.ts'
import { provinceOf } from '../kernel/provinces.ts'
import {
  contact,
  doubtsTaxNo,
  invoice as invoiceSchema,
  needsAddress,
  note as noteSchema,
  recipient as recipientSchema,
} from './delivery.ts'
import type { Buyer, Invoice } from './order.ts'
import { blankPlot, isGift, type PlotForm, readPlots } from './plot-form.ts'

/** The checkout as it was typed; kept whole, so that a mistake never empties a field. */
export type CheckoutForm = {
  name: string
  phone: string
  /** Of who orders for somebody else; '' where the receiver is the buyer. */
  buyerPhone: string
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
  /** '1' where the address is to be kept for further orders. */
  keepAddress: string
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
  buyer: Buyer | null
  note: string
  invoice: Invoice | null
}

const KEPT = 500

export function readCheckout(form: Form): CheckoutForm {
  const one = (name: string) => exactOf(form, name, KEPT)
  return {
    name: one('name'),
    phone: one('phone'),
    buyerPhone: one('buyerPhone'),
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
    keepAddress: one('keepAddress') && '1',
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

/** A district's code with those above it. */
export const codesOf = (region: string): Pick<CheckoutForm, 'province' | 'city' | 'district'> => ({
  province: provinceOf(region)?.code ?? '',
  city: `${region.slice(0, 4)}00`,
  district: region,
})

/** Drops a city or district that does not lie in what stands above it, as when another province was chosen. */
export function settleRegion(form: CheckoutForm): CheckoutForm {
  const city = citiesOf(form.province).some(({ code }) => code === form.city) ? form.city : ''
  const district = districtsOf(city).some(({ code }) => code === form.district) ? form.district : ''
  return { ...form, city, district }
}

/** Whether the form asks where the order goes. */
export const asksAddress = (form: Pick<CheckoutForm, 'lines' | 'plots'>): boolean =>
  needsAddress({ items: form.lines, gifts: form.plots.map(isGift) })

const FIELD_OF_INVOICE: Record<string, CheckoutField> = {
  title: 'invoiceTitle',
  taxNo: 'taxNo',
  email: 'email',
}

const WRITTEN = ['name', 'street', 'note', 'invoiceTitle', 'email'] as const

/** Where the order goes and its invoice, or the sentence to show at each field that needs fixing. */
export function parseCheckout(
  form: CheckoutForm,
  texts: Texts['checkout']['errors'],
): { ok: true; value: CheckoutDelivery } | { ok: false; errors: CheckoutErrors } {
  const errors: CheckoutErrors = {}
  const recipient = { ...form, region: form.district }
  const to = asksAddress(form) ? v.safeParse(recipientSchema, recipient) : v.safeParse(contact, recipient)
  // What is given away alone goes to nobody here: whose name stands there orders it.
  const buyerPhone = asksAddress(form) ? form.buyerPhone.trim() : ''
  const buyer = buyerPhone ? { phone: parsePhone(buyerPhone) ?? '' } : null
  if (buyer && !buyer.phone) errors.buyerPhone = texts.buyerPhone
  const note = v.safeParse(noteSchema, form.note)
  if (note.issues) errors.note = texts.note
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
  if (!to.success || !note.success || (invoice && !invoice.success) || errors.taxNo || errors.buyerPhone)
    return { ok: false, errors }
  return {
    ok: true,
    value: { recipient: to.output, buyer, note: note.output, invoice: invoice?.output ?? null },
  }
}
