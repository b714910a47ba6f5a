import * as v from 'valibot'
import { parseBoardName } from '../adoption/board-name.ts'
import { MOST_RANDOM_KINDS } from '../adoption/choice-reading.ts'
import { MAX_LINES } from '../cart/quote.ts'
import { MAX_QUANTITY } from '../catalog/card.ts'
import { parseMobile, parsePhone } from '../kernel/phone.ts'
import { isCivilDate } from '../kernel/time.ts'
import { contact, invoice, needsAddress, note, recipient, typed } from '../orders/delivery.ts'
import { METHODS } from '../payments/method.ts'

export const item = v.object({
  sku: v.pipe(v.string(), v.regex(/^[A-Z0-9-]{1,32}$/)),
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_QUANTITY)),
})

export const items = v.pipe(
  v.array(item),
  v.maxLength(MAX_LINES),
  // The limit of pieces holds for a SKU: in ten lines it would hold ten times as many.
  v.check((lines) => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'a SKU stands in one line'),
)

const region = v.pipe(v.string(), v.regex(/^\d{6}$/))
const phone = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((text) => parsePhone(text) !== null, 'not a phone number'),
)
const mobile = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((text) => parseMobile(text) !== null, 'not a mobile number'),
)

const season = v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2099))
const areaMu = v.pipe(v.number(), v.minValue(0.01), v.maxValue(1000))
const renews = v.optional(v.nullable(v.object({ adoptionId: typed(1, 64), token: typed(1, 64) })), null)

/** A plot by its code, or any free one of a size in a garden. */
export const adoption = v.pipe(
  v.object({
    plot: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,24}$/))), null),
    garden: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/))), null),
    areaMu: v.optional(v.nullable(areaMu), null),
    season,
    holdId: v.optional(v.nullable(typed(1, 64)), null),
    nameBoard: v.optional(
      v.pipe(
        typed(0, 60),
        v.check((name) => parseBoardName(name) !== null, 'at most 12 characters, no barred words'),
      ),
      '',
    ),
    gift: v.optional(v.nullable(v.object({ phone: mobile, message: v.optional(typed(0, 100), '') })), null),
    renews,
  }),
  v.check(
    (one) => one.plot !== null || (one.garden !== null && one.areaMu !== null),
    'plot, or garden and areaMu',
  ),
)
export const adoptions = v.optional(
  v.pipe(
    v.array(adoption),
    v.maxLength(10),
    v.check((list) => {
      const random = list.filter(({ plot }) => plot === null)
      const kinds = random.map(({ garden, areaMu, season }) => `${garden} ${areaMu} ${season}`)
      return new Set(kinds).size <= MOST_RANDOM_KINDS
    }, `at most ${MOST_RANDOM_KINDS} kinds of plot without a code`),
  ),
  [],
)

export const holdRequest = v.object({ season, renews })

const code = v.optional(v.nullable(typed(0, 40)))

export const previewRequest = v.pipe(
  v.object({
    items: v.optional(items, []),
    adoptions,
    region,
    code,
    phone: v.optional(v.nullable(phone)),
  }),
  v.check((body) => body.items.length + body.adoptions.length > 0, 'nothing to order'),
)

// Prices, totals or states that a client sends are not named here and so are never read.
const asksAddress = (body: { items: unknown[]; adoptions: { gift: object | null }[] }): boolean =>
  needsAddress({ items: body.items, gifts: body.adoptions.map(({ gift }) => gift !== null) })

export const orderRequest = v.pipe(
  v.object({
    items: v.optional(items, []),
    adoptions,
    // Region and street are asked for where anything but gifted plots is ordered, and dropped where not.
    recipient: v.object({
      ...recipient.entries,
      region: v.optional(v.string(), ''),
      street: v.optional(typed(0, 120), ''),
    }),
    // Who orders for somebody else; left out, the receiver is the buyer.
    buyer: v.optional(v.nullable(v.object({ phone: recipient.entries.phone })), null),
    note: v.optional(note, ''),
    invoice: v.optional(v.nullable(invoice), null),
    // The tax number that was asked about (tax_no_check), once more: then it is believed.
    confirmedTaxNo: v.optional(typed(0, 30), ''),
    consents: v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(10)),
    // Institutions buy by an accepted quotation, outside the limit of open orders: nobody may claim it.
    channel: v.optional(v.pipe(v.string(), v.regex(/^(?!institution$)[a-z0-9_-]{1,32}$/)), 'api'),
    shipOn: v.optional(v.nullable(v.pipe(v.string(), v.check(isCivilDate, 'a date, YYYY-MM-DD'))), null),
    code,
    expectedTotalFen: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null),
  }),
  v.check((body) => body.items.length + body.adoptions.length > 0, 'nothing to order'),
  v.forward(
    v.check(
      (body) => !asksAddress(body) || v.is(recipient.entries.region, body.recipient.region),
      'unknown division',
    ),
    ['recipient', 'region'],
  ),
  v.forward(
    v.check(
      (body) => !asksAddress(body) || v.is(recipient.entries.street, body.recipient.street),
      'street and number',
    ),
    ['recipient', 'street'],
  ),
  v.transform((body) =>
    asksAddress(body) ? body : { ...body, recipient: v.parse(contact, body.recipient) },
  ),
)

export const paymentRequest = v.object({ method: v.picklist(METHODS) })
