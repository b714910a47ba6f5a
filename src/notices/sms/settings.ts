import type { Aliyun } from './aliyun.ts'
import type { Tencent } from './tencent.ts'

/** Who carries short messages. `console`: nobody, in development; they stand on a page of the back office. */
export type Sms = (Aliyun | Tencent | { provider: 'console' }) & {
  /** Messages of a day in Shanghai; what is above is not sent. */
  dailyLimit: number
  /** Part of the address receipts come to: nobody signs them, so nobody else may know it. Null: they are not heard. */
  receiptKey: string | null
}

const NEEDED = ['SMS_ACCESS_KEY_ID', 'SMS_ACCESS_KEY_SECRET', 'SMS_SIGN_NAME'] as const
export type SmsSetting =
  | (typeof NEEDED)[number]
  | 'SMS_PROVIDER'
  | 'SMS_APP_ID'
  | 'SMS_BASE_URL'
  | 'SMS_RECEIPT_KEY'
  | 'SMS_DAILY_LIMIT'

const USUAL_LIMIT = 500

/**
 * Reads them; null where nobody carries short messages. `wrong` is called with a sentence that begins with the name of
 * what is missing or not allowed.
 */
export function smsOf(
  env: Partial<Record<SmsSetting, string>>,
  production: boolean,
  wrong: (told: string) => never,
): Sms | null {
  const provider = env.SMS_PROVIDER || null
  const own = {
    dailyLimit: limitOf(env.SMS_DAILY_LIMIT, wrong),
    receiptKey: keyOf(env.SMS_RECEIPT_KEY, wrong),
  }
  const set = NEEDED.find((name) => env[name])
  if (provider === null && set) wrong(`SMS_PROVIDER is missing, though ${set} is set`)
  if (provider === 'console' && production) wrong('SMS_PROVIDER console is refused in production')
  if (provider === null || provider === 'console')
    return production ? null : { provider: 'console', ...own, receiptKey: null }
  if (provider !== 'aliyun' && provider !== 'tencent')
    return wrong('SMS_PROVIDER is none of aliyun, tencent and console')
  const needed = provider === 'tencent' ? [...NEEDED, 'SMS_APP_ID' as const] : NEEDED
  const missing = needed.filter((name) => !env[name])
  if (missing.length)
    wrong(
      `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing, though SMS_PROVIDER is ${provider}`,
    )
  const account = {
    keyId: env.SMS_ACCESS_KEY_ID!,
    keySecret: env.SMS_ACCESS_KEY_SECRET!,
    signName: env.SMS_SIGN_NAME!,
  }
  const baseUrl = (usual: string) => {
    const value = env.SMS_BASE_URL || usual
    const { protocol } = URL.parse(value) ?? {}
    if (protocol !== 'https:' && (production || protocol !== 'http:'))
      wrong('SMS_BASE_URL is not an https address')
    return value.replace(/\/$/, '')
  }
  return provider === 'aliyun'
    ? { provider, ...account, baseUrl: baseUrl('https://dysmsapi.aliyuncs.com'), ...own }
    : {
        provider,
        ...account,
        appId: env.SMS_APP_ID!,
        baseUrl: baseUrl('https://sms.tencentcloudapi.com'),
        ...own,
      }
}

function limitOf(value: string | undefined, wrong: (told: string) => never): number {
  if (!value) return USUAL_LIMIT
  if (!/^[1-9]\d{0,6}$/.test(value)) wrong('SMS_DAILY_LIMIT is not a whole number above 0')
  return Number(value)
}

/** 128 bits are 22 letters of base64url. */
function keyOf(value: string | undefined, wrong: (told: string) => never): string | null {
  if (!value) return null
  if (!/^[\w-]{22,100}$/.test(value))
    wrong('SMS_RECEIPT_KEY is shorter than 22 characters, or holds others than letters, digits, _ and -')
  return value
}
