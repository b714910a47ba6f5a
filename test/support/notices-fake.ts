import { createHash, createHmac } from 'node:crypto'

/**
 * What a carrier does with one call. `truth`: what it should. `lost`: it sends, and its answer gets lost. `failing`: HTTP
 * 500 before it does anything. `throttled`: it says no for now. `illegal`: it says no to the text, in a 200.
 */
export type Mood = 'truth' | 'lost' | 'failing' | 'throttled' | 'illegal'
export type Carried = {
  provider: Provider
  phone: string
  template: string
  values: string[]
  id: string
  sid: string
}
type Provider = 'aliyun' | 'tencent'

const A_MINUTE = 20
const FIFTEEN_MINUTES_MS = 15 * 60_000
export const ACCOUNT = {
  ...{ keyId: 'LTAI-fake', keySecret: 'fake-secret-of-thirty-characters', signName: '普定好物' },
  appId: '1400000000',
}
const WORDS = {
  aliyun: {
    throttled: 'isv.BUSINESS_LIMIT_CONTROL',
    illegal: 'isv.SMS_CONTENT_ILLEGAL',
    none: 'isv.SMS_TEMPLATE_ILLEGAL',
  },
  tencent: {
    throttled: 'LimitExceeded.PhoneNumberDailyLimit',
    illegal: 'FailedOperation.ContainSensitiveWord',
    none: 'FailedOperation.TemplateIncorrectOrUnapproved',
  },
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Both carriers of short messages at one address: they look at signature, clock, text and how many came in a minute. */
export function fakeCarriers({ now }: { now: () => number }) {
  const carried: Carried[] = []
  const approved = new Set<string>()
  const moods: Mood[] = []
  let minute = { at: 0, calls: 0 }

  /** Everything that is not in order is told in an answer as they write it, HTTP 200. */
  function take(provider: Provider, asked: Omit<Carried, 'provider' | 'sid'>, signed: boolean): Response {
    const words = WORDS[provider]
    const no = (code: string) =>
      Response.json(
        provider === 'aliyun'
          ? { Code: code, Message: 'no', RequestId: 'r' }
          : { Response: { SendStatusSet: [{ Code: code, SerialNo: '' }], RequestId: 'r' } },
      )
    if (!signed) return no(provider === 'aliyun' ? 'SignatureDoesNotMatch' : 'AuthFailure.SignatureFailure')
    const mood = moods.shift() ?? 'truth'
    if (mood === 'failing') return new Response('<html>', { status: 500 })
    const own = Math.floor(now() / 60_000)
    minute = { at: own, calls: minute.at === own ? minute.calls + 1 : 1 }
    if (mood === 'throttled' || minute.calls > A_MINUTE) return no(words.throttled)
    if (!approved.has(asked.template)) return no(words.none)
    if (mood === 'illegal') return no(words.illegal)
    const sid = `${provider}-${carried.length + 1}`
    carried.push({ provider, ...asked, sid })
    if (mood === 'lost') throw new TypeError('the connection broke')
    return Response.json(
      provider === 'aliyun'
        ? { Code: 'OK', Message: 'OK', BizId: sid, RequestId: 'r' }
        : { Response: { SendStatusSet: [{ Code: 'Ok', SerialNo: sid }], RequestId: 'r' } },
    )
  }

  function aliyun(request: Request, url: URL): Response {
    const header = (name: string) => request.headers.get(name) ?? ''
    const [, credential, names = '', signature] =
      /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
        header('authorization'),
      ) ?? []
    const query = [...url.searchParams]
      .map(([name, value]) => [name, value].map(rfc3986).join('='))
      .sort()
      .join('&')
    const lines = names
      .split(';')
      .map((name) => `${name}:${name === 'host' ? url.host : header(name).trim()}\n`)
      .join('')
    const canonical = ['POST', '/', query, lines, names, sha('')].join('\n')
    const right = mac(ACCOUNT.keySecret, `ACS3-HMAC-SHA256\n${sha(canonical)}`).toString('hex')
    const fresh = Math.abs(Date.parse(header('x-acs-date')) - now()) < FIFTEEN_MINUTES_MS
    const needed = ['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce']
    const whole = needed.every((name) => names.split(';').includes(name))
    const told = (name: string) => url.searchParams.get(name) ?? ''
    const known = header('x-acs-action') === 'SendSms' && header('x-acs-version') === '2017-05-25'
    return take(
      'aliyun',
      {
        ...{ phone: told('PhoneNumbers'), template: told('TemplateCode'), id: told('OutId') },
        values: Object.values(JSON.parse(told('TemplateParam')) as Record<string, string>),
      },
      known &&
        whole &&
        fresh &&
        credential === ACCOUNT.keyId &&
        signature === right &&
        told('SignName') === ACCOUNT.signName,
    )
  }

  async function tencent(request: Request, url: URL): Promise<Response> {
    const body = await request.text()
    const header = (name: string) => request.headers.get(name) ?? ''
    const seconds = header('x-tc-timestamp')
    const day = new Date(Number(seconds) * 1000).toISOString().slice(0, 10)
    const canonical = `POST\n/\n\ncontent-type:${header('content-type')}\nhost:${url.host}\n\ncontent-type;host\n${sha(body)}`
    const scope = `${day}/sms/tc3_request`
    const key = mac(mac(mac(`TC3${ACCOUNT.keySecret}`, day), 'sms'), 'tc3_request')
    const right = mac(key, `TC3-HMAC-SHA256\n${seconds}\n${scope}\n${sha(canonical)}`).toString('hex')
    const whole = `TC3-HMAC-SHA256 Credential=${ACCOUNT.keyId}/${scope}, SignedHeaders=content-type;host, Signature=${right}`
    const told = JSON.parse(body)
    const known = header('x-tc-action') === 'SendSms' && header('x-tc-version') === '2021-01-11'
    const fresh = Math.abs(Number(seconds) * 1000 - now()) < FIFTEEN_MINUTES_MS
    return take(
      'tencent',
      {
        phone: String(told.PhoneNumberSet[0]).replace('+86', ''),
        ...{ template: told.TemplateId, values: told.TemplateParamSet, id: told.SessionContext },
      },
      known && fresh && header('authorization') === whole && told.SmsSdkAppId === ACCOUNT.appId,
    )
  }

  return {
    /** Its mailbox. */
    carried,
    /** Codes of texts it has approved. */
    approved,
    /** How it does the next calls, one each. */
    next: (...mood: Mood[]) => moods.push(...mood),
    async answer(request: Request): Promise<Response> {
      const url = new URL(request.url)
      return request.headers.has('x-acs-action') ? aliyun(request, url) : tencent(request, url)
    },
    /** What it pushes of messages it carried, as a list. */
    reports: (...of: [one: Pick<Carried, 'provider' | 'id' | 'sid' | 'phone'>, arrived: boolean][]) =>
      JSON.stringify(
        of.map(([one, arrived]) =>
          one.provider === 'aliyun'
            ? {
                ...{ phone_number: one.phone, success: arrived, err_code: arrived ? 'DELIVERED' : 'UNKNOWN' },
                ...{ biz_id: one.sid, out_id: one.id, sms_size: '1' },
              }
            : {
                ...{ mobile: one.phone, nationcode: '86', report_status: arrived ? 'SUCCESS' : 'FAIL' },
                ...{ errmsg: arrived ? 'DELIVRD' : 'UNDELIV', sid: one.sid },
              },
        ),
      ),
  }
}

const rfc3986 = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
