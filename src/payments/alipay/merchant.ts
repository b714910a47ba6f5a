import { privateKey, publicKey } from '../../kernel/rsa.ts'

/** What Alipay is set up with: ids and keys as its open platform shows them. */
export type Alipay = {
  gatewayUrl: string
  appId: string
  /** The PID that sells, 2088…. */
  sellerId: string
  /** The app's own, PKCS#8 in PEM. */
  privateKey: string
  /** Alipay's, SPKI in PEM. */
  publicKey: string
}

type Keys = { own: CryptoKey; theirs: CryptoKey }
const imported = new WeakMap<Alipay, Promise<Keys>>()

/** The keys of a merchant, read once. */
export function keysOf(merchant: Alipay): Promise<Keys> {
  const known = imported.get(merchant)
  if (known) return known
  const keys = Promise.all([privateKey(merchant.privateKey), publicKey(merchant.publicKey)]).then(
    ([own, theirs]) => ({ own, theirs }),
  )
  imported.set(merchant, keys)
  return keys
}
