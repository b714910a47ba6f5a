import { app } from '../../src/app.tsx'
import { bindings, NOW } from './shop.ts'

/** A browser without scripts: keeps cookies, sends forms, follows nothing by itself. */
export function browser(settings: Record<string, unknown> = {}) {
  const jar = new Map<string, string>()
  const env = { ...bindings, SHOP_NOW: new Date(NOW).toISOString(), ...settings }
  async function send(path: string, init: RequestInit = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      ...(init.headers as Record<string, string>),
      Cookie: cookie,
      Origin: 'http://shop.test',
    }
    const response = await app.request(`http://shop.test${path}`, { ...init, headers }, env)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return {
    jar,
    send,
    get: (path: string) => send(path),
    post: (path: string, form: Record<string, string> | [string, string][]) =>
      send(path, { method: 'POST', body: new URLSearchParams(form) }),
    /** Sends a form with one file or long field, as a page with `multipart/form-data` does. */
    upload: (path: string, name: string, content: string | Uint8Array<ArrayBuffer>, fileName = 'a.csv') => {
      const form = new FormData()
      form.append(name, typeof content === 'string' ? content : new File([content], fileName))
      return send(path, { method: 'POST', body: form })
    },
  }
}

export const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

export const delivery = {
  name: '林晓禾',
  phone: '138 0000 1234',
  province: '440000',
  city: '440100',
  district: '440114',
  street: '新华街道公益大道1号3楼',
}

/** What a page of the checkout sends along unseen. */
export const carried = (html: string): [string, string][] =>
  ['items', 'plots', 'cart', 'idempotencyKey', 'expectedTotalFen'].map((name) => [name, hidden(html, name)])

export async function checkoutForm(visitor: ReturnType<typeof browser>): Promise<[string, string][]> {
  const html = await (await visitor.get('/checkout')).text()
  return [
    ...carried(html),
    ...Object.entries(delivery),
    ['consents', 'terms,privacy'],
    ['consents', 'no_return'],
  ]
}
