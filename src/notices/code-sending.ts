import { insert } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { numberOf } from '../kernel/phone.ts'
import type { Shop } from '../shop.ts'
import { consoleMessages } from './console-schema.ts'

/** Sends a code to a canonical mobile. Nothing of it is logged. A laptop keeps it for /sign-in/console. */
export async function sendCode(
  { db, settings, now }: Shop,
  { phone, code }: { phone: string; code: string; purpose: string },
): Promise<'sent' | 'not_set_up' | 'failed'> {
  if (settings.production) return 'not_set_up'
  const text = `验证码${code}，5分钟内有效。请勿告诉任何人。`
  const message = { id: newId('msg', now), toTail: numberOf(phone).slice(-4), text, at: now }
  await db.run(insert(consoleMessages).values(message))
  return 'sent'
}
