import { sql } from 'drizzle-orm'
import type { ReadFiles } from '../../src/invoices/files.ts'
import { readFiles } from '../../src/invoices/files.ts'
import type { Buyer } from '../../src/invoices/invoice.ts'
import { beginIssuing } from '../../src/invoices/issuing.ts'
import { keepInvoice } from '../../src/invoices/keeping.ts'
import { blueOf, frozenSheet, readInvoiceDesk, readInvoices } from '../../src/invoices/reading.ts'
import { requestInvoice } from '../../src/invoices/requesting.ts'
import { readOrder } from '../../src/orders/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { bytesOf, COMPANY, PDF, type Said, xmlOf } from './invoices-xml.ts'
import { bindings } from './shop.ts'

export function filesOf(said: Said): ReadFiles {
  const files = readFiles({ xml: bytesOf(xmlOf(said)), pdf: PDF, ofd: null })
  if ('fault' in files) throw new Error(`${files.file} ${files.fault}`)
  return files
}

/** Every SKU of the world taxed at 9 %, but chives, which are exempt. */
export const taxWorld = ({ db }: Pick<Shop, 'db'>) =>
  db.batch([
    db.run(
      sql`UPDATE variants SET tax_code = '1030101010100000000', tax_rate_bp = 900, tax_exempt_reason = NULL`,
    ),
    db.run(
      sql`UPDATE variants SET tax_rate_bp = 0, tax_exempt_reason = '蔬菜流通环节' WHERE sku LIKE 'CHV%'`,
    ),
  ])

export const orderIdOf = async (shop: Shop, number: string) => (await readOrder(shop, number))!.id

/** An order's invoice as it is asked for later; answers the request's id, or the refusal's code. */
export async function invoiceOf(shop: Shop, number: string, buyer: Buyer = COMPANY): Promise<string> {
  const done = await requestInvoice(shop, await orderIdOf(shop, number), buyer)
  return done.ok ? done.value.id : done.refusal.code
}

export const storeOf = (shop: Shop) => ({ ...shop, bucket: bindings.MEDIA })
let made = 0
/** A number no other invoice of the tests has. */
export const nextNumber = () => {
  made += 1
  return `264420000${String(made).padStart(11, '0')}`
}

/** The files a careful clerk would make of a request's frozen sheet. */
export async function faithful(shop: Shop, id: string, more: Said = {}): Promise<ReadFiles> {
  const { request } = (await readInvoiceDesk(shop.db, id))!
  const sheet = frozenSheet(request)!
  return filesOf({
    ...{ number: nextNumber(), buyer: request.title, taxNo: request.taxNo },
    ...{ amountFen: sheet.amountFen, taxFen: sheet.taxFen },
    items: sheet.lines.map(({ name, amountFen }) => [name, amountFen]),
    ...more,
  })
}

/** The files of a red invoice over a sum. */
export async function redOf(shop: Shop, id: string, fen: number, more: Said = {}): Promise<ReadFiles> {
  const desk = (await readInvoiceDesk(shop.db, id))!
  const { title: buyer, taxNo } = desk.request
  const remark = `被红冲蓝字数电票号码：${blueOf(desk)?.number}`
  return filesOf({
    number: nextNumber(),
    buyer,
    taxNo,
    amountFen: -fen,
    taxFen: 0,
    red: true,
    remark,
    ...more,
  })
}

/** Asks for an order's invoice, issues it and keeps it; answers the request's id. */
export async function issuedOf(shop: Shop, number: string, staffId: string): Promise<string> {
  const id = await invoiceOf(shop, number)
  const begun = await beginIssuing(shop, id, {}, staffId)
  if (!begun.ok) throw new Error(begun.refusal.code)
  const kept = await keepInvoice(storeOf(shop), id, { files: await faithful(shop, id), reason: '', staffId })
  if (!kept.ok) throw new Error(JSON.stringify(kept))
  return id
}

export const requestsOf = async (shop: Shop, number: string) =>
  (await readInvoices(shop.db, await orderIdOf(shop, number))).map(({ request }) => request)
