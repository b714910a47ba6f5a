import { html } from 'hono/html'
import type { Ctx } from './context.ts'

const TEXTS = {
  500: {
    zh: ['系统出了点问题', '请稍后再试。'],
    en: ['Something went wrong', 'Please try again later.'],
  },
  503: {
    zh: ['网站暂时打不开', '我们正在恢复，请过几分钟再试。已付款的订单不受影响。'],
    en: ['The shop is away for a moment', 'Please try again in a few minutes. Paid orders are safe.'],
  },
} as const

/** A page that stands on nothing: no settings, no database, no styles. `named` is what staff have to look at. */
export function plainPage(c: Ctx, status: 500 | 503, named = '') {
  const english = /^\/en(?:\/|$)/.test(c.req.path)
  const [title, advice] = TEXTS[status][english ? 'en' : 'zh']
  const phone = c.env.SHOP_PHONE
  if (status === 503) c.header('Retry-After', '60')
  const body = html`<!doctype html>
<html lang="${english ? 'en' : 'zh-CN'}">
<head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"></head>
<body><main><h1>${title}</h1><p>${advice}</p>
${phone ? html`<p><a href="tel:${phone}">${phone}</a></p>` : ''}${named ? html`<p><code>${named}</code></p>` : ''}</main></body>
</html>`
  return c.html(body, status)
}
