import { createPublicKey, X509Certificate } from 'node:crypto'
import { derOf } from '../kernel/pem.ts'
import { isSigned, privateKey, publicKey, signed } from '../kernel/rsa.ts'
import { DAY_MS } from '../kernel/time.ts'
import { type Finding, good, type Told, wrong } from './finding.ts'

const LEAST_BITS = 2048
/** Before a certificate ends there must be time to get another. */
const ENDING_MS = 30 * DAY_MS

const PAIRS = [
  { of: 'WeChat Pay', own: 'WECHATPAY_PRIVATE_KEY', theirs: 'WECHATPAY_PUBLIC_KEY' },
  { of: 'Alipay', own: 'ALIPAY_PRIVATE_KEY', theirs: 'ALIPAY_PUBLIC_KEY' },
]
const lines = (pem: string): string => pem.replaceAll('\\n', '\n')

/** Whether keys can be read and do what they are for, as far as that shows without the provider. `now` in UTC ms. */
export async function keyFindings(told: Told, now: number): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { of, own, theirs } of PAIRS)
    if (told[own] && told[theirs])
      findings.push(...(await pairFindings(of, [own, told[own]], [theirs, told[theirs]])))
  return [...findings, ...certificateFindings(told.WECHATPAY_CERTIFICATES, now)]
}

function isPem(pem: string, kind: 'PRIVATE KEY' | 'PUBLIC KEY'): boolean {
  try {
    return derOf(pem, kind).length > 0
  } catch {
    return false
  }
}

type Named = [name: string, pem: string]

async function pairFindings(of: string, [own, ownPem]: Named, [theirs, theirPem]: Named): Promise<Finding[]> {
  // What is no PEM of its kind is said with the settings.
  if (!isPem(ownPem, 'PRIVATE KEY') || !isPem(theirPem, 'PUBLIC KEY')) return []
  let derived: ReturnType<typeof createPublicKey>
  try {
    derived = createPublicKey(lines(ownPem))
    const key = await publicKey(String(derived.export({ type: 'spki', format: 'pem' })))
    const signature = await signed(await privateKey(ownPem), 'round trip')
    if (!(await isSigned(key, 'round trip', signature)))
      return [wrong(`${own} does not verify what it signs.`)]
  } catch {
    return [wrong(`${own} cannot be read as an RSA key in PKCS#8.`)]
  }
  let given: ReturnType<typeof createPublicKey>
  try {
    await publicKey(theirPem)
    given = createPublicKey(lines(theirPem))
  } catch {
    return [wrong(`${theirs} cannot be read as an RSA public key.`)]
  }
  const der = (key: typeof given) => String(key.export({ type: 'spki', format: 'pem' }))
  const bits = derived.asymmetricKeyDetails?.modulusLength ?? 0
  if (der(given) === der(derived))
    return [wrong(`${theirs} is the public half of ${own}: put the key there that ${of} shows as its own.`)]
  if (bits < LEAST_BITS) return [wrong(`${own} has ${bits} bits; ${of} asks for ${LEAST_BITS}.`)]
  return [good(`${own} signs, and what it signs can be verified; ${theirs} can be read and is another key.`)]
}

/** The platform's certificates, where they are still used beside its key. */
function certificateFindings(pems: string | undefined, now: number): Finding[] {
  if (!pems) return []
  const each = lines(pems).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (!each) return [wrong('WECHATPAY_CERTIFICATES holds no certificate in PEM.')]
  return each.map((pem, at) => {
    try {
      const { validTo } = new X509Certificate(pem)
      const left = Date.parse(validTo) - now
      const on = new Date(validTo).toISOString().slice(0, 10)
      if (left <= 0) return wrong(`Certificate ${at + 1} of WECHATPAY_CERTIFICATES ended on ${on}.`)
      if (left < ENDING_MS)
        return wrong(`Certificate ${at + 1} of WECHATPAY_CERTIFICATES ends on ${on}: renew it.`)
      return good(`Certificate ${at + 1} of WECHATPAY_CERTIFICATES is good until ${on}.`)
    } catch {
      return wrong(`Certificate ${at + 1} of WECHATPAY_CERTIFICATES cannot be read.`)
    }
  })
}
