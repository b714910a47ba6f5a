import { Hono } from 'hono'
import {
  endPromotion,
  type PromotionGround,
  type PromotionProblem,
  type PromotionWish,
  promotionProblem,
  readPromotionGround,
  setPromotion,
} from '../../catalog/promoting.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { type Form, readForm, textOf, wholeOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { parseYuan } from '../../kernel/money.ts'
import { DAY_MS, localInstant, parseLocalInstant } from '../../kernel/time.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import {
  PROMOTION_SENTENCES,
  type PromotionErrors,
  PromotionLookPage,
  PromotionPricesPage,
  type PromotionTyped,
} from './prices-page.tsx'

export const promotionPriceRoutes = new Hono<AppEnv>()

const groundOf = (c: Ctx) => readPromotionGround(c.var.visit, c.req.param('id') ?? '')
const withGround = withNamed(groundOf)

promotionPriceRoutes.get(adminUrls.listingPromotion.path, withGround(show))
promotionPriceRoutes.post(adminUrls.listingPromotion.path, withGround(set))
promotionPriceRoutes.post(adminUrls.listingPromotionEnding.path, withGround(end))

const META = { title: '限时价', current: adminPaths.listings() }

async function show(c: Ctx, ground: PromotionGround) {
  const { now } = c.var.visit
  const typed = { starts: localInstant(now), ends: localInstant(now + 7 * DAY_MS), prices: {}, seen: {} }
  return page(c, ground, typed, {}, 200)
}

async function set(c: Ctx, ground: PromotionGround) {
  const form = await readForm(c)
  const prices = ground.skus.map(({ sku }) => [sku, textOf(form, `price-${sku}`, 20)] as const)
  const typed: PromotionTyped = {
    starts: textOf(form, 'starts', 20),
    ends: textOf(form, 'ends', 20),
    prices: Object.fromEntries(prices),
    seen: seenIn(ground, form),
  }
  if (textOf(form, 'act') === 'change') return page(c, ground, typed, {}, 200)
  const read = wishOf(ground, typed)
  if (!read.wish) return page(c, ground, typed, read.errors, 422)
  const { wish } = read
  const problem = promotionProblem(ground, wish, c.var.visit.now)
  if (problem?.problem === 'price_moved') return page(c, ground, afresh(typed), errorAt(problem), 409)
  if (problem) return page(c, ground, typed, errorAt(problem), 422)
  if (textOf(form, 'act') !== 'set') {
    const lines = wish.prices.map(({ sku, fen }) => ({
      sku: ground.skus.find((own) => own.sku === sku)!,
      fen,
    }))
    const from = Math.max(wish.from, c.var.visit.now)
    return renderAdmin(c, META, PromotionLookPage({ ground, typed, from, until: wish.until, lines }))
  }
  const done = await setPromotion(c.var.visit, ground, wish, c.var.staff.staffId)
  if (done.ok) return c.redirect(`${adminPaths.listingPromotion(ground.id)}?done=set`, 303)
  return page(c, (await groundOf(c)) ?? ground, afresh(typed), errorAt(done), 409)
}

async function end(c: Ctx, ground: PromotionGround) {
  const sku = textOf(await readForm(c), 'sku', 32)
  await endPromotion(c.var.visit, ground, sku, c.var.staff.staffId)
  return c.redirect(`${adminPaths.listingPromotion(ground.id)}?done=ended`, 303)
}

/** The usual prices as the form was first shown with them, through every refusal of something else. */
const seenIn = ({ skus }: PromotionGround, form: Form): Record<string, number> =>
  Object.fromEntries(
    skus.flatMap(({ sku }): [string, number][] => {
      const seen = wholeOf(form, `seen-${sku}`, 12)
      return seen === null ? [] : [[sku, seen]]
    }),
  )

/** The usual prices of now stand beside the boxes, and the sentence says that they moved: typing on is a decision. */
const afresh = (typed: PromotionTyped): PromotionTyped => ({ ...typed, seen: {} })

/** Where a problem is said: at the SKU's price, or at the time that is wrong. */
function errorAt({ sku, problem }: { sku: string; problem: PromotionProblem }): PromotionErrors {
  return { [sku ? `price-${sku}` : problem === 'nothing' ? 'starts' : 'ends']: PROMOTION_SENTENCES[problem] }
}

function wishOf(
  ground: PromotionGround,
  typed: PromotionTyped,
): { wish: PromotionWish; errors: null } | { wish: null; errors: PromotionErrors } {
  const errors: PromotionErrors = {}
  const from = parseLocalInstant(typed.starts)
  const until = parseLocalInstant(typed.ends)
  if (from === null) errors.starts = '请填开始的日期和时间。'
  if (until === null) errors.ends = '请填结束的日期和时间。'
  const prices = ground.skus.flatMap(({ sku, priceFen }) => {
    const text = typed.prices[sku] ?? ''
    if (!text) return []
    const fen = parseYuan(text)
    if (fen === null) errors[`price-${sku}`] = '价格请填元，例如 58 或 58.5。'
    return [{ sku, fen: fen ?? 0, seenFen: typed.seen[sku] ?? priceFen }]
  })
  return from === null || until === null || Object.keys(errors).length
    ? { wish: null, errors }
    : { wish: { from, until, prices }, errors: null }
}

function page(
  c: Ctx,
  ground: PromotionGround,
  typed: PromotionTyped,
  errors: PromotionErrors,
  status: number,
) {
  const asked = c.req.query('done')
  const done = asked === 'set' || asked === 'ended' ? asked : null
  const body = PromotionPricesPage({ ground, typed, errors, now: c.var.visit.now, done })
  return renderAdmin(c, META, body, status)
}
