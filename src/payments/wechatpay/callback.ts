import * as v from 'valibot'
import type { WechatPay } from './merchant.ts'
import { type RefundTold, refundTold } from './refund.ts'
import { type Distrust, distrust, opened } from './signing.ts'
import { type Transaction, transactionSchema } from './trade.ts'

const envelopeSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  event_type: v.string(),
  resource: v.object({
    algorithm: v.literal('AEAD_AES_256_GCM'),
    ciphertext: v.string(),
    nonce: v.string(),
    associated_data: v.optional(v.string()),
  }),
})

export type Callback =
  | { kind: 'trade'; eventId: string; told: Transaction }
  | { kind: 'refund'; eventId: string; told: RefundTold }
  | { kind: 'other'; eventId: string }

/** Reads a callback. `refused`: not WeChat Pay's own word, or not one that can be read. `body` is what came. */
export async function readCallback(
  merchant: WechatPay,
  headers: Headers,
  body: string,
  now: number,
): Promise<Callback | { refused: Distrust | 'unreadable' | 'not_sealed_for_us' }> {
  const doubt = await distrust(merchant, headers, body, now)
  if (doubt) return { refused: doubt }
  const envelope = v.safeParse(envelopeSchema, parsed(body))
  if (!envelope.success) return { refused: 'unreadable' }
  const { id, event_type: type, resource } = envelope.output
  const inside = await opened(merchant, resource)
  if (inside === null) return { refused: 'not_sealed_for_us' }
  if (type.startsWith('TRANSACTION.')) {
    const told = v.safeParse(transactionSchema, parsed(inside))
    return told.success ? { kind: 'trade', eventId: id, told: told.output } : { refused: 'unreadable' }
  }
  if (!type.startsWith('REFUND.')) return { kind: 'other', eventId: id }
  const told = refundTold(parsed(inside))
  return told ? { kind: 'refund', eventId: id, told } : { refused: 'unreadable' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
