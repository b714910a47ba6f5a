import { sql } from 'drizzle-orm'
import { askForCode, useCode } from '../customers/codes.ts'
import { listChanges, noteChange, noteTold, OBJECTION_MS, stopChange } from '../customers/phone-changes.ts'
import { failedOn } from '../db/failures.ts'
import { insist } from '../db/insisting.ts'
import { newId, parseOrderNumber } from '../kernel/ids.ts'
import { numberOf } from '../kernel/phone.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { plainText } from '../kernel/plain-text.ts'
import { formatInstant } from '../kernel/time.ts'
import { sendAtOnce } from '../notices/code-sending.ts'
import { CHANGING } from '../notices/events.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'

export { listChanges }

/** What somebody says on the phone: of which account, and two facts of one of its paid orders. Phones are canonical. */
export type LostPhone = {
  oldPhone: string
  newPhone: string
  number: string
  amountFen: number
  name: string
}
type By = { staffId: string; network: string }

/** Sends a code to the new phone, which its owner says to whoever of the staff they speak to. */
export const askNewPhone = (shop: Shop, newPhone: string, network: string) =>
  askForCode(shop, { phone: newPhone, purpose: 'new_phone' }, network)

/**
 * Notes that an account gets another phone, a day after its old one was told. `wrong_facts`: no such account, order or
 * facts, which is recorded; `taken`: the new phone has an account; `pending`: another change waits; `wrong`, `slow`: the
 * code, as useCode says; `untold`: the old phone's carrier did not say that it took a message, and nothing waits.
 */
export async function noteLostPhone(
  shop: Shop,
  said: LostPhone & { code: string },
  { staffId, network }: By,
): Promise<'noted' | 'wrong_facts' | 'taken' | 'pending' | 'wrong' | 'slow' | 'untold'> {
  const { db, settings, now } = shop
  const [oldHmac, newHmac] = await Promise.all(
    [said.oldPhone, said.newPhone].map((phone) => phoneMark(settings.phonePepper, phone)),
  )
  const number = parseOrderNumber(said.number) ?? ''
  const [found, others] = await db.batch([
    db.all<{ userId: string; name: string; totalFen: number }>(sql`
      SELECT w.user_id userId, o.recipient_name name, o.total_fen totalFen
      FROM orders o CROSS JOIN order_owners w ON w.order_id = o.id CROSS JOIN users u ON u.id = w.user_id
      WHERE o.number = ${number} AND o.paid_at IS NOT NULL AND o.forgotten_at IS NULL AND u.phone_hmac = ${oldHmac}`),
    db.all(sql`SELECT 1 FROM users WHERE phone_hmac = ${newHmac}`),
  ])
  const order = found[0]
  if (!order || order.totalFen !== said.amountFen || order.name !== plainText(said.name)) {
    const entry = { staffId, verb: 'account.phone_refused', object: `order:${number || '-'}` }
    await db.batch([audit(db, entry, now)])
    return 'wrong_facts'
  }
  if (others.length) return 'taken'
  const tail = numberOf(said.newPhone).slice(-4)
  const id = newId('phc', now)
  try {
    const used = await useCode(
      shop,
      { phone: said.newPhone, purpose: 'new_phone', code: said.code },
      network,
      [
        insist(
          db,
          sql`NOT EXISTS (SELECT 1 FROM users WHERE phone_hmac = ${newHmac})
            AND EXISTS (SELECT 1 FROM users WHERE id = ${order.userId} AND phone_hmac = ${oldHmac})`,
        ),
        ...noteChange(db, { id, userId: order.userId, newHmac: newHmac!, tail, staffId }, now),
        audit(db, { staffId, verb: 'account.phone_asked', object: `order:${number}`, after: { tail } }, now),
      ],
    )
    if (used !== 'used') return used
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed: phone_changes')) return 'pending'
    throw error
  }
  const values = { date: formatInstant(now + OBJECTION_MS), tail }
  const told = await sendAtOnce(shop, { event: CHANGING, phone: said.oldPhone, subject: id, values })
  // Nothing is taken that nobody was told of: its day begins here, or never.
  await db.batch([told === 'sent' ? noteTold(db, id, now) : stopChange(db, id, 'untold', now)])
  return told === 'sent' ? 'noted' : 'untold'
}

/** Staff call a change off, as when the customer finds the phone. */
export async function stopLostPhone({ db, now }: Shop, id: string, staffId: string): Promise<void> {
  await db.batch([
    stopChange(db, id, 'stopped', now),
    audit(db, { staffId, verb: 'account.phone_stopped', object: `phone_change:${id}` }, now),
  ])
}
