import type { Ctx } from './context.ts'
import type { FailureStatus } from './failures.tsx'

const CODES: Record<FailureStatus, string> = {
  400: 'malformed',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  422: 'validation',
  429: 'rate_limited',
  500: 'internal',
}

const TITLES: Record<string, [zh: string, en: string]> = {
  malformed: ['请求内容无法读取', 'The request could not be read'],
  not_found: ['没有找到', 'Not found'],
  conflict: ['现在不能这样做', 'This cannot be done now'],
  too_large: ['内容太大', 'The request is too large'],
  validation: ['有内容需要修改', 'Some fields need mending'],
  rate_limited: ['操作太频繁,请稍后再试', 'Too many tries, please wait'],
  internal: ['系统出了点问题,请稍后再试', 'Something went wrong, please try later'],
}

/** RFC 9457 answer with a stable `code` (contract §3). */
export function problem(
  c: Ctx,
  status: number,
  code = CODES[status as FailureStatus] ?? 'conflict',
  more: object = {},
) {
  const { language, settings } = c.var.visit
  const title = TITLES[code]?.[language === 'en' ? 1 : 0] ?? code
  const body = { type: `${settings.publicUrl}/problems/${code}`, title, status, code, ...more }
  return c.body(JSON.stringify(body), status as 400, { 'Content-Type': 'application/problem+json' })
}
