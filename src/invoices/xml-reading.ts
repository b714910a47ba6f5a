import { Parser } from 'saxen'
import { parseDecimal } from '../kernel/typed-number.ts'

/** What the XML of a digital invoice (数电票) says. Sums in fen, below zero on a red one. */
export type InvoiceXml = {
  number: string
  issuedOn: string
  red: boolean
  sellerName: string
  buyerName: string
  buyerTaxNo: string
  netFen: number
  taxFen: number
  amountFen: number
  /** Number of the blue one, and 红字信息确认单, as far as it names them. */
  redOf: string
  confirmNo: string
  remark: string
  items: { name: string; amountFen: number; taxFen: number }[]
}

/** Why a file is not read: `declares` is a DOCTYPE or an entity, which no invoice has. */
export type XmlFault = 'empty' | 'too_large' | 'encoding' | 'declares' | 'broken' | 'not_invoice'

export const MOST_XML_BYTES = 1024 * 1024
const MOST_ELEMENTS = 20_000
const DEEPEST = 30

/** Where each field stands below the root; the last element of a path is enough where platforms differ in the rest. */
const FIELDS = {
  number: 'TaxSupervisionInfo/InvoiceNumber',
  issuedOn: 'TaxSupervisionInfo/IssueTime',
  blue: 'InIssuType/LabelCode',
  sellerName: 'SellerInformation/SellerName',
  buyerName: 'BuyerInformation/BuyerName',
  buyerTaxNo: 'BuyerInformation/BuyerIdNum',
  net: 'BasicInformation/TotalAmWithoutTax',
  tax: 'BasicInformation/TotalTaxAm',
  amount: 'BasicInformation/TotalTax-includedAmount',
  redOf: '/OriginalInvoiceCode',
  confirmNo: '/CreditNoteNumber',
  remark: '/Remark',
} as const
type Field = keyof typeof FIELDS
const ITEM = 'IssuItemInformation'
const ITEM_FIELDS = { ItemName: 'name', Amount: 'net', ComTaxAm: 'tax' } as const

/**
 * Reads the XML of an invoice, strictly: UTF-8, no DOCTYPE and no entities, a bounded number of elements, each field
 * once. Never throws; a file that is not one gives the reason.
 */
export function readInvoiceXml(bytes: Uint8Array): InvoiceXml | XmlFault {
  if (bytes.length === 0) return 'empty'
  if (bytes.length > MOST_XML_BYTES) return 'too_large'
  const text = decoded(bytes)
  if (text === null) return 'encoding'
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(text)) return 'declares'
  try {
    const found = walk(text)
    return found ? (invoiceFrom(found) ?? 'not_invoice') : 'broken'
  } catch {
    return 'broken'
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const said = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/i.exec(text)?.[1] ?? 'utf-8'
    return /^utf-?8$/i.test(said) && !text.includes('\u0000') ? text : null
  } catch {
    return null
  }
}

type Found = { fields: Map<Field, string>; items: Record<'name' | 'net' | 'tax', string>[]; twice: boolean }

function walk(text: string): Found | null {
  const parser = new Parser()
  const path: string[] = []
  const found: Found = { fields: new Map(), items: [], twice: false }
  let elements = 0
  let own = ''
  parser.on('error', (error: Error) => {
    throw error
  })
  parser.on('openTag', (name: string) => {
    path.push(name.slice(name.indexOf(':') + 1))
    own = ''
    elements += 1
    if (elements > MOST_ELEMENTS || path.length > DEEPEST) throw new Error('too much of it')
    if (path.at(-1) === ITEM) found.items.push({ name: '', net: '', tax: '' })
  })
  parser.on('text', (part: string, decode: (text: string) => string) => {
    own += decode(part)
  })
  parser.on('cdata', (part: string) => {
    own += part
  })
  parser.on('closeTag', () => {
    put(found, path, own.trim())
    path.pop()
    own = ''
  })
  parser.parse(text)
  return path.length === 0 && elements > 0 ? found : null
}

function put(found: Found, path: string[], text: string): void {
  const [above = '', last = ''] = path.slice(-2)
  if (above === ITEM && Object.hasOwn(ITEM_FIELDS, last)) {
    const item = found.items.at(-1)!
    item[ITEM_FIELDS[last as keyof typeof ITEM_FIELDS]] ||= text
    return
  }
  for (const [field, where] of Object.entries(FIELDS) as [Field, string][])
    if (where === `${above}/${last}` || where === `/${last}`) {
      const before = found.fields.get(field)
      // Of two words for one thing nobody knows which is meant; remarks stand in several places.
      if (before && before !== text && !where.startsWith('/')) found.twice = true
      if (!before) found.fields.set(field, text)
    }
}

function invoiceFrom({ fields, items, twice }: Found): InvoiceXml | null {
  const said = (field: Field) => fields.get(field) ?? ''
  const [netFen, taxFen, amountFen] = [said('net'), said('tax') || '0', said('amount')].map(fenOf)
  const issuedOn = dayOf(said('issuedOn'))
  const known = netFen != null && taxFen != null && amountFen != null && issuedOn !== null
  if (twice || !known || !/^\d{20}$/.test(said('number')) || !said('buyerName')) return null
  return {
    ...{ number: said('number'), issuedOn, netFen, taxFen, amountFen },
    red: said('blue').toUpperCase() === 'N' || amountFen < 0,
    ...{ sellerName: said('sellerName'), buyerName: said('buyerName'), buyerTaxNo: said('buyerTaxNo') },
    ...{ redOf: said('redOf'), confirmNo: said('confirmNo'), remark: said('remark') },
    items: items.map(({ name, net, tax }) => ({
      ...{ name, taxFen: fenOf(tax || '0') ?? 0 },
      amountFen: (fenOf(net) ?? 0) + (fenOf(tax || '0') ?? 0),
    })),
  }
}

/** A sum in yuan as files carry it, to the fen; null for anything else, more decimals that say something among it. */
function fenOf(text: string): number | null {
  const [, sign, digits] = /^(-?)(\d{1,9}(?:\.\d{1,2})?)(?:0*)$/.exec(text) ?? []
  const amount = digits === undefined ? null : parseDecimal(digits, 2)
  return amount === null ? null : sign ? -amount : amount
}

function dayOf(text: string): string | null {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text) ?? []
  return year && Number(month) <= 12 && Number(day) <= 31 ? `${year}-${month}-${day}` : null
}
