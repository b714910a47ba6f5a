import { sha256Hex } from '../../kernel/hashing.ts'
import { type Answer, askOver } from '../answer.ts'
import type { Message } from './message.ts'
import { signedHex } from './signing.ts'

export type Aliyun = {
  provider: 'aliyun'
  baseUrl: string
  keyId: string
  keySecret: string
  signName: string
}

/** RFC 3986: what encodeURIComponent leaves is encoded too. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** Headers of a call with an empty body, signed by ACS3-HMAC-SHA256. `query` is sorted and encoded. */
export async function aliyunHeaders(
  { keyId, keySecret, baseUrl }: Aliyun,
  action: string,
  query: string,
  now: number,
  nonce: string,
): Promise<Record<string, string>> {
  const body = sha256Hex('')
  const headers: Record<string, string> = {
    host: new URL(baseUrl).host,
    'x-acs-action': action,
    'x-acs-content-sha256': body,
    'x-acs-date': `${new Date(now).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': nonce,
    'x-acs-version': '2017-05-25',
  }
  const names = Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('')
  const canonical = ['POST', '/', query, lines, names.join(';'), body].join('\n')
  const signature = await signedHex(keySecret, `ACS3-HMAC-SHA256\n${sha256Hex(canonical)}`)
  const { host: _, ...sent } = headers
  return {
    ...sent,
    Authorization: `ACS3-HMAC-SHA256 Credential=${keyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
  }
}

const AGAIN =
  /^(?:isv\.BUSINESS_LIMIT_CONTROL|Throttling(?:\.\w+)?|isv\.DAY_LIMIT_CONTROL|isp\.\w+|ServiceUnavailable)$/
const STOP =
  /^isv\.(?:SMS_CONTENT_ILLEGAL|SMS_SIGN_ILLEGAL|SMS_SIGNATURE_ILLEGAL|SMS_TEMPLATE_ILLEGAL|SMS_SIGNATURE_SCENE_ILLEGAL)$/

/** Sends by SendSms. `OutId` is ours and comes back with the receipt, but does not keep it from being sent twice. */
export async function sendByAliyun(
  account: Aliyun,
  { id, phone, code, variables, values }: Message,
  now: number,
): Promise<Answer> {
  const asked: Record<string, string> = {
    OutId: id,
    PhoneNumbers: phone,
    SignName: account.signName,
    TemplateCode: code,
    TemplateParam: JSON.stringify(Object.fromEntries(variables.map((name) => [name, values[name] ?? '']))),
  }
  const query = Object.keys(asked)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(asked[name]!)}`)
    .join('&')
  const headers = await aliyunHeaders(account, 'SendSms', query, now, crypto.randomUUID())
  return askOver(`${account.baseUrl}/?${query}`, { headers }, ({ Code, BizId }) => {
    if (typeof Code !== 'string' || !Code) return null
    if (Code === 'OK') return { outcome: 'sent', providerId: String(BizId ?? '') }
    return { outcome: 'refused', code: Code.slice(0, 80), again: AGAIN.test(Code), stop: STOP.test(Code) }
  })
}
