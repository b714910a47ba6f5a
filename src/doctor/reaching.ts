import { type Bindings, settingsOf } from '../env.ts'
import { queryTrade as queryAlipay } from '../payments/alipay/trade.ts'
import { queryTrade as queryWechat } from '../payments/wechatpay/trade.ts'
import { siteUrls } from '../urls.ts'
import { type Finding, good, note, type Told, wrong } from './finding.ts'

/** Longer than the proxy of one machine holds a request back while the shop does not answer. */
const TIMEOUT_MS = 15_000
const SKEW_MS = 60_000
/** An order nobody has: providers answer, signed, that there is none. */
const NO_ORDER = 'DOCTOR000000000000000000'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const CALLBACKS = [
  ['WECHATPAY_MCHID', siteUrls.wechatNotifications.path],
  ['WECHATPAY_MCHID', siteUrls.wechatRefundNotifications.path],
  ['ALIPAY_APP_ID', siteUrls.alipayNotifications.path],
] as const

/** Whether the shop and its callbacks answer at PUBLIC_URL, and whether this machine's clock is right. `now` in UTC ms. */
export async function ownFindings(told: Told, now: () => number, ask: Fetch = fetch): Promise<Finding[]> {
  const base = (told.PUBLIC_URL ?? '').replace(/\/$/, '')
  const home = await reach(ask, base + siteUrls.health.path)
  const bad = told.APP_ENV === 'development' ? note : wrong
  if (!(home instanceof Response)) return [bad(`${base} does not answer: ${whyOf(home)}.`)]
  return [
    home.status === 200
      ? good(`${base} answers, and its database with it.`)
      : bad(`${base}${siteUrls.health.path} answers ${home.status}: ${behind(home.status)}.`),
    ...clockFinding(home.headers.get('Date'), now()),
    ...(await Promise.all(
      CALLBACKS.filter(([setting]) => told[setting]).map(([, path]) =>
        callbackFinding(ask, base + path, bad),
      ),
    )),
  ]
}

/** What stands at the address in the place of a shop that is well. */
const behind = (status: number): string =>
  status === 502
    ? 'the proxy is there, the shop behind it is not'
    : 'the database does not answer, or another site does'

/** What a person looks at first, by what the net said; in brackets its own word, for whoever asks on. */
function whyOf({ code, name }: Unreached): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `its name leads nowhere, look at its DNS record (${code})`
  if (code === 'ECONNREFUSED') return `nobody listens there, does the proxy run? (${code})`
  if (/CERT|SIGNATURE|^ERR_(?:TLS|SSL)/.test(code))
    return `its certificate is not good yet, the proxy’s own log says why (${code})`
  if (name === 'TimeoutError' || /TIMEDOUT|TIMEOUT|EHOSTUNREACH|ENETUNREACH/.test(code))
    return `nothing comes back, look at its DNS record, the firewall and the security group (${code || name})`
  return `look at its DNS records, its certificate and the deployment${code && ` (${code})`}`
}

/** A callback takes a provider's POST alone. Whatever leads elsewhere, or asks who is there, swallows it. */
async function callbackFinding(ask: Fetch, url: string, bad: typeof wrong): Promise<Finding> {
  const answer = await reach(ask, url)
  if (!(answer instanceof Response)) return bad(`The callback ${url} does not answer.`)
  const { status } = answer
  if (status >= 300 && status < 400)
    return bad(`The callback ${url} is redirected (${status}): providers do not follow.`)
  if (status === 404 || status === 405) return good(`The callback ${url} is reached.`)
  return bad(`The callback ${url} answers ${status}, not the shop’s own 404: something stands before it.`)
}

function clockFinding(date: string | null, now: number): Finding[] {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return []
  const off = Math.round(Math.abs(theirs - now) / 1000)
  return off * 1000 > SKEW_MS
    ? [wrong(`The clock of this machine is ${off} seconds off: what it signs is refused.`)]
    : [good('The clock of this machine is right.')]
}

/** Whether providers take our signature and we theirs: each is asked about an order nobody has. Costs nothing. */
export async function providerFindings(told: Told, now: number, ask: Fetch = fetch): Promise<Finding[]> {
  const { wechatPay, alipay, robotUrl } = settingsOf({
    ...told,
    DB: {},
    EMAIL: {},
  } as unknown as Bindings)
  return [
    ...(wechatPay ? [answerFinding('WeChat Pay', await queryWechat(wechatPay, NO_ORDER, now))] : []),
    ...(alipay ? [answerFinding('Alipay', await queryAlipay(alipay, NO_ORDER, now))] : []),
    ...(robotUrl ? [await robotFinding(ask, robotUrl)] : []),
  ]
}

function answerFinding(of: string, answer: { outcome: string; why?: string; code?: string }): Finding {
  if (answer.outcome === 'ok') return good(`${of} takes our signature, and its own is good.`)
  const why = answer.why ?? answer.code ?? ''
  return wrong(
    `${of} does not answer as it should (${why}): ids, keys and the products signed for must be of one merchant.`,
  )
}

/** Nothing is said in the group. */
async function robotFinding(ask: Fetch, robotUrl: string): Promise<Finding> {
  const { origin } = new URL(robotUrl)
  return (await reach(ask, origin)) instanceof Response
    ? good('The robot’s host answers; whether its key is right shows with the first message.')
    : wrong('The robot’s host does not answer.')
}

/** Why nothing was reached: the system's code, empty where it says none. */
type Unreached = { code: string; name: string }

const reach = (ask: Fetch, url: string): Promise<Response | Unreached> =>
  ask(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error: Error) => ({
    code: String((error.cause as { code?: string } | undefined)?.code ?? ''),
    name: error.name,
  }))
