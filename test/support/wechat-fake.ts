/**
 * What WeChat does with one message. `truth`: what it should. `lost`: it sends, and its answer gets lost. `failing`: HTTP
 * 500 before it does anything. `busy`: it says no for now. `refused`: they do not take messages. `stale`: it forgot the
 * token it gave.
 */
export type WechatMood = 'truth' | 'lost' | 'failing' | 'busy' | 'refused' | 'stale'
export type Told = {
  openId: string
  template: string
  values: Record<string, string>
  id: string
  url?: string
}

export const APP = { appId: 'wx8888888888888888', secret: 'secret-of-the-service-account-32' }
const TOKEN_MS = 7_200_000
/** So long WeChat knows a message's own id again. */
const DOUBLE_MS = 600_000

/** What WeChat takes as one field, by the word its name begins with. */
const FIELDS: Record<string, RegExp> = {
  thing: /^.{1,20}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  amount: /^[¥￥]?\d{1,10}(?:\.\d{1,2})?元?$/,
  date: /^\d{4}(?:-\d{1,2}-\d{1,2}|年\d{1,2}月\d{1,2}日)(?: \d{2}:\d{2})?$/,
  time: /^\d{4}-\d{1,2}-\d{1,2} \d{2}:\d{2}$/,
  number: /^\d{1,32}$/,
}

/** WeChat's service account as its documents describe it: who somebody is, the account's token, and messages. */
export function fakeWechat({ now }: { now: () => number }) {
  const told: Told[] = []
  const moods: WechatMood[] = []
  /** Who stands behind a code, each once; `snapshot` for nobody in particular. */
  const people = new Map<string, string>()
  /** The fields of each template it has approved. */
  const templates = new Map<string, string[]>()
  const asked = { tokens: 0, codes: 0 }
  const known = new Map<string, number>()
  let token = { text: '', until: 0 }
  const no = (errcode: number, errmsg = 'no') => Response.json({ errcode, errmsg })

  function who(url: URL): Response {
    asked.codes += 1
    const code = url.searchParams.get('code') ?? ''
    const openid = people.get(code)
    people.delete(code)
    const ours =
      url.searchParams.get('appid') === APP.appId &&
      url.searchParams.get('secret') === APP.secret &&
      url.searchParams.get('grant_type') === 'authorization_code'
    if (!ours || !openid) return no(40029)
    return Response.json(
      openid === 'snapshot'
        ? { openid: 'oSnapshotOfNobody', is_snapshotuser: 1 }
        : { openid, scope: 'snsapi_base' },
    )
  }

  async function stableToken(request: Request): Promise<Response> {
    asked.tokens += 1
    const body = (await request.json()) as Record<string, unknown>
    if (body.grant_type !== 'client_credential' || body.appid !== APP.appId || body.secret !== APP.secret)
      return no(40125)
    if (body.force_refresh === true || token.until <= now())
      token = { text: `token-number-${asked.tokens}-of-wechat`, until: now() + TOKEN_MS }
    return Response.json({ access_token: token.text, expires_in: Math.floor((token.until - now()) / 1000) })
  }

  async function send(request: Request, url: URL): Promise<Response> {
    const mood = moods.shift() ?? 'truth'
    if (mood === 'failing') return new Response('<html>', { status: 500 })
    if (mood === 'stale') token = { text: '', until: 0 }
    if (!token.text || url.searchParams.get('access_token') !== token.text) return no(40001)
    if (token.until <= now()) return no(42001)
    if (mood === 'busy') return no(-1)
    if (mood === 'refused') return no(43101)
    const {
      touser,
      template_id,
      data,
      client_msg_id,
      url: link,
    } = (await request.json()) as {
      touser: string
      template_id: string
      data: Record<string, { value: string }>
      client_msg_id: string
      url?: string
    }
    const fields = templates.get(template_id)
    if (!fields) return no(40037)
    for (const field of fields)
      if (!FIELDS[field.replace(/\d+$/, '')]?.test(data[field]?.value ?? ''))
        return no(47003, `argument invalid! data.${field}.value is empty or invalid`)
    const key = `${touser} ${client_msg_id}`
    const before = known.get(key)
    if (before === undefined || before < now() - DOUBLE_MS) {
      const values = Object.fromEntries(fields.map((field) => [field, data[field]!.value]))
      told.push({
        openId: touser,
        template: template_id,
        values,
        id: client_msg_id,
        ...(link ? { url: link } : {}),
      })
    }
    known.set(key, now())
    if (mood === 'lost') throw new TypeError('the connection broke')
    return Response.json({ errcode: 0, errmsg: 'ok', msgid: 200000000 + told.length })
  }

  return {
    ...{ told, people, templates, asked },
    /** How it does the next messages, one each. */
    next: (...mood: WechatMood[]) => moods.push(...mood),
    /** Forgets what it was to do next. */
    rest: () => void moods.splice(0),
    async answer(request: Request): Promise<Response> {
      const url = new URL(request.url)
      if (url.pathname === '/sns/oauth2/access_token') return who(url)
      if (url.pathname === '/cgi-bin/stable_token') return stableToken(request)
      if (url.pathname === '/cgi-bin/message/template/send') return send(request, url)
      return new Response('', { status: 404 })
    },
  }
}
