import { isSigned, signed } from '../../kernel/rsa.ts'
import { formatInstant } from '../../kernel/time.ts'
import { type Alipay, keysOf } from './merchant.ts'

/** Beijing time to the second, as Alipay writes it. */
export const beijing = (at: number): string =>
  `${formatInstant(at)}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}`

/** What is signed: name=value sorted by name, values as they are, before they are encoded. */
const canonical = (parameters: [string, string][]): string =>
  parameters
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/** The parameters of a call with their signature; empty ones are left out, as Alipay does before it looks. */
export async function signedParameters(
  merchant: Alipay,
  method: string,
  bizContent: unknown,
  now: number,
  more: Record<string, string> = {},
): Promise<Record<string, string>> {
  const all: Record<string, string> = {
    app_id: merchant.appId,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: beijing(now),
    version: '1.0',
    ...more,
    biz_content: JSON.stringify(bizContent),
  }
  const said = Object.entries(all).filter(([, value]) => value !== '')
  const { own } = await keysOf(merchant)
  return { ...Object.fromEntries(said), sign: await signed(own, canonical(said)) }
}

/**
 * The object an answer holds under a name, as it stands in the text: that very text is what is signed. Null where there is
 * none.
 */
export function rawInside(body: string, name: string): string | null {
  const at = body.indexOf(`"${name}":`)
  const from = at < 0 ? -1 : body.indexOf('{', at)
  if (from < 0 || body.slice(at + name.length + 3, from).trim()) return null
  let depth = 0
  let quoted = false
  for (let place = from; place < body.length; place += 1) {
    const letter = body[place]
    if (letter === '\\') place += 1
    else if (letter === '"') quoted = !quoted
    else if (!quoted && letter === '{') depth += 1
    else if (!quoted && letter === '}' && --depth === 0) return body.slice(from, place + 1)
  }
  return null
}

/** Whether Alipay signed a text. */
export async function isTheirs(merchant: Alipay, text: string, signature: string): Promise<boolean> {
  return isSigned((await keysOf(merchant)).theirs, text, signature)
}

/**
 * Whether Alipay signed a notice: every parameter that came but `sign` and `sign_type`, empty ones too; some products sign
 * `sign_type` as well. RSA2 only: a message does not choose how it is looked at.
 */
export async function isTheirNotice(merchant: Alipay, notice: URLSearchParams): Promise<boolean> {
  const signature = notice.get('sign')
  if (!signature || notice.get('sign_type') !== 'RSA2') return false
  const all = [...notice].filter(([name]) => name !== 'sign')
  const usual = all.filter(([name]) => name !== 'sign_type')
  return (
    (await isTheirs(merchant, canonical(usual), signature)) ||
    (await isTheirs(merchant, canonical(all), signature))
  )
}
