import { databaseAnswers } from '../db/answering.ts'
import { storageFails } from '../db/failures.ts'
import { WrongSetting } from '../env.ts'
import { tellFailure } from '../kernel/telling.ts'
import { errorPage } from '../ui/error-page.tsx'
import { siteUrls } from '../urls.ts'
import type { Ctx } from './context.ts'
import { plainPage } from './plain-page.ts'
import { problem } from './problems.ts'

export type FailureStatus = 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503

/** Missing and not yours look the same. */
export const answerNotFound = (c: Ctx) => answerError(c, 404)

/** A failure in the caller's own form: a page for people, application/problem+json for programs. */
export function answerError(c: Ctx, status: FailureStatus) {
  c.header('Cache-Control', 'private, no-store')
  if (status === 503) c.header('Retry-After', '60')
  if (new URL(c.req.url).pathname.startsWith('/api/')) return problem(c, status)
  return status === 503 ? plainPage(c, 503) : errorPage(c, status)
}

/** Without settings there is nothing to draw a page from: the log and a plain page name what is wrong. */
export function answerWrongSetting(c: Ctx, { message }: WrongSetting) {
  c.header('Cache-Control', 'private, no-store')
  if (c.req.path === siteUrls.health.path) return c.json({ status: 'misconfigured', setting: message }, 503)
  return plainPage(c, 500, message)
}

/** What was thrown: a setting (named), a database that is away or cannot write (503), or a fault of ours (500). */
export async function answerFault(c: Ctx, error: Error) {
  const wrong = error instanceof WrongSetting
  const told = wrong ? { setting: error.message } : { told: tellFailure(error) }
  const fault = { error: error.name, path: c.req.routePath, ...told }
  console.error(JSON.stringify(fault))
  if (wrong) return answerWrongSetting(c, error)
  const ours = !storageFails(error) && (await databaseAnswers(c.env.DB))
  return answerError(c, ours ? 500 : 503)
}
