import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int, remove, select } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { hmac, seal } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'
import { users, userWechats } from './schema.ts'

/** What an openid is found by, and counted by, without being kept in the clear. */
export const wechatMark = ({ phonePepper }: Pick<Settings, 'phonePepper'>, openId: string): Promise<string> =>
  hmac(phonePepper, `wechat:${openId}`)

/** Whose WeChat it is; null when nobody's. `seenAt` is when the phone was last proven or in use, UTC ms. */
export async function readWechatUser(
  db: Db,
  mark: string,
): Promise<{ id: string; phoneHmac: string; seenAt: number } | null> {
  const { id, phoneHmac, seenAt } = users
  const [row] = await db.all(
    select({ id, phoneHmac, seenAt })
      .from(userWechats)
      .innerJoin(users, and(eq(users.id, userWechats.userId), isNotNull(users.phoneHmac)))
      .where(eq(userWechats.openidHmac, mark)),
  )
  return row ? { ...row, phoneHmac: row.phoneHmac! } : null
}

/** The condition, for `insist`, that a WeChat is still somebody's. */
export const isBound = (mark: string, userId: string) =>
  sql`EXISTS (SELECT 1 FROM user_wechats WHERE openid_hmac = ${mark} AND user_id = ${userId})`

/**
 * The statements that give a WeChat to whoever has this phone, which a code has to prove in the same batch. An account has
 * one WeChat, and a WeChat one account: it leaves the one it had, with the sessions it opened there.
 */
export async function bindWechat({ db, settings, now }: Shop, phoneHmac: string, openId: string) {
  const mark = await wechatMark(settings, openId)
  const sealed = await seal(settings.phoneKey, openId)
  const own = sql`(SELECT id FROM users WHERE phone_hmac = ${phoneHmac})`
  return [
    db.run(sql`DELETE FROM user_sessions WHERE opened_by = 'wechat' AND user_id IN (
      SELECT user_id FROM user_wechats WHERE (openid_hmac = ${mark}) IS NOT (user_id IS ${own}))`),
    db.run(sql`DELETE FROM user_wechats WHERE openid_hmac = ${mark} OR user_id = ${own}`),
    db.run(sql`INSERT INTO user_wechats (openid_hmac, user_id, openid_sealed, bound_at)
      SELECT ${mark}, id, ${sealed}, ${int(now)} FROM users WHERE phone_hmac = ${phoneHmac}`),
  ] as const
}

/** Since when somebody's account has a WeChat, and which, sealed; null when none. */
export async function readWechat(db: Db, userId: string) {
  const { openidSealed, boundAt } = userWechats
  const [row] = await db.all(
    select({ openidSealed, boundAt }).from(userWechats).where(eq(userWechats.userId, userId)),
  )
  return row ?? null
}

/** The statement that takes somebody's WeChat from their account. */
export const dropWechat = (db: Db, userId: string) =>
  db.run(remove(userWechats).where(eq(userWechats.userId, userId)))
