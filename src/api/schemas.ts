import * as v from 'valibot'
import { MAX_LINES } from '../cart/quote.ts'
import { MAX_QUANTITY } from '../catalog/card.ts'
import { findDivision } from '../kernel/divisions.ts'
import { parsePhone } from '../kernel/phone.ts'

const text = (least: number, most: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(least), v.maxLength(most))

export const item = v.object({
  sku: v.pipe(v.string(), v.regex(/^[A-Z0-9-]{1,32}$/)),
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_QUANTITY)),
})

export const items = v.pipe(v.array(item), v.minLength(1), v.maxLength(MAX_LINES))

const region = v.pipe(v.string(), v.regex(/^\d{6}$/))
const district = v.pipe(
  region,
  v.check((code) => findDivision(code) !== null, 'unknown division'),
)
const phone = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((typed) => parsePhone(typed) !== null, 'not a mobile number'),
)

export const previewRequest = v.object({ items, region })

// Prices, totals or states that a client sends are not named here and so are never read.
export const orderRequest = v.object({
  items,
  recipient: v.object({ name: text(1, 40), phone, region: district, street: text(4, 120) }),
  note: v.optional(text(0, 200), ''),
  invoice: v.optional(
    v.nullable(
      v.object({
        kind: v.picklist(['personal', 'company']),
        title: text(1, 100),
        taxNo: v.optional(text(0, 20), ''),
        email: v.pipe(v.string(), v.email(), v.maxLength(120)),
      }),
    ),
    null,
  ),
  consents: v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(10)),
  // Institutions buy by an accepted quotation, outside the limit of open orders: nobody may claim it.
  channel: v.optional(v.pipe(v.string(), v.regex(/^(?!institution$)[a-z0-9_-]{1,32}$/)), 'api'),
  shipOn: v.optional(v.nullable(v.pipe(v.string(), v.isoDate())), null),
  expectedTotalFen: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null),
})

export const METHODS = [
  'wechatpay_native',
  'wechatpay_h5',
  'wechatpay_jsapi',
  'alipay_page',
  'alipay_wap',
  'bank_transfer',
  'sandbox',
] as const

export const paymentRequest = v.object({ method: v.picklist(METHODS) })
