import { sql } from 'drizzle-orm'
import { dropAddresses } from '../../customers/addresses.ts'
import { useCode } from '../../customers/codes.ts'
import { dropEmails } from '../../customers/emails.ts'
import { dropFavourites, joinFavourites } from '../../customers/favourites.ts'
import { objectTo, settleChanges } from '../../customers/phone-changes.ts'
import { closeUserSessions, openUserSession } from '../../customers/sessions.ts'
import { lastSeen, letGo, welcome } from '../../customers/users.ts'
import { bindWechat, dropWechat, isBound, readWechatUser, wechatMark } from '../../customers/wechats.ts'
import type { Statement } from '../../db/client.ts'
import { changedMeanwhile, insist } from '../../db/insisting.ts'
import { phoneMark } from '../../kernel/phone-mark.ts'
import { findByPhone } from '../../orders/access.ts'
import { attachOrders, SILENT_MS } from '../../orders/owning.ts'
import type { Shop } from '../../shop.ts'

/** The cookie's secret; or `ask`, where the number may have changed hands: the code is used up, nobody is signed in. */
export type SignedIn = { token: string } | 'ask' | 'wrong' | 'slow'

/** The openid a browser proved, and whether its owner ticked that it be bound. */
export type InWechat = { openId: string; bind: boolean } | null

/** What a browser brings along to an account. */
export type Brought = { wechat: InWechat; favourites: string[] }
const NOTHING: Brought = { wechat: null, favourites: [] }

/**
 * Statements that let whoever proved a phone in: the user, the orders of that phone from `since` on, a session, what they
 * kept as guests, and their WeChat where they wish it.
 */
async function entering(shop: Shop, phone: string, phoneHmac: string, since: number, brought: Brought) {
  const { db, now } = shop
  const { wechat, favourites } = brought
  const { token, statement } = await openUserSession(db, phoneHmac, now)
  const own = attachOrders(db, phoneHmac, since, now)
  const bound = wechat?.bind ? await bindWechat(shop, phoneHmac, wechat.openId) : []
  const joined = favourites.length ? [joinFavourites(db, phoneHmac, favourites, now)] : []
  const statements: Statement<unknown>[] = [
    ...(await settleChanges(shop, phone, phoneHmac)),
    ...(await welcome(shop, phone, phoneHmac)),
    ...own,
    ...joined,
    ...bound,
    statement,
  ]
  return { token, statements }
}

/**
 * Signs in with a code sent to a canonical mobile, and takes the orders nobody owns along, in one batch. After a long
 * silence the account's own WeChat is as good as the number of an old order.
 */
export async function signInByCode(
  shop: Shop,
  { phone, code, ...more }: { phone: string; code: string } & Partial<Brought>,
  network: string,
): Promise<SignedIn> {
  const { db, settings, now } = shop
  const brought = { ...NOTHING, ...more }
  const { wechat } = brought
  const phoneHmac = await phoneMark(settings.phonePepper, phone)
  const before = await lastSeen(db, phoneHmac)
  const mark = before && wechat && isSilent(before, now) ? await wechatMark(settings, wechat.openId) : null
  const known = mark !== null && (await readWechatUser(db, mark))?.id === before!.id
  const silent = before !== null && isSilent(before, now) && !known
  const { token, statements } = await entering(shop, phone, phoneHmac, now - SILENT_MS, brought)
  const still = known ? [insist(db, isBound(mark, before!.id))] : []
  const effects = silent ? [] : [...still, ...statements]
  const used = await useCode(shop, { phone, purpose: 'sign_in', code }, network, effects)
  if (used !== 'used') return used
  return silent ? 'ask' : { token }
}

/** After a long silence: the number of an old order of this phone proves whose it is. Guessing is slowed as look-ups are. */
export async function signInByFact(
  shop: Shop,
  { phone, number, ...more }: { phone: string; number: string } & Partial<Brought>,
  network: string,
): Promise<{ token: string } | 'wrong' | 'slow'> {
  const found = await findByPhone(shop, number, phone, network)
  if (found === 'rate_limited') return 'slow'
  if (!found) return 'wrong'
  const phoneHmac = await phoneMark(shop.settings.phonePepper, phone)
  const { token, statements } = await entering(shop, phone, phoneHmac, 0, { ...NOTHING, ...more })
  await shop.db.batch(statements)
  return { token }
}

/**
 * After a long silence: whoever has the number now begins anew, and what was before stays with nobody. Null where it is
 * silent no more: somebody else proved it meanwhile.
 */
export async function startEmpty(
  shop: Shop,
  phone: string,
  brought = NOTHING,
): Promise<{ token: string } | null> {
  const { db, now } = shop
  const phoneHmac = await phoneMark(shop.settings.phonePepper, phone)
  const before = await lastSeen(db, phoneHmac)
  if (!before || !isSilent(before, now)) return null
  const { token, statements } = await entering(shop, phone, phoneHmac, now - SILENT_MS, brought)
  const unseen = sql`EXISTS (SELECT 1 FROM users WHERE id = ${before.id} AND gone_at IS NULL AND seen_at = ${before.seenAt})`
  try {
    await db.batch([
      insist(db, unseen),
      closeUserSessions(db, before.id),
      objectTo(db, before.id, now),
      letGo(db, before.id, now),
      dropWechat(db, before.id),
      dropAddresses(db, before.id),
      ...dropEmails(db, before.id),
      dropFavourites(db, before.id),
      ...statements,
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return null
    throw error
  }
  return { token }
}

/**
 * Signs in whoever has a WeChat that an account is bound to. It takes no orders along, since it proves no phone.
 * `unbound`: it is nobody's; `silent`: nobody proved the account's phone for so long that a code has to.
 */
export async function signInByWechat(
  shop: Shop,
  openId: string,
  favourites: string[] = [],
): Promise<{ token: string } | 'unbound' | 'silent'> {
  const { db, settings, now } = shop
  const mark = await wechatMark(settings, openId)
  const user = await readWechatUser(db, mark)
  if (!user) return 'unbound'
  if (isSilent(user, now)) return 'silent'
  const { token, statement } = await openUserSession(db, user.phoneHmac, now, 'wechat')
  const same = sql`EXISTS (SELECT 1 FROM users WHERE id = ${user.id} AND phone_hmac = ${user.phoneHmac})`
  try {
    const joined = favourites.length ? [joinFavourites(db, user.phoneHmac, favourites, now)] : []
    await db.batch([insist(db, sql`${isBound(mark, user.id)} AND ${same}`), ...joined, statement])
    return { token }
  } catch (error) {
    if (changedMeanwhile(error)) return 'unbound'
    throw error
  }
}

const isSilent = ({ seenAt }: { seenAt: number }, now: number): boolean => seenAt <= now - SILENT_MS
