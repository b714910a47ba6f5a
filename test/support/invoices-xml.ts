import type { Buyer } from '../../src/invoices/invoice.ts'
import { plainYuan } from '../../src/kernel/money.ts'

export const COMPANY: Buyer = {
  ...{
    kind: 'ordinary',
    titleType: 'company',
    title: '广州某某（集团）有限公司',
    taxNo: '91440101MA59ABCD12',
  },
  ...{ address: '', phone: '', bank: '', account: '', email: 'fapiao@example.com' },
}

export type Said = Partial<{
  number: string
  buyer: string
  taxNo: string
  amountFen: number
  taxFen: number
  items: [name: string, amountFen: number][]
  red: boolean
  remark: string
  head: string
}>

/** The XML of an invoice as platforms write it; sums of a red one are below zero. */
export function xmlOf(said: Said = {}): string {
  const { number = '26442000000000000001', buyer = COMPANY.title, taxNo = COMPANY.taxNo, red = false } = said
  const { amountFen = 10_900, taxFen = 900, items = [['绿茶', amountFen]], remark = '', head } = said
  const lines = items.map(
    ([name, fen]) => `<IssuItemInformation><ItemName>*茶*${name}</ItemName><SpecMod/>
      <Amount>${plainYuan(fen)}</Amount><ComTaxAm>0.00</ComTaxAm></IssuItemInformation>`,
  )
  return `${head ?? '<?xml version="1.0" encoding="UTF-8"?>'}
<EInvoice><Header><EIid>${number}</EIid><InherentLabel><InIssuType><LabelCode>${red ? 'N' : 'Y'}</LabelCode></InIssuType>
</InherentLabel></Header><EInvoiceData>
<SellerInformation><SellerIdNum>91520422MA6ABCDE12</SellerIdNum><SellerName>普定县某合作社</SellerName></SellerInformation>
<BuyerInformation><BuyerIdNum>${taxNo}</BuyerIdNum><BuyerName>${buyer}</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>${plainYuan(amountFen - taxFen)}</TotalAmWithoutTax><TotalTaxAm>${plainYuan(taxFen)}</TotalTaxAm>
<TotalTax-includedAmount>${plainYuan(amountFen)}</TotalTax-includedAmount></BasicInformation>${lines.join('')}
<AdditionalInformation><Remark>${remark}</Remark></AdditionalInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>${number}</InvoiceNumber><IssueTime>2026-11-24 10:00:00</IssueTime></TaxSupervisionInfo></EInvoice>`
}

export const bytesOf = (text: string) => new TextEncoder().encode(text)
export const PDF = bytesOf('%PDF-1.4\n%%EOF\n')
