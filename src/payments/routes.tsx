import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerError, answerNotFound } from '../http/failures.tsx'
import { urls } from '../urls.ts'
import { orderNumberOf, playOutcome } from './sandbox.ts'
import { readTrade } from './sandbox-gateway.ts'
import { sandboxPage } from './sandbox-page.tsx'

/** The sandbox provider: its page with two buttons, and its callback. Absent in production. */
export const sandboxRoutes = new Hono<AppEnv>()

sandboxRoutes.get(urls.sandbox.path, async (c) => {
  const { settings, db } = c.var.visit
  const outTradeNo = c.req.param('outTradeNo')
  const trade = await readTrade(db, outTradeNo)
  if (settings.production || trade.state === 'unknown') return answerNotFound(c)
  c.header('Cache-Control', 'private, no-store')
  return sandboxPage(c, { outTradeNo, amountFen: trade.amountFen, state: trade.state })
})

sandboxRoutes.post(urls.sandbox.path, (c) => play(c, c.req.param('outTradeNo')))

async function play(c: Ctx, outTradeNo: string) {
  const { paths, settings } = c.var.visit
  if (settings.production) return answerNotFound(c)
  const json = c.req.header('Content-Type')?.includes('application/json')
  const body = json ? await c.req.json<unknown>().catch(() => null) : await c.req.parseBody()
  const outcome = (body as { outcome?: unknown } | null)?.outcome
  if (outcome !== 'success' && outcome !== 'failure') return answerError(c, 422)
  const result = await playOutcome(c.var.visit, outTradeNo, outcome)
  if (!result.ok) return result.refusal.code === 'not_found' ? answerNotFound(c) : answerError(c, 409)
  if (json) return c.json({ outTradeNo, outcome: result.value })
  const number = await orderNumberOf(c.var.visit, outTradeNo)
  return c.redirect(number ? paths.order(number) : paths.orders, 303)
}
