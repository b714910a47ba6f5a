import type { ImagesBinding, SendEmail } from '@cloudflare/workers-types'
import { type Mail, type MailSetting, mailOf } from './notices/email/settings.ts'
import { type Sms, type SmsSetting, smsOf } from './notices/sms/settings.ts'
import { type MerchantSetting, type Merchants, merchantsOf } from './payments/merchants.ts'

type Resource = 'DB' | 'ASSETS' | 'MEDIA'

/**
 * What wrangler hands over: as `wrangler types` reads it from wrangler.toml, though nothing proves that a variable or a
 * secret was set, and what may be set besides.
 */
export type Bindings = Pick<Env, Resource> &
  Partial<Omit<Env, Resource>> &
  Partial<Record<MerchantSetting | SmsSetting | MailSetting, string>> & {
    /** Makes narrower copies of pictures; without it the uploading browser's are kept. */
    IMAGES?: ImagesBinding
    /** Carries e-mail where MAIL_PROVIDER is cloudflare. */
    EMAIL?: SendEmail
    /** Set by a machine that backs itself up each hour (node/backups). */
    HOST_BACKUPS?: string
    SHOP_NOW?: string
    /** The real instant, in ms, at which SHOP_NOW began; without it the clock begins with each start of the Worker. */
    SHOP_NOW_SINCE?: string
    /** The robot of the staff's group in 企业微信; its address holds its key. */
    WECOM_WEBHOOK_URL?: string
    SHOP_OPERATOR?: string
    SHOP_ICP?: string
    SHOP_POLICE_RECORD?: string
    SHOP_LICENCE_NO?: string
    SHOP_FOOD_LICENCE_NO?: string
    SHOP_PHONE?: string
    SHOP_WECHAT?: string
    SHOP_COMPLAINTS?: string
  }

export type ContactField =
  | 'operator'
  | 'icp'
  | 'policeRecord'
  | 'licenceNo'
  | 'foodLicenceNo'
  | 'phone'
  | 'wechat'
  | 'complaints'

export type Settings = Merchants & {
  production: boolean
  publicUrl: string
  sessionSecret: string
  phonePepper: string
  phoneKey: string
  clockOffsetMs: number
  /** The machine backs itself up: no night's copy goes into the bucket. */
  hostBackups: boolean
  /** Where staff are told what needs them; null where nobody is. Secret. */
  robotUrl: string | null
  /** Who carries short messages; null where nobody does. */
  sms: Sms | null
  /** Who carries e-mail; null where nobody does. */
  mail: Mail | null
  /** What the variables say; staff overrule it at /admin/settings (http/shopfront.ts). */
  shop: Record<ContactField, string | null>
}

/** A setting that is missing or not allowed; its message begins with its name and never holds its value. */
export class WrongSetting extends Error {
  override name = 'WrongSetting'
}

const parsed = new WeakMap<Bindings, Settings>()

/** Parses the settings once per isolate; throws WrongSetting with the name of what is missing or not allowed. */
export function settingsOf(env: Bindings): Settings {
  const known = parsed.get(env)
  if (known) return known
  const settings = parse(env)
  parsed.set(env, settings)
  return settings
}

function parse(env: Bindings): Settings {
  if (!env.DB) throw new WrongSetting('DB is not bound')
  const production = env.APP_ENV !== 'development'
  if (production && env.APP_ENV && env.APP_ENV !== 'production')
    throw new WrongSetting('APP_ENV is neither development nor production')
  if (production && env.SHOP_NOW) throw new WrongSetting('SHOP_NOW is refused in production')
  const secret = (name: 'SESSION_SECRET' | 'PHONE_PEPPER' | 'PHONE_KEY') => {
    const value = env[name]
    if (!value || value.length < 16)
      throw new WrongSetting(`${name} is missing or shorter than 16 characters`)
    return value
  }
  return {
    production,
    publicUrl: required(env.PUBLIC_URL, 'PUBLIC_URL'),
    sessionSecret: secret('SESSION_SECRET'),
    phonePepper: secret('PHONE_PEPPER'),
    phoneKey: secret('PHONE_KEY'),
    ...merchantsOf(env, refuseSetting),
    sms: smsOf(env, production, refuseSetting),
    mail: mailOf(env, production, refuseSetting),
    robotUrl: robotOf(env.WECOM_WEBHOOK_URL, production),
    clockOffsetMs: env.SHOP_NOW ? instantOf(env.SHOP_NOW) - (Number(env.SHOP_NOW_SINCE) || Date.now()) : 0,
    hostBackups: Boolean(env.HOST_BACKUPS),
    shop: {
      operator: env.SHOP_OPERATOR || null,
      icp: env.SHOP_ICP || null,
      policeRecord: env.SHOP_POLICE_RECORD || null,
      licenceNo: env.SHOP_LICENCE_NO || null,
      foodLicenceNo: env.SHOP_FOOD_LICENCE_NO || null,
      phone: env.SHOP_PHONE || null,
      wechat: env.SHOP_WECHAT || null,
      complaints: env.SHOP_COMPLAINTS || null,
    },
  }
}

const refuseSetting = (told: string): never => {
  throw new WrongSetting(told)
}

function robotOf(value: string | undefined, production: boolean): string | null {
  if (!value) return null
  const { protocol } = URL.parse(value) ?? {}
  if (protocol !== 'https:' && (production || protocol !== 'http:'))
    throw new WrongSetting('WECOM_WEBHOOK_URL is not an https address')
  return value
}

function required(value: string | undefined, name: string): string {
  if (!value) throw new WrongSetting(`${name} is missing`)
  if (!/^https?:$/.test(URL.parse(value)?.protocol ?? ''))
    throw new WrongSetting(`${name} is not a web address`)
  return value.replace(/\/$/, '')
}

function instantOf(text: string): number {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new WrongSetting('SHOP_NOW is not a date')
  return at
}
