import { X509Certificate } from 'node:crypto'
import { privateKey, publicKey } from '../../kernel/rsa.ts'

/** What WeChat Pay is set up with: ids and keys as its merchant console shows them. */
export type WechatPay = {
  /** Without a slash at its end. */
  baseUrl: string
  appId: string
  merchantId: string
  /** Of the merchant's own certificate. */
  serial: string
  /** PKCS#8, in PEM. */
  privateKey: string
  /** 32 characters. */
  apiV3Key: string
  publicKeyId: string
  /** SPKI, in PEM. */
  publicKey: string
  /** Certificates of the platform in PEM, one after the other: callbacks are signed by either while it moves to a key. */
  certificates: string | null
}

type Keys = { own: CryptoKey; sealing: CryptoKey; theirs: Map<string, CryptoKey> }
const imported = new WeakMap<WechatPay, Promise<Keys>>()

/** The keys of a merchant, read once: its own, the one that seals callbacks, and WeChat Pay's by their serials. */
export function keysOf(merchant: WechatPay): Promise<Keys> {
  const known = imported.get(merchant)
  if (known) return known
  const keys = readKeys(merchant)
  imported.set(merchant, keys)
  return keys
}

async function readKeys(merchant: WechatPay): Promise<Keys> {
  const theirs = new Map([[merchant.publicKeyId, await publicKey(merchant.publicKey)]])
  for (const [serial, key] of certificatesOf(merchant.certificates ?? ''))
    theirs.set(serial, await publicKey(key))
  const secret = new TextEncoder().encode(merchant.apiV3Key)
  return {
    own: await privateKey(merchant.privateKey),
    sealing: await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']),
    theirs,
  }
}

/** Serial and public key of each certificate; the serial as WeChat Pay writes it, in capital letters. */
function certificatesOf(pems: string): [serial: string, pem: string][] {
  const each =
    pems.replaceAll('\\n', '\n').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return each.map((pem) => {
    const { serialNumber, publicKey: key } = new X509Certificate(pem)
    return [serialNumber.toUpperCase(), String(key.export({ type: 'spki', format: 'pem' }))]
  })
}
