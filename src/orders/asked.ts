import { parseCode } from '../promotions/code.ts'
import type { PlaceOrderRequest } from './order.ts'

/**
 * What a caller asked for, in one spelling: the same request repeated reads the same. Not in it: the language, which is
 * how it is answered, and the secrets of holds and of adoptions to renew, which prove a right and are spent by the first.
 */
export const askedOf = (request: PlaceOrderRequest): string => {
  const { recipient, buyer, note, invoice, channel, shipOn, expectedTotalFen } = request
  const code = request.code?.trim() || null
  return JSON.stringify([
    request.items.map(({ sku, quantity }) => [sku, quantity]),
    (request.adoptions ?? []).map(({ plot, garden, areaCmu, season, boardName, gift }) => [
      ...[plot, garden, areaCmu, season, boardName],
      gift && [gift.phone, gift.message],
    ]),
    [recipient.name, recipient.phone, recipient.region, recipient.street],
    note,
    invoice && [invoice.kind, invoice.title, invoice.taxNo, invoice.email],
    [...new Set(request.consents)].sort(),
    channel,
    shipOn,
    expectedTotalFen,
    code && (parseCode(code) ?? code),
    // Behind the rest and only where there is one: what was asked before there was a buyer still reads the same.
    ...(buyer ? [buyer.phone] : []),
  ])
}
