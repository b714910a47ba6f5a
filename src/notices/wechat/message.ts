import type { Shop } from '../../shop.ts'
import type { Wechat } from '../../wechat/identity.ts'
import { type Answer, askOver } from '../answer.ts'
import { tokenFor } from './token.ts'

/** One message to one WeChat, by a template the account has. */
export type WechatMessage = {
  /** Of our own making; WeChat tells it to nobody twice within ten minutes. */
  id: string
  openId: string
  template: string
  fields: Record<string, string>
  /** What a tap on it opens: a page that asks who it is. */
  url: string
}

/** WeChat does not know the token any more. */
const STALE = /^(?:40001|40014|42001)$/
/** For now: WeChat is busy, or we asked too often. */
const AGAIN = /^(?:-1|45009|45011)$/
/** The template is not as we have it: a field is wrong (47003), or it is none of the account's (40037). */
const STOP = /^(?:47003|40037)$/

/**
 * Sends one message. Where no answer came it is asked once more at once, under the same id, by which WeChat knows it; after
 * that nobody asks again.
 */
export async function sendByWechat(shop: Shop, wechat: Wechat, message: WechatMessage): Promise<Answer> {
  const token = await tokenFor(shop, wechat)
  if (!token) return NO_TOKEN
  const first = await ask(wechat, token, message)
  if (first.outcome === 'unknown') {
    const second = await ask(wechat, token, message)
    // A no to the second says nothing of the first.
    return second.outcome === 'sent' ? second : first
  }
  if (first.outcome !== 'refused' || !STALE.test(first.code)) return first
  const fresh = await tokenFor(shop, wechat, token)
  return fresh ? ask(wechat, fresh, message) : NO_TOKEN
}

const NO_TOKEN: Answer = { outcome: 'refused', code: 'no_token', again: true, stop: false }

function ask(
  { apiUrl }: Wechat,
  token: string,
  { id, openId, template, fields, url }: WechatMessage,
): Promise<Answer> {
  const data = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }]))
  const body = JSON.stringify({ touser: openId, template_id: template, url, client_msg_id: id, data })
  const headers = { 'Content-Type': 'application/json' }
  const at = `${apiUrl}/cgi-bin/message/template/send?access_token=${encodeURIComponent(token)}`
  return askOver(at, { body, headers }, ({ errcode, errmsg, msgid }) => {
    if (errcode === 0) return { outcome: 'sent', providerId: String(msgid ?? '') }
    if (typeof errcode !== 'number') return null
    const code = String(errcode)
    const field = errcode === 47003 ? (/data\.(\w{1,40})/.exec(String(errmsg))?.[1] ?? '') : ''
    const told = field ? `${code} ${field}` : code
    return { outcome: 'refused', code: told, again: AGAIN.test(code), stop: STOP.test(code) }
  })
}
