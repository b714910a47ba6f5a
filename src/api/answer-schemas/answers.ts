import type * as v from 'valibot'
import type { apiUrls } from '../../urls.ts'
import * as catalog from './catalog.ts'
import * as gardens from './gardens.ts'
import * as orders from './orders.ts'

/** What each call of the table answers when it succeeds; null where it answers nothing (204). */
export const ANSWERS = {
  openApi: catalog.openApi,
  families: catalog.families,
  products: catalog.products,
  product: catalog.product,
  impact: catalog.impact,
  gardens: gardens.gardens,
  garden: gardens.gardenWithOffer,
  gardenPlots: gardens.plots,
  plotHolds: gardens.hold,
  plotHold: null,
  certificate: gardens.certificate,
  checkoutPreview: orders.preview,
  orders: orders.placedOrder,
  order: orders.order,
  orderCancellation: orders.cancellation,
  orderPayments: orders.payment,
} as const satisfies Record<keyof typeof apiUrls, v.GenericSchema | null>

export type AnswerName = Exclude<keyof typeof ANSWERS, 'plotHold'>
export type Answer<Name extends AnswerName> = v.InferOutput<(typeof ANSWERS)[Name]>
