import { sql } from 'drizzle-orm'
import type { Acceptance } from '../../src/institutions/accepting.ts'
import { type Draft, writeVersion } from '../../src/institutions/drafting.ts'
import { readQuotation } from '../../src/institutions/queries.ts'
import type { QuotedLine } from '../../src/institutions/quotation.ts'
import { type QuotationRequest, requestQuotation } from '../../src/institutions/requesting.ts'
import type { Shop } from '../../src/shop.ts'
import { newBuyer } from './shop.ts'
import { fillStaff } from './staff.ts'

/** Fills the sample staff in and names one of them. */
export async function staffOf(shop: Shop): Promise<string> {
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE role = 'manager'`)
  return row!.id
}

export const requestOf = (more: Partial<QuotationRequest> = {}): QuotationRequest => ({
  unitName: '花都区总工会',
  contactName: '陈秋雨',
  phone: '020-36881234',
  items: [{ sku: 'TEA-GC-250', quantity: 30 }],
  wanted: '鲜韭黄每周20箱',
  deliverOn: '2026-12-10',
  purpose: 'benefits',
  region: '440000',
  note: '',
  language: 'zh',
  ...more,
})

export const lineOf = (sku: string, quantity: number, unitPriceFen: number): QuotedLine => ({
  sku,
  quantity,
  unitPriceFen,
  listPriceFen: 15_800,
  titleZh: sku,
  titleEn: sku,
  specZh: '',
  specEn: '',
  returnRule: 'standard',
  sample: 1,
})

export const draftOf = (lines: QuotedLine[], more: Partial<Draft> = {}): Draft => ({
  lines,
  freightFen: 0,
  validUntil: '2026-12-08',
  payWithinDays: 15,
  note: '',
  ...more,
})

export const acceptanceOf = (more: Partial<Acceptance> = {}): Acceptance => ({
  version: 1,
  recipient: newBuyer(),
  note: '',
  invoice: null,
  consents: ['terms', 'privacy', 'no_return'],
  language: 'zh',
  ...more,
})

/** The number of a request that was answered with a quotation of these lines. */
export async function sentQuotation(shop: Shop, staffId: string, draft: Draft, key = crypto.randomUUID()) {
  const { number } = await requestQuotation(shop, requestOf(), key)
  const quotation = (await readQuotation(shop, number))!
  const sent = await writeVersion(shop, quotation, draft, { staffId, seq: quotation.seq, send: true })
  if (!sent.ok) throw new Error(sent.refusal.code)
  return number
}
