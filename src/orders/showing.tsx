import type { Child } from 'hono/jsx'
import { adoptionToken } from '../adoption/access-token.ts'
import type { GoingBack } from '../adoption/refund-rule.ts'
import { signedIn } from '../customers/current.ts'
import type { Ctx } from '../http/context.ts'
import { heldKeys, keepKeys } from '../http/keyring.ts'
import { parseOrderNumber } from '../kernel/ids.ts'
import { anySample } from '../kernel/samples.ts'
import { renderPage } from '../ui/document.tsx'
import { RowLink } from '../ui/row-link.tsx'
import { holdsKey, mayRead } from './access.ts'
import { LookupPage } from './lookup-page.tsx'
import { OrderPage } from './order-page.tsx'
import { giftTokens } from './order-plots.tsx'
import { type OrderView, readOrder } from './queries.ts'

/** The order this browser may read; null for any other number. */
export async function readable(c: Ctx): Promise<OrderView | null> {
  const number = parseOrderNumber(c.req.param('number') ?? '')
  return number && (await mayRead(c, number)) ? readOrder(c.var.visit, number) : null
}

export type Outcome = {
  error?: string
  /** Why it was not called off, at the place where that is asked. */
  callOff?: string
  status?: 409 | 422
}

/** The page of an order; `goingBack` is what calling it off gives back today, null where nothing of it can. */
export async function orderPage(
  c: Ctx,
  order: OrderView,
  goingBack: GoingBack | null,
  outcome: Outcome = {},
) {
  const { t, paths, language, settings } = c.var.visit
  const { callOff, error = goingBack ? undefined : callOff } = outcome
  // On a borrowed device nothing of an account is left behind.
  if (await holdsKey(c, order.number)) await keepAdoptions(c, order)
  noStore(c)
  const back = { href: paths.orders, label: t.orders.lookupTitle }
  const samples = anySample(order.lines)
  const meta = { title: t.orders.title, current: 'orders' as const, noindex: true, back, samples }
  return renderPage(
    c,
    meta,
    OrderPage({
      ...{ order, now: c.var.visit.now, error: error ?? null, t, paths, language },
      ...{ goingBack, callOffError: callOff ?? null },
      gifts: await giftTokens(settings, order),
      origin: settings.publicUrl,
    }),
    outcome.status ?? (error || callOff ? 409 : 200),
  )
}

/** Who may read the order may open its plots, until a gift of one is taken; the plan shows them as theirs. */
async function keepAdoptions(c: Ctx, { adoptions }: OrderView): Promise<void> {
  const { settings } = c.var.visit
  const held = heldKeys(c, 'adoptions')
  const tokens = await Promise.all(
    adoptions
      .filter((one) => one.giftClaimedAt === null && one.state !== 'released')
      .map(async ({ id }) => ({ id, token: await adoptionToken(settings, id, null) })),
  )
  keepKeys(
    c,
    'adoptions',
    tokens.filter(({ id, token }) => !held.some((key) => key.number === id && key.token === token)),
  )
}

/** Where an order is found by its number and phone, with the ones this browser holds. */
export async function lookup(
  c: Ctx,
  typed: { number: string; phone: string; error: string | null; own?: Child },
  status: 200 | 404 | 422 | 429,
) {
  const { t, paths } = c.var.visit
  if (status === 429) c.header('Retry-After', '3600')
  noStore(c)
  const meta = { title: t.orders.lookupTitle, current: 'orders' as const, noindex: true }
  const { older, forgotNumber } = t.accounts
  const below = (await signedIn(c)) ? (
    <p class="fine">{older}</p>
  ) : (
    <div class="lookup-form">
      <ul class="held-list">
        <RowLink href={paths.signIn({ to: 'orders' })} label={forgotNumber} />
        <RowLink href={paths.favourites()} label={t.favourites.title} />
      </ul>
    </div>
  )
  return renderPage(c, meta, LookupPage({ ...typed, below, t: t.orders, action: paths.orders }), status)
}

/** The same answer whether the order does not exist or is not this visitor's. */
export function missing(c: Ctx) {
  return lookup(c, { number: '', phone: '', error: c.var.visit.t.orders.notFound }, 404)
}

/** Orders are personal: no cache keeps them. */
export const noStore = (c: Ctx): void => c.header('Cache-Control', 'private, no-store')
