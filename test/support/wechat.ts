import { vi } from 'vitest'
import { browser } from './browser.ts'
import { wechatInside } from './providers/inside.ts'
import { NOW } from './shop.ts'
import { APP, fakeWechat } from './wechat-fake.ts'

export const AGENT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.50'
const BASE = 'https://wechat.test'

/** What the shop is set up with where it has a service account. */
export async function withWechat(): Promise<Record<string, string>> {
  const { settings } = await wechatInside(NOW)
  const own = { WECHAT_APP_SECRET: APP.secret, WECHAT_OAUTH_BASE_URL: BASE, WECHAT_API_BASE_URL: BASE }
  return { ...settings, WECHATPAY_APPID: APP.appId, ...own }
}

/** WeChat, answering at its address. */
export function answeringWechat() {
  const wechat = fakeWechat({ now: () => NOW })
  vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) =>
    wechat.answer(new Request(url as string, init as RequestInit)),
  )
  return wechat
}

let codes = 0

/** A browser inside WeChat, whose owner WeChat knows by `openId`. */
export function inWechat(
  wechat: ReturnType<typeof fakeWechat>,
  settings: Record<string, unknown>,
  openId: string,
) {
  const visitor = browser(settings)
  const send = (path: string, init: RequestInit = {}) =>
    visitor.send(path, { ...init, headers: { ...(init.headers as object), 'User-Agent': AGENT } })
  const post = (path: string, form: Record<string, string>) =>
    send(path, { method: 'POST', body: new URLSearchParams(form) })
  return {
    ...visitor,
    ...{ send, post, get: (path: string) => send(path) },
    /** Presses a form that asks WeChat, and comes back from there. */
    async confirm(path: string, form: Record<string, string> = {}): Promise<Response> {
      const away = new URL((await post(path, form)).headers.get('Location')!)
      const code = `code-${++codes}`
      wechat.people.set(code, openId)
      const back = new URL(away.searchParams.get('redirect_uri')!)
      return send(`${back.pathname}?code=${code}&state=${away.searchParams.get('state')}`)
    },
  }
}
