import type { Mistake } from './mistake.ts'
import { ACCOUNTS } from './mistakes/accounts.ts'
import { ADOPTION } from './mistakes/adoption.ts'
import { API } from './mistakes/api.ts'
import { BOOKS } from './mistakes/books.ts'
import { CATALOG } from './mistakes/catalog.ts'
import { CLAIMS } from './mistakes/claims.ts'
import { DOORS } from './mistakes/doors.ts'
import { FULFILMENT } from './mistakes/fulfilment.ts'
import { GIFTS } from './mistakes/gifts.ts'
import { HOST } from './mistakes/host.ts'
import { INSTITUTIONS } from './mistakes/institutions.ts'
import { INVOICES } from './mistakes/invoices.ts'
import { MEDIA } from './mistakes/media.ts'
import { MIGRATIONS } from './mistakes/migrations.ts'
import { NOTICES } from './mistakes/notices.ts'
import { OPERATIONS } from './mistakes/operations.ts'
import { ORDERS } from './mistakes/orders.ts'
import { OUTBOX } from './mistakes/outbox.ts'
import { PAYMENTS } from './mistakes/payments.ts'
import { PROMOTIONS } from './mistakes/promotions.ts'
import { REFUNDS } from './mistakes/refunds.ts'
import { SEASON } from './mistakes/season.ts'
import { SHARING } from './mistakes/sharing.ts'
import { STAFF } from './mistakes/staff.ts'
import { STOCK } from './mistakes/stock.ts'
import { TRANSFERS } from './mistakes/transfers.ts'

/** All of them. The list grows with every fault that was found. */
export const MISTAKES: Mistake[] = [
  ...PAYMENTS,
  ...REFUNDS,
  ...TRANSFERS,
  ...CLAIMS,
  ...INVOICES,
  ...ACCOUNTS,
  ...BOOKS,
  ...ORDERS,
  ...STOCK,
  ...CATALOG,
  ...ADOPTION,
  ...SEASON,
  ...FULFILMENT,
  ...PROMOTIONS,
  ...INSTITUTIONS,
  ...STAFF,
  ...DOORS,
  ...MEDIA,
  ...MIGRATIONS,
  ...OUTBOX,
  ...NOTICES,
  ...GIFTS,
  ...SHARING,
  ...API,
  ...OPERATIONS,
  ...HOST,
]
