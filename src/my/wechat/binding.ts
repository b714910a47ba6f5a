import { useCode } from '../../customers/codes.ts'
import { type Customer, closeWechatSessions } from '../../customers/sessions.ts'
import { bindWechat, dropWechat } from '../../customers/wechats.ts'
import { unseal } from '../../kernel/secrets.ts'
import type { Shop } from '../../shop.ts'

/**
 * Binds a WeChat, which WeChat itself said, to an account, with a code to its phone: a device may be lent. One that another
 * account had leaves it: whoever has it could open that account and take it away there.
 */
export async function bindByCode(
  shop: Shop,
  me: Customer,
  { openId, code }: { openId: string; code: string },
  network: string,
): Promise<'used' | 'wrong' | 'slow'> {
  const phone = await unseal(shop.settings.phoneKey, me.phoneSealed)
  return useCode(shop, { phone, purpose: 'wechat', code }, network, [
    ...(await bindWechat(shop, me.phoneHmac, openId)),
  ])
}

/**
 * Takes the WeChat from an account: it opens it no more, is told nothing more, and what it opened is closed, but for the
 * session `here`, by its secret, of who takes it away.
 */
export const unbindWechat = async ({ db }: Shop, me: Customer, here: string) =>
  db.batch([dropWechat(db, me.userId), ...(await closeWechatSessions(db, me.userId, here))])
