import { runtimePair } from './runtime-pair.ts'

// Both providers' own words, made inside the runtime: what they call the shop with. Nobody answers at their addresses.

const NOBODY = 'http://127.0.0.1:9'
const encoder = new TextEncoder()
const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)))

async function signedBy(privateKey: string, text: string): Promise<string> {
  const der = Uint8Array.from(atob(privateKey.replace(/-----[^-]+-----|\s/g, '')), (letter) =>
    letter.charCodeAt(0),
  )
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
  return base64(await crypto.subtle.sign(algorithm, key, encoder.encode(text)))
}

export async function wechatInside(now: number) {
  const [own, platform] = [await runtimePair(), await runtimePair()]
  const settings = {
    WECHATPAY_BASE_URL: NOBODY,
    WECHATPAY_APPID: 'wx8888888888888888',
    WECHATPAY_MCHID: '1900000109',
    WECHATPAY_MERCHANT_SERIAL: '3775B6A45ACD588826D15E583A95F5DD',
    WECHATPAY_PRIVATE_KEY: own.privateKey,
    WECHATPAY_API_V3_KEY: 'k8f3n2q9v7c1x5z0b4m6l8j2h3g5d7s9',
    WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_0119000001092024',
    WECHATPAY_PUBLIC_KEY: platform.publicKey,
  }
  async function callback(type: string, inside: object): Promise<RequestInit> {
    const [nonce, aad] = ['0123456789ab', 'transaction']
    const key = await crypto.subtle.importKey(
      'raw',
      encoder.encode(settings.WECHATPAY_API_V3_KEY),
      'AES-GCM',
      false,
      ['encrypt'],
    )
    const algorithm = { name: 'AES-GCM', iv: encoder.encode(nonce), additionalData: encoder.encode(aad) }
    const told = { appid: settings.WECHATPAY_APPID, mchid: settings.WECHATPAY_MCHID, ...inside }
    const sealed = await crypto.subtle.encrypt(algorithm, key, encoder.encode(JSON.stringify(told)))
    const resource = {
      algorithm: 'AEAD_AES_256_GCM',
      ...{ ciphertext: base64(sealed), nonce, associated_data: aad },
    }
    const body = JSON.stringify({ id: crypto.randomUUID(), event_type: type, resource })
    const timestamp = String(Math.floor(now / 1000))
    return {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'Wechatpay-Timestamp': timestamp,
        'Wechatpay-Nonce': nonce,
        'Wechatpay-Serial': settings.WECHATPAY_PUBLIC_KEY_ID,
        'Wechatpay-Signature': await signedBy(platform.privateKey, `${timestamp}\n${nonce}\n${body}\n`),
      },
    }
  }
  return {
    settings,
    paid: (outTradeNo: string, fen: number) =>
      callback('TRANSACTION.SUCCESS', {
        ...{
          out_trade_no: outTradeNo,
          trade_state: 'SUCCESS',
          payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
        },
        amount: { total: fen, currency: 'CNY' },
      }),
    refunded: (outTradeNo: string, outRefundNo: string, fen: number, totalFen: number) =>
      callback('REFUND.SUCCESS', {
        ...{ out_trade_no: outTradeNo, out_refund_no: outRefundNo, refund_status: 'SUCCESS' },
        amount: { refund: fen, total: totalFen },
      }),
  }
}

export async function alipayInside() {
  const [own, theirs] = [await runtimePair(), await runtimePair()]
  const settings = {
    ALIPAY_GATEWAY_URL: `${NOBODY}/gateway.do`,
    ALIPAY_APP_ID: '2021000000000001',
    ALIPAY_SELLER_ID: '2088000000000001',
    ALIPAY_PRIVATE_KEY: own.privateKey,
    ALIPAY_PUBLIC_KEY: theirs.publicKey,
  }
  return {
    settings,
    async notice(status: string, outTradeNo: string, yuan: string): Promise<RequestInit> {
      const told = {
        ...{ app_id: settings.ALIPAY_APP_ID, charset: 'utf-8', notify_id: crypto.randomUUID() },
        ...{ out_trade_no: outTradeNo, seller_id: settings.ALIPAY_SELLER_ID, total_amount: yuan },
        ...{ trade_no: `2026${outTradeNo}`, trade_status: status },
      }
      const text = Object.entries(told)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, value]) => `${name}=${value}`)
        .join('&')
      const sign = await signedBy(theirs.privateKey, text)
      return { method: 'POST', body: new URLSearchParams({ ...told, sign_type: 'RSA2', sign }) }
    },
  }
}
