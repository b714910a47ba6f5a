import { errorPage } from '../ui/error-page.tsx'
import type { Ctx } from './context.ts'
import { problem } from './problems.ts'

export type FailureStatus = 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500

/** Missing and not yours look the same. */
export const answerNotFound = (c: Ctx) => answerError(c, 404)

/** A failure in the caller's own form: a page for people, application/problem+json for programs. */
export function answerError(c: Ctx, status: FailureStatus) {
  c.header('Cache-Control', 'private, no-store')
  if (new URL(c.req.url).pathname.startsWith('/api/')) return problem(c, status)
  return errorPage(c, status)
}
