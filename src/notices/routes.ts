import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { sameSecret } from '../kernel/secrets.ts'
import { siteUrls } from '../urls.ts'
import { hearReplies, hearReports } from './hearing.ts'
import { repliesIn, reportsIn, takenBy } from './sms/reports.ts'

/** What carriers of short messages push, at an address nobody else knows. */
export const noticeCallbackRoutes = new Hono<AppEnv>()

noticeCallbackRoutes.post(siteUrls.smsReports.path, (c) =>
  hear(c, (provider, body) => hearReports(c.var.visit, reportsIn(provider, body))),
)
noticeCallbackRoutes.post(siteUrls.smsReplies.path, (c) =>
  hear(c, (provider, body) => hearReplies(c.var.visit, repliesIn(provider, body))),
)

async function hear(c: Ctx, take: (provider: 'aliyun' | 'tencent', body: string) => Promise<void>) {
  const { sms } = c.var.visit.settings
  const known = sms?.receiptKey && sameSecret(sms.receiptKey, c.req.param('key') ?? '')
  if (!known || sms.provider === 'console') return answerNotFound(c)
  await take(sms.provider, await c.req.text())
  return c.json(takenBy(sms.provider))
}
