import type { Ctx } from './context.ts'

/** Whether a form could not be taken apart (no boundary, cut off): the sender's mistake, no fault of ours. */
export const isUnreadableForm = (error: Error, c: Ctx): boolean =>
  error instanceof TypeError &&
  /^multipart\/form-data/i.test(c.req.header('Content-Type') ?? '') &&
  /FormData|multipart|boundary|Content-Disposition|Content-Type/i.test(error.message)
