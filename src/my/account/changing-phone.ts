import { useCodes } from '../../customers/codes.ts'
import { objectTo } from '../../customers/phone-changes.ts'
import { type Customer, closeUserSessions, openUserSession } from '../../customers/sessions.ts'
import { takePhone } from '../../customers/users.ts'
import { failedOn } from '../../db/failures.ts'
import { phoneMark } from '../../kernel/phone-mark.ts'
import { unseal } from '../../kernel/secrets.ts'
import { attachOrders, SILENT_MS } from '../../orders/owning.ts'
import type { Shop } from '../../shop.ts'

/**
 * Gives an account another phone, with a code to the old one and one to the new. Every session ends, and the one that
 * asked gets a new secret. `taken`: the new phone has an account of its own, which is said to who proved both.
 */
export async function changePhone(
  shop: Shop,
  me: Customer,
  typed: { phone: string; oldCode: string; newCode: string },
  network: string,
): Promise<{ token: string } | 'taken' | 'wrong' | 'slow'> {
  const { db, settings, now } = shop
  const before = await unseal(settings.phoneKey, me.phoneSealed)
  const { phone } = typed
  const phoneHmac = await phoneMark(settings.phonePepper, phone)
  const { token, statement } = await openUserSession(db, phoneHmac, now)
  try {
    const used = await useCodes(
      shop,
      [
        { phone: before, purpose: 'old_phone', code: typed.oldCode },
        { phone, purpose: 'new_phone', code: typed.newCode },
      ],
      network,
      [
        objectTo(db, me.userId, now),
        ...(await takePhone(shop, me.userId, phone, phoneHmac)),
        ...attachOrders(db, phoneHmac, now - SILENT_MS, now),
        closeUserSessions(db, me.userId),
        statement,
      ],
    )
    return used === 'used' ? { token } : used
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed: users.phone_hmac')) return 'taken'
    throw error
  }
}
