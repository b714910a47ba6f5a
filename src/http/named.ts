import type { Ctx } from './context.ts'
import { answerNotFound } from './failures.tsx'

type Answer = Response | Promise<Response>

/**
 * Makes the door of what an address names, once for each kind of thing: `withOrder(handle)` reads the order and hands it
 * to `handle`. Where there is none `handle` is not called: the answer is 404, or what `missing` says.
 */
export const withNamed =
  <Named>(
    read: (c: Ctx) => PromiseLike<Named | null | undefined>,
    missing: (c: Ctx) => Answer = answerNotFound,
  ) =>
  (handle: (c: Ctx, named: Named) => Answer) =>
  async (c: Ctx): Promise<Response> => {
    const named = await read(c)
    return named ? handle(c, named) : missing(c)
  }
