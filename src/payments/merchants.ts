import { derOf } from '../kernel/pem.ts'
import type { Wechat } from '../wechat/identity.ts'
import type { Alipay } from './alipay/merchant.ts'
import type { WechatPay } from './wechatpay/merchant.ts'

/** The shop's own account, for bank transfers. */
export type BankAccount = { name: string; number: string; bank: string }

export type Merchants = {
  wechatPay: WechatPay | null
  alipay: Alipay | null
  wechat: Wechat | null
  bank: BankAccount | null
}

type Env = Partial<Record<MerchantSetting, string>>

/** What a shop sells through providers with; each group is set up whole or not at all. */
export type MerchantSetting =
  | (typeof WECHATPAY)[number]
  | (typeof ALIPAY)[number]
  | (typeof BANK)[number]
  | 'WECHATPAY_BASE_URL'
  | 'WECHATPAY_CERTIFICATES'
  | 'ALIPAY_GATEWAY_URL'
  | 'WECHAT_APP_SECRET'
  | 'WECHAT_OAUTH_BASE_URL'
  | 'WECHAT_API_BASE_URL'

const WECHATPAY = [
  'WECHATPAY_APPID',
  'WECHATPAY_MCHID',
  'WECHATPAY_MERCHANT_SERIAL',
  'WECHATPAY_PRIVATE_KEY',
  'WECHATPAY_API_V3_KEY',
  'WECHATPAY_PUBLIC_KEY_ID',
  'WECHATPAY_PUBLIC_KEY',
] as const
const ALIPAY = ['ALIPAY_APP_ID', 'ALIPAY_SELLER_ID', 'ALIPAY_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY'] as const
const BANK = ['BANK_ACCOUNT_NAME', 'BANK_ACCOUNT_NO', 'BANK_NAME'] as const

/** Reads them; `wrong` is called with a sentence that begins with the name of what is missing or not allowed. */
export function merchantsOf(env: Env, wrong: (told: string) => never): Merchants {
  const wechatPay = whole(env, WECHATPAY, wrong)
  const alipay = whole(env, ALIPAY, wrong)
  const bank = whole(env, BANK, wrong)
  const key = (name: MerchantSetting, kind: 'PRIVATE KEY' | 'PUBLIC KEY') => {
    try {
      derOf(env[name]!, kind)
      return env[name]!
    } catch (error) {
      return wrong(`${name} ${(error as Error).message}`)
    }
  }
  const address = (name: MerchantSetting, usual: string) => {
    const value = env[name] || usual
    if (!/^https?:$/.test(URL.parse(value)?.protocol ?? '')) wrong(`${name} is not a web address`)
    return value.replace(/\/$/, '')
  }
  if (wechatPay && new TextEncoder().encode(wechatPay.WECHATPAY_API_V3_KEY).length !== 32)
    wrong('WECHATPAY_API_V3_KEY is not 32 characters')
  if (env.WECHAT_APP_SECRET && !wechatPay) wrong('WECHATPAY_APPID is missing: WECHAT_APP_SECRET is set')
  return {
    wechatPay: wechatPay && {
      baseUrl: address('WECHATPAY_BASE_URL', 'https://api.mch.weixin.qq.com'),
      appId: wechatPay.WECHATPAY_APPID,
      merchantId: wechatPay.WECHATPAY_MCHID,
      serial: wechatPay.WECHATPAY_MERCHANT_SERIAL,
      privateKey: key('WECHATPAY_PRIVATE_KEY', 'PRIVATE KEY'),
      apiV3Key: wechatPay.WECHATPAY_API_V3_KEY,
      publicKeyId: wechatPay.WECHATPAY_PUBLIC_KEY_ID,
      publicKey: key('WECHATPAY_PUBLIC_KEY', 'PUBLIC KEY'),
      certificates: env.WECHATPAY_CERTIFICATES || null,
    },
    alipay: alipay && {
      gatewayUrl: address('ALIPAY_GATEWAY_URL', 'https://openapi.alipay.com/gateway.do'),
      appId: alipay.ALIPAY_APP_ID,
      sellerId: alipay.ALIPAY_SELLER_ID,
      privateKey: key('ALIPAY_PRIVATE_KEY', 'PRIVATE KEY'),
      publicKey: key('ALIPAY_PUBLIC_KEY', 'PUBLIC KEY'),
    },
    wechat:
      wechatPay && env.WECHAT_APP_SECRET
        ? {
            appId: wechatPay.WECHATPAY_APPID,
            secret: env.WECHAT_APP_SECRET,
            oauthUrl: address('WECHAT_OAUTH_BASE_URL', 'https://open.weixin.qq.com'),
            apiUrl: address('WECHAT_API_BASE_URL', 'https://api.weixin.qq.com'),
          }
        : null,
    bank: bank && { name: bank.BANK_ACCOUNT_NAME, number: bank.BANK_ACCOUNT_NO, bank: bank.BANK_NAME },
  }
}

/** All of a group, or nothing where none of it is set. */
function whole<Name extends MerchantSetting>(
  env: Env,
  names: readonly Name[],
  wrong: (told: string) => never,
): Record<Name, string> | null {
  const missing = names.filter((name) => !env[name])
  if (missing.length === names.length) return null
  if (missing.length)
    wrong(
      `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing, though ${names.find((name) => env[name])} is set`,
    )
  return Object.fromEntries(names.map((name) => [name, env[name]!])) as Record<Name, string>
}
