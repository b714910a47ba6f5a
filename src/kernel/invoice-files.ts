export const INVOICE_FILES = {
  xml: 'application/xml',
  pdf: 'application/pdf',
  ofd: 'application/ofd',
} as const
export type InvoiceFile = keyof typeof INVOICE_FILES

/** Where a file of an invoice lies: no address of pictures reaches a key with a slash in it (media/key.ts). */
export const invoiceFileKey = (key: string, type: InvoiceFile): string => `invoices/${key}.${type}`
