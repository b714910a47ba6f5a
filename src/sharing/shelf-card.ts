import { keepCardChannel } from '../http/channel.ts'
import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { isCardChannel } from '../kernel/card-channel.ts'

/** What a card on a shelf opens: the product, and the order that follows will say which shelf it came from. */
export function followShelfCard(c: Ctx) {
  const slug = c.req.param('slug') ?? ''
  const channel = c.req.param('channel') ?? ''
  if (!/^[a-z0-9-]{1,80}$/.test(slug)) return answerNotFound(c)
  // A card that was misprinted still leads to its product.
  if (isCardChannel(channel)) keepCardChannel(c, channel)
  c.header('Cache-Control', 'private, no-store')
  return c.redirect(c.var.visit.paths.product(slug), 302)
}
