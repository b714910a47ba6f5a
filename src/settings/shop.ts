import type { ContactField } from '../env.ts'
import type { Banner } from './banner.ts'
import type { Deadlines } from './deadlines.ts'
import type { RefundRules } from './refunds.ts'
import type { ReturnAddress } from './returns.ts'
import type { Stopped } from './selling.ts'

/** What staff keep for the whole shop: the JSON of `shop_settings`. An absent part was never set. */
export type StoredShop = {
  contact?: Contact
  banner?: Banner | null
  deadlines?: Deadlines
  refunds?: RefundRules
  /** Absent: nobody has said where goods go back to. */
  returns?: ReturnAddress
  /** Absent or null: the shop sells. */
  selling?: Stopped | null
  /** Freight to Guangdong in a line, kept with the templates it comes from (catalog/freight-keeping.ts). */
  freightFrom?: { ambientFen: number | null; freeOverFen: number | null; coldFen: number | null }
}

/** Texts as shown; '' where staff left a field empty. Dates are civil, '' when not told. */
export type Contact = Record<ContactField | 'licenceUntil' | 'foodLicenceUntil', string>
