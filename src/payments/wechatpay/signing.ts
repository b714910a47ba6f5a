import { bytesOf, isSigned, signed } from '../../kernel/rsa.ts'
import { keysOf, type WechatPay } from './merchant.ts'

/** How far a clock may be off, in ms. */
const SKEW_MS = 300_000

/** What is signed: each line ends, the last one too. */
const lines = (...parts: string[]): string => parts.map((part) => `${part}\n`).join('')
const seconds = (now: number): string => String(Math.floor(now / 1000))
export const newNonce = (): string => crypto.randomUUID().replaceAll('-', '')

export type Call = { method: 'GET' | 'POST'; path: string; body: string }

/** The `Authorization` of a call; `path` carries its query, as it goes out. */
export async function authorization(
  merchant: WechatPay,
  { method, path, body }: Call,
  now: number,
  nonce = newNonce(),
): Promise<string> {
  const timestamp = seconds(now)
  const { own } = await keysOf(merchant)
  const signature = await signed(own, lines(method, path, timestamp, nonce, body))
  const parts = {
    mchid: merchant.merchantId,
    nonce_str: nonce,
    signature,
    timestamp,
    serial_no: merchant.serial,
  }
  const said = Object.entries(parts).map(([name, value]) => `${name}="${value}"`)
  return `WECHATPAY2-SHA256-RSA2048 ${said.join(',')}`
}

export type Distrust = 'unsigned' | 'skewed' | 'unknown_serial' | 'wrong_signature'

/** Why an answer or a callback is not WeChat Pay's own word; null when it is. `body` is what came, before it is parsed. */
export async function distrust(
  merchant: WechatPay,
  headers: Headers,
  body: string,
  now: number,
): Promise<Distrust | null> {
  const [timestamp, nonce, signature, serial] = ['Timestamp', 'Nonce', 'Signature', 'Serial'].map(
    (name) => headers.get(`Wechatpay-${name}`) ?? '',
  ) as [string, string, string, string]
  if (!timestamp || !nonce || !signature || !serial) return 'unsigned'
  if (!/^\d+$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > SKEW_MS) return 'skewed'
  const key = (await keysOf(merchant)).theirs.get(serial)
  if (!key) return 'unknown_serial'
  return (await isSigned(key, lines(timestamp, nonce, body), signature)) ? null : 'wrong_signature'
}

/** What a page hands to WeixinJSBridge to pay what was prepared. */
export async function bridgeParams(
  merchant: WechatPay,
  prepayId: string,
  now: number,
  nonce = newNonce(),
): Promise<Record<string, string>> {
  const [timeStamp, what] = [seconds(now), `prepay_id=${prepayId}`]
  const { own } = await keysOf(merchant)
  const paySign = await signed(own, lines(merchant.appId, timeStamp, nonce, what))
  return { appId: merchant.appId, timeStamp, nonceStr: nonce, package: what, signType: 'RSA', paySign }
}

export type Sealed = { ciphertext: string; nonce: string; associated_data?: string | undefined }

/** What a callback's resource holds; null when it was not sealed with our key, or was changed. */
export async function opened(
  merchant: WechatPay,
  { ciphertext, nonce, associated_data = '' }: Sealed,
): Promise<string | null> {
  const { sealing } = await keysOf(merchant)
  const bytes = bytesOf(ciphertext)
  const encoder = new TextEncoder()
  const algorithm = {
    name: 'AES-GCM',
    iv: encoder.encode(nonce),
    additionalData: encoder.encode(associated_data),
  }
  try {
    return bytes && new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, sealing, bytes))
  } catch {
    return null
  }
}
