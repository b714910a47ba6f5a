import { sha256Hex } from '../../kernel/hashing.ts'
import { type Answer, askOver } from '../answer.ts'
import type { Message } from './message.ts'
import { signedBytes, signedHex } from './signing.ts'

export type Tencent = {
  provider: 'tencent'
  baseUrl: string
  keyId: string
  keySecret: string
  signName: string
  appId: string
}

const TYPE = 'application/json'

/** Headers of a call, signed by TC3-HMAC-SHA256 over content type, host and body. */
export async function tencentHeaders(
  { keyId, keySecret, baseUrl }: Tencent,
  action: string,
  body: string,
  now: number,
): Promise<Record<string, string>> {
  const seconds = Math.floor(now / 1000)
  // UTC, as their document asks.
  const day = new Date(seconds * 1000).toISOString().slice(0, 10)
  const scope = `${day}/sms/tc3_request`
  const lines = `content-type:${TYPE}\nhost:${new URL(baseUrl).host}\n`
  const names = 'content-type;host'
  const canonical = ['POST', '/', '', lines, names, sha256Hex(body)].join('\n')
  const text = `TC3-HMAC-SHA256\n${seconds}\n${scope}\n${sha256Hex(canonical)}`
  const key = await signedBytes(
    await signedBytes(await signedBytes(`TC3${keySecret}`, day), 'sms'),
    'tc3_request',
  )
  const signature = await signedHex(key, text)
  return {
    'Content-Type': TYPE,
    'X-TC-Action': action,
    'X-TC-Region': 'ap-guangzhou',
    'X-TC-Timestamp': String(seconds),
    'X-TC-Version': '2021-01-11',
    Authorization: `TC3-HMAC-SHA256 Credential=${keyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

const AGAIN = /^(?:LimitExceeded|RequestLimitExceeded|InternalError|FailedOperation\.InsufficientBalance)/
const STOP =
  /^FailedOperation\.(?:TemplateIncorrectOrUnapproved|SignatureIncorrectOrUnapproved|ContainSensitiveWord|TemplateUnapprovedOrNotExist)$/
const refusedBy = (code: string): Answer => ({
  ...{ outcome: 'refused', code: code.slice(0, 80) },
  again: AGAIN.test(code),
  stop: STOP.test(code),
})

/** Sends by SendSms. `SessionContext` is ours; the receipt names their `SerialNo`. */
export async function sendByTencent(
  account: Tencent,
  { id, phone, code, variables, values }: Message,
  now: number,
): Promise<Answer> {
  const body = JSON.stringify({
    PhoneNumberSet: [`+86${phone}`],
    SmsSdkAppId: account.appId,
    SignName: account.signName,
    TemplateId: code,
    TemplateParamSet: variables.map((name) => values[name] ?? ''),
    SessionContext: id,
  })
  const headers = await tencentHeaders(account, 'SendSms', body, now)
  return askOver(`${account.baseUrl}/`, { headers, body }, ({ Response: told }) => {
    const { Error: error, SendStatusSet: statuses } = (told ?? {}) as {
      Error?: { Code?: unknown }
      SendStatusSet?: { Code?: unknown; SerialNo?: unknown }[]
    }
    if (typeof error?.Code === 'string') return refusedBy(error.Code)
    const own = Array.isArray(statuses) ? statuses[0] : undefined
    if (typeof own?.Code !== 'string') return null
    return own.Code === 'Ok'
      ? { outcome: 'sent', providerId: String(own.SerialNo ?? '') }
      : refusedBy(own.Code)
  })
}
