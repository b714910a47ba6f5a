import { TimedOut } from '../../kernel/within.ts'
import { type Answer, answered, refused, unsure } from '../provider-answer.ts'
import type { WechatPay } from './merchant.ts'
import { authorization, type Call, distrust } from './signing.ts'

/** Shorter than one attempt of the outbox. */
const TIMEOUT_MS = 3_500

/** Codes that say nothing of what was asked for: asked again, it may go. */
const LATER = ['SYSTEM_ERROR', 'FREQUENCY_LIMITED', 'RATELIMIT_EXCEEDED', 'SIGN_ERROR']

/** Asks WeChat Pay one thing. `{}` stands for an answer without a body (204). Nothing of it is logged. */
export async function callWechat(
  merchant: WechatPay,
  call: Call,
  now: number,
): Promise<Answer<Record<string, unknown>>> {
  try {
    const answer = await fetch(merchant.baseUrl + call.path, {
      method: call.method,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'User-Agent': 'puding-shop',
        // Asks for an answer signed with this key.
        'Wechatpay-Serial': merchant.publicKeyId,
        Authorization: await authorization(merchant, call, now),
      },
      ...(call.method === 'POST' ? { body: call.body } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const body = await answer.text()
    const doubt = await distrust(merchant, answer.headers, body, now)
    if (doubt) return unsure(`${answer.status} ${doubt}`)
    const told = body ? parsed(body) : {}
    if (!told) return unsure(`${answer.status} unreadable`)
    if (answer.ok && answer.status !== 202) return answered(told)
    const code = typeof told.code === 'string' ? told.code : `status ${answer.status}`
    const later = answer.status >= 500 || [202, 401, 429].includes(answer.status) || LATER.includes(code)
    return later ? unsure(code) : refused(code)
  } catch (error) {
    const late = error instanceof TimedOut || (error as Error).name === 'TimeoutError'
    return unsure(late ? 'no answer in time' : 'no connection')
  }
}

export const get = (path: string): Call => ({ method: 'GET', path, body: '' })
export const post = (path: string, body: unknown): Call => ({
  method: 'POST',
  path,
  body: JSON.stringify(body),
})

function parsed(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
