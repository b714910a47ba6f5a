import { sql } from 'drizzle-orm'
import { phoneMark } from '../../kernel/phone-mark.ts'
import { unseal } from '../../kernel/secrets.ts'
import { pathsFor } from '../../urls.ts'
import type { NoticeChannel } from '../channel.ts'
import { showOnConsole } from '../console.ts'
import { eventOf } from '../events.ts'
import { filledText } from '../text.ts'
import { fieldsOf } from './fields.ts'
import { sendByWechat } from './message.ts'

/** Nobody is told more often on one day in Shanghai; the account's own limit lies far above the shop's. */
const LIMITS = { dailyLimit: 10_000, mostADay: 5 }

type Bound = { mark: string; sealed: string; phoneHmac: string }

/** Messages of the service account to the WeChat that the order's, or the garden's, own account is bound to. */
export const wechatChannel: NoticeChannel = {
  name: 'wechat',
  carrier: ({ wechat, production }) =>
    wechat || !production ? { provider: wechat ? 'wechat' : 'console', ...LIMITS } : null,
  addressFor: async ({ db, settings }, { userId, sealed }) => {
    if (!userId) return null
    const [bound] = await db.all<Bound>(sql`
      SELECT w.openid_hmac mark, w.openid_sealed sealed, u.phone_hmac phoneHmac
      FROM user_wechats w CROSS JOIN users u ON u.id = w.user_id
      WHERE w.user_id = ${userId} AND u.gone_at IS NULL`)
    if (!bound) return null
    // Their own word on messages holds, and the one said on the order's page.
    const phone = await phoneMark(settings.phonePepper, await unseal(settings.phoneKey, sealed))
    const to = await unseal(settings.phoneKey, bound.sealed)
    return { to, mark: bound.mark, alsoStoppedBy: [phone, bound.phoneHmac] }
  },
  unreached: 'no_wechat',
  textOf: (carrier, templates, { values }) => {
    const template = templates.find(({ channel }) => channel === 'wechat')
    if (!template) return null
    const carried = carrier?.provider === 'console' || template.state === 'approved'
    const approved = carried && fieldsOf(template, values) !== null
    return { template, text: filledText(template, values), approved }
  },
  send: async (shop, { id, to, template, text, event, values, row }) => {
    const { wechat, publicUrl } = shop.settings
    if (!wechat) return showOnConsole(shop, { id, channel: 'wechat', shown: '绑定的微信', text })
    const fields = template && fieldsOf(template, values)
    if (!fields) return { outcome: 'refused', code: 'no_template', again: false, stop: false }
    const page = eventOf(event)?.purpose === 'gardens' ? 'gardens' : 'orders'
    const url = publicUrl + pathsFor(row.language === 'en' ? 'en' : 'zh').signIn({ to: page })
    return sendByWechat(shop, wechat, { id, openId: to, template: template.code, fields, url })
  },
}
