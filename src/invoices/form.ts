import * as v from 'valibot'
import { exactOf, type Form, textsOf } from '../http/form.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'
import { doubtsTaxNo, invoice } from '../orders/delivery.ts'
import type { Buyer } from './invoice.ts'

const LONGEST = {
  ...{ title: 120, taxNo: 40, address: 100, phone: 30, bank: 80, account: 40, email: 100, taxNoAsked: 40 },
}
export type InvoiceField = keyof typeof LONGEST
export type TypedInvoice = Record<InvoiceField, string> & { kind: string; titleType: string }
export type InvoiceErrors = Partial<Record<InvoiceField | 'kind', string>>

/** What an error says; the page has a sentence for each. */
type Errors = Partial<Record<InvoiceField | 'kind', 'wrong' | 'doubt' | 'company_only'>>

export const typedOf = (form: Form): TypedInvoice => ({
  ...textsOf(form, LONGEST),
  kind: exactOf(form, 'kind', 20),
  titleType: exactOf(form, 'titleType', 20),
})

/** What a form starts with: what was asked for before, or nothing. */
export const typedFrom = (buyer: Buyer | null): TypedInvoice => ({
  ...{ address: '', phone: '', bank: '', account: '', email: '', title: '', taxNo: '', taxNoAsked: '' },
  ...{ kind: 'ordinary', titleType: 'personal', ...buyer },
})

/** The bureau's platform keeps a title of 100 bytes in GBK, where all but ASCII takes two, and no angle brackets. */
const fitsTitle = (title: string): boolean =>
  !/[<>]/.test(title) && [...title].reduce((bytes, letter) => bytes + (letter < '\u0080' ? 1 : 2), 0) <= 100

/**
 * A wish for an invoice as it was typed, or what is wrong at each field. A tax number with a wrong check letter is asked
 * about once; those that begin with 81 are unions', whose check letters are often wrong.
 */
export function parseInvoice(
  typed: TypedInvoice,
): { ok: true; buyer: Buyer } | { ok: false; errors: Errors } {
  const errors: Errors = {}
  const kind = typed.kind === 'special' ? 'special' : 'ordinary'
  const titleType = typed.titleType === 'company' ? 'company' : 'personal'
  if (kind === 'special' && titleType === 'personal') errors.kind = 'company_only'
  const { title, taxNo, email } = typed
  const said = v.safeParse(invoice, { kind: titleType, title, taxNo, email })
  for (const issue of said.issues ?? []) errors[fieldOf(issue.path?.[0]?.key)] = 'wrong'
  if (!fitsTitle(title)) errors.title = 'wrong'
  const number = said.success ? said.output.taxNo : ''
  if (!number.startsWith('81') && doubtsTaxNo(number, typed.taxNoAsked)) errors.taxNo = 'doubt'
  const more = (['address', 'phone', 'bank', 'account'] as const).map((field): [typeof field, string] => {
    if (!isWholeText(typed[field])) errors[field] = 'wrong'
    return [field, kind === 'special' ? plainText(typed[field]) : '']
  })
  if (!said.success || Object.keys(errors).length) return { ok: false, errors }
  const { output } = said
  return {
    ok: true,
    buyer: {
      ...{ kind, titleType, taxNo: output.taxNo, email: output.email },
      title: output.title || '个人',
      ...(Object.fromEntries(more) as Pick<Buyer, 'address' | 'phone' | 'bank' | 'account'>),
    },
  }
}

const fieldOf = (key: unknown): InvoiceField => (key === 'taxNo' || key === 'email' ? key : 'title')
