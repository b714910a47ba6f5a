import { sql } from 'drizzle-orm'
import { dropAddresses } from '../../customers/addresses.ts'
import { useCode } from '../../customers/codes.ts'
import { dropEmails } from '../../customers/emails.ts'
import { closeUserSessions, openUserSession } from '../../customers/sessions.ts'
import { lastSeen, letGo, welcome } from '../../customers/users.ts'
import type { Statement } from '../../db/client.ts'
import { changedMeanwhile, insist } from '../../db/insisting.ts'
import { phoneMark } from '../../kernel/phone-mark.ts'
import { findByPhone } from '../../orders/access.ts'
import { attachOrders, SILENT_MS } from '../../orders/owning.ts'
import type { Shop } from '../../shop.ts'

/** The cookie's secret; or `ask`, where the number may have changed hands: the code is used up, nobody is signed in. */
export type SignedIn = { token: string } | 'ask' | 'wrong' | 'slow'

/** Statements that let whoever proved a phone in: the user, the orders of that phone from `since` on, a session. */
async function entering(shop: Shop, phone: string, phoneHmac: string, since: number) {
  const { db, now } = shop
  const { token, statement } = await openUserSession(db, phoneHmac, now)
  const own = attachOrders(db, phoneHmac, since, now)
  const statements: Statement<unknown>[] = [...(await welcome(shop, phone, phoneHmac)), ...own, statement]
  return { token, statements }
}

/** Signs in with a code sent to a canonical mobile, and takes the orders nobody owns along, in one batch. */
export async function signInByCode(
  shop: Shop,
  { phone, code }: { phone: string; code: string },
  network: string,
): Promise<SignedIn> {
  const phoneHmac = await phoneMark(shop.settings.phonePepper, phone)
  const before = await lastSeen(shop.db, phoneHmac)
  const silent = before !== null && isSilent(before, shop.now)
  const { token, statements } = await entering(shop, phone, phoneHmac, shop.now - SILENT_MS)
  const used = await useCode(shop, { phone, purpose: 'sign_in', code }, network, silent ? [] : statements)
  if (used !== 'used') return used
  return silent ? 'ask' : { token }
}

/** After a long silence: the number of an old order of this phone proves whose it is. Guessing is slowed as look-ups are. */
export async function signInByFact(
  shop: Shop,
  { phone, number }: { phone: string; number: string },
  network: string,
): Promise<{ token: string } | 'wrong' | 'slow'> {
  const found = await findByPhone(shop, number, phone, network)
  if (found === 'rate_limited') return 'slow'
  if (!found) return 'wrong'
  const phoneHmac = await phoneMark(shop.settings.phonePepper, phone)
  const { token, statements } = await entering(shop, phone, phoneHmac, 0)
  await shop.db.batch(statements)
  return { token }
}

/**
 * After a long silence: whoever has the number now begins anew, and what was before stays with nobody. Null where it is
 * silent no more: somebody else proved it meanwhile.
 */
export async function startEmpty(shop: Shop, phone: string): Promise<{ token: string } | null> {
  const { db, now } = shop
  const phoneHmac = await phoneMark(shop.settings.phonePepper, phone)
  const before = await lastSeen(db, phoneHmac)
  if (!before || !isSilent(before, now)) return null
  const { token, statements } = await entering(shop, phone, phoneHmac, now - SILENT_MS)
  const unseen = sql`EXISTS (SELECT 1 FROM users WHERE id = ${before.id} AND gone_at IS NULL AND seen_at = ${before.seenAt})`
  try {
    await db.batch([
      insist(db, unseen),
      closeUserSessions(db, before.id),
      letGo(db, before.id, now),
      dropAddresses(db, before.id),
      ...dropEmails(db, before.id),
      ...statements,
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return null
    throw error
  }
  return { token }
}

const isSilent = ({ seenAt }: { seenAt: number }, now: number): boolean => seenAt <= now - SILENT_MS
