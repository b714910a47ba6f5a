import type { Bindings } from '../env.ts'

/** What a host hands over itself: written by hand, HOST_BACKUPS would end the night's copies at Cloudflare. */
type Resource = 'DB' | 'ASSETS' | 'MEDIA' | 'IMAGES' | 'EMAIL' | 'HOST_BACKUPS'
type Name =
  | Exclude<keyof Bindings, Resource>
  // Read by a machine of its own.
  | 'BACKUP_URL'
  | 'BACKUP_PASSPHRASE'
  | 'TRUSTED_PROXIES'
  | 'DATA_DIR'
  | 'HOST'
  | 'PORT'

/** Every name the shop reads; a setting that is missing here does not compile. */
const NAMES: Record<Name, true> = {
  APP_ENV: true,
  PUBLIC_URL: true,
  SESSION_SECRET: true,
  PHONE_PEPPER: true,
  PHONE_KEY: true,
  SHOP_NOW: true,
  SHOP_NOW_SINCE: true,
  WECHATPAY_APPID: true,
  WECHATPAY_MCHID: true,
  WECHATPAY_MERCHANT_SERIAL: true,
  WECHATPAY_PRIVATE_KEY: true,
  WECHATPAY_API_V3_KEY: true,
  WECHATPAY_PUBLIC_KEY_ID: true,
  WECHATPAY_PUBLIC_KEY: true,
  WECHATPAY_CERTIFICATES: true,
  WECHATPAY_BASE_URL: true,
  WECHAT_APP_SECRET: true,
  WECHAT_OAUTH_BASE_URL: true,
  WECHAT_API_BASE_URL: true,
  ALIPAY_APP_ID: true,
  ALIPAY_SELLER_ID: true,
  ALIPAY_PRIVATE_KEY: true,
  ALIPAY_PUBLIC_KEY: true,
  ALIPAY_GATEWAY_URL: true,
  BANK_ACCOUNT_NAME: true,
  BANK_ACCOUNT_NO: true,
  BANK_NAME: true,
  WECOM_WEBHOOK_URL: true,
  SMS_PROVIDER: true,
  SMS_ACCESS_KEY_ID: true,
  SMS_ACCESS_KEY_SECRET: true,
  SMS_SIGN_NAME: true,
  SMS_APP_ID: true,
  SMS_BASE_URL: true,
  SMS_RECEIPT_KEY: true,
  SMS_DAILY_LIMIT: true,
  MAIL_PROVIDER: true,
  MAIL_FROM: true,
  SMTP_URL: true,
  SHOP_OPERATOR: true,
  SHOP_ICP: true,
  SHOP_POLICE_RECORD: true,
  SHOP_LICENCE_NO: true,
  SHOP_FOOD_LICENCE_NO: true,
  SHOP_PHONE: true,
  SHOP_WECHAT: true,
  SHOP_COMPLAINTS: true,
  BACKUP_URL: true,
  BACKUP_PASSPHRASE: true,
  TRUSTED_PROXIES: true,
  DATA_DIR: true,
  HOST: true,
  PORT: true,
}

/** Whether the shop reads a setting of that name: one with a letter wrong is left aside without a word. */
export const isKnown = (name: string): boolean => Object.hasOwn(NAMES, name)
