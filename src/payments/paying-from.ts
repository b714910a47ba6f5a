import type { Ctx } from '../http/context.ts'
import type { PayingFrom } from './attempting.ts'

/** From where a visit pays; who they are in WeChat is proved apart. */
export const payingFrom = (c: Ctx, openId: string | null = null): PayingFrom => ({
  language: c.var.visit.language,
  ip: c.req.header('CF-Connecting-IP') ?? '127.0.0.1',
  openId: openId ?? undefined,
})
