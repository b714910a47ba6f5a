import { type Answer, answered, refused, unsure } from '../provider-answer.ts'
import type { Alipay } from './merchant.ts'
import { isTheirs, rawInside, signedParameters } from './signing.ts'

/** Shorter than one attempt of the outbox. */
const TIMEOUT_MS = 3_500

/** Asks Alipay one thing. Nothing of it is logged. */
export async function callAlipay(
  merchant: Alipay,
  method: string,
  bizContent: unknown,
  now: number,
): Promise<Answer<Record<string, unknown>>> {
  try {
    const { biz_content: content = '', ...query } = await signedParameters(merchant, method, bizContent, now)
    const answer = await fetch(`${merchant.gatewayUrl}?${new URLSearchParams(query)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded;charset=utf-8' },
      body: new URLSearchParams({ biz_content: content }).toString(),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return await readAnswer(merchant, method, await answer.text())
  } catch (error) {
    return unsure((error as Error).name === 'TimeoutError' ? 'no answer in time' : 'no connection')
  }
}

/** An answer in our words: only what Alipay signed is its word, be it yes or no. */
async function readAnswer(
  merchant: Alipay,
  method: string,
  body: string,
): Promise<Answer<Record<string, unknown>>> {
  const inside =
    rawInside(body, `${method.replaceAll('.', '_')}_response`) ?? rawInside(body, 'error_response')
  const signature = /"sign"\s*:\s*"([A-Za-z0-9+/=\\]+)"/.exec(inside ? body.replace(inside, '') : '')?.[1]
  if (!inside || !signature) return unsure('unsigned')
  if (!(await isTheirs(merchant, inside, signature.replaceAll('\\/', '/')))) return unsure('wrong signature')
  const told = JSON.parse(inside) as Record<string, unknown>
  if (told.code === '10000') return answered(told)
  const code = String(told.sub_code ?? told.code ?? '')
  // A service that is down, a wait, and a call that was malformed say nothing of the trade.
  return told.code === '40004' && !code.includes('SYSTEM_ERROR') ? refused(code) : unsure(code)
}
