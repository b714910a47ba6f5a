import { eq, sql } from 'drizzle-orm'
import { choiceStatement } from '../adoption/choice-reading.ts'
import { type AdoptionProblem, type AdoptionRequest, chooseAdoptions } from '../adoption/choosing.ts'
import { refusalFor } from '../adoption/holding.ts'
import { MAX_LINES, type Quote, type QuoteGroup, quote } from '../cart/quote.ts'
import { shelfFrom, shelfStatements } from '../cart/shelf.ts'
import { leadSpread } from '../catalog/freight.ts'
import { failedOn, tooManyOf } from '../db/failures.ts'
import { select } from '../db/query.ts'
import { findDivision, provinceShortName } from '../kernel/divisions.ts'
import { newId, newOrderNumber } from '../kernel/ids.ts'
import { MAX_PLOTS } from '../kernel/limits.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts'
import { sha256 } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { askedCode, codeFailure, codeStatement } from '../promotions/redeeming.ts'
import { deadline } from '../settings/deadlines.ts'
import { stopped } from '../settings/selling.ts'
import type { Shop } from '../shop.ts'
import { accessToken } from './access-token.ts'
import { askedOf } from './asked.ts'
import { HURRIED_MS, type PlacedOrder, type PlaceOrderRequest, requiredConsents } from './order.ts'
import { idempotencyKeys, orders } from './schema.ts'
import { roomFor } from './too-many.ts'
import { type NewOrder, orderWrites } from './writing.ts'

/** Constraints after which the world is read again. */
const AGAIN = ['plot_taken', 'stock_available', 'pay_sooner', 'guard_holds'] as const

/** A plot drawn for somebody (随机分配), or a piece, may go to another at the same moment: then all is looked at again. */
const DRAWS = 4

/**
 * Places an order: one read, one pure decision, one batch (order, lines, stock with its ledger, plots, event, key).
 * Refusals: closed_for_now, idempotency_mismatch, price_changed, out_of_stock, undeliverable, dispatch_paused, out_of_season, by_quotation,
 * not_sold, consent_required, too_many_open, plot_taken (with three near plots), adoption_invalid, and code_… where a
 * code was typed that takes nothing off. The same key and
 * body answer the same order again; where a key stands for a cart, `form` is which of its forms sent it.
 */
export async function placeOrder(
  shop: Shop,
  request: PlaceOrderRequest,
  idempotencyKey: string,
  form = '',
): Promise<Result<PlacedOrder>> {
  const keys = {
    keyHash: await sha256(idempotencyKey),
    requestHash: await sha256(askedOf(request) + form),
  }
  if ((request.adoptions?.length ?? 0) > MAX_PLOTS)
    return refuse({ code: 'too_many_open', by: 'order_plots' })
  let hurried = false
  for (let draw = 1; draw <= DRAWS; draw += 1) {
    const placed = await tryPlacing(shop, request, keys, hurried)
    if (typeof placed === 'object') return placed
    hurried ||= placed === 'pay_sooner'
  }
  return refuse({ code: 'conflict' })
}

/**
 * Why it is to be tried again, from the read on: a plot or the last piece went to somebody else between the read and the
 * write, the shop was stopped, or the order takes its network past half of its budget (`pay_sooner`) and is to be paid within HURRIED_MS.
 */
async function tryPlacing(
  shop: Shop,
  request: PlaceOrderRequest,
  keys: { keyHash: string; requestHash: string },
  hurried: boolean,
): Promise<Result<PlacedOrder> | (typeof AGAIN)[number]> {
  const skus = request.items.map((item) => item.sku)
  const wanted = request.adoptions ?? []
  const typed = request.code?.trim() || null
  const { phone } = request.buyer ?? request.recipient
  const phoneHmac = typed ? await phoneMark(shop.settings.phonePepper, phone) : null
  const [known, clocks, choice, codes, rows, templates, holidays] = await shop.db.batch([
    knownStatement(shop, keys.keyHash),
    shop.db.all<{ payMinutes: number; stopped: 0 | 1 }>(
      sql`SELECT ${deadline('payMinutes')} payMinutes, ${stopped} stopped`,
    ),
    choiceStatement(shop.db, wanted, shop.now),
    codeStatement(shop.db, typed, phoneHmac),
    ...shelfStatements(shop.db, skus, shop.now),
  ])
  if (known[0]) return replay(shop, known[0], keys.requestHash)
  if (clocks[0]!.stopped) return refuse({ code: 'closed_for_now' })

  const division = findDivision(request.recipient.region)
  const province = division ? provinceShortName(division.province.name) : ''
  const { chosen, problems } = await chooseAdoptions(shop.settings, wanted, choice, shop.now)
  if (problems[0]) return refuse(await plotRefusal(shop, wanted, problems[0]))
  const shelf = shelfFrom(shop, rows, templates, holidays)
  const asked = askedCode(typed, codes, phoneHmac)
  const decided = quote(request.items.slice(0, MAX_LINES), shelf, province, shop.now, chosen, asked)
  const refusal = refusalOf(decided, request)
  if (refusal) return refuse(refusal)

  const order = orderFrom(shop, request, decided, {
    id: newId('ord', shop.now),
    number: newOrderNumber(),
    payBefore: shop.now + (hurried ? HURRIED_MS : clocks[0]!.payMinutes * MINUTE_MS),
    ...keys,
  })
  try {
    await shop.db.batch(await orderWrites(shop, order))
  } catch (error) {
    for (const again of AGAIN) if (failedOn(error, again)) return again
    return afterFailedWrite(shop, error, keys.keyHash, keys.requestHash, decided)
  }
  return ok({
    number: order.number,
    state: 'awaiting_payment',
    totalFen: order.totalFen,
    payBefore: order.payBefore,
    accessToken: await accessToken(shop.settings, order.id),
    replayed: false,
  })
}

/** Why a plot cannot be had, in the words of a refusal; a taken one comes with near ones. */
export const plotRefusal = (
  shop: Shop,
  wanted: AdoptionRequest[],
  { index, plot, reason }: AdoptionProblem,
): Promise<Refusal> =>
  refusalFor(shop.db, { plot, season: wanted[index]?.season ?? 0 }, reason, shop.now, index)

const knownStatement = (shop: Shop, keyHash: string) => {
  const { orderId, requestHash } = idempotencyKeys
  const { number, state, totalFen, payBefore } = orders
  return shop.db.all(
    select({ orderId, requestHash, number, state, totalFen, payBefore })
      .from(idempotencyKeys)
      .innerJoin(orders, eq(orders.id, orderId))
      .where(eq(idempotencyKeys.keyHash, keyHash)),
  )
}

type Known = Awaited<ReturnType<typeof knownStatement>>[number]

/** The order that was made under a key; null where none was. */
export const orderUnder = async (shop: Shop, idempotencyKey: string): Promise<Known | null> =>
  (await knownStatement(shop, await sha256(idempotencyKey)))[0] ?? null

async function replay(shop: Shop, known: Known, requestHash: string): Promise<Result<PlacedOrder>> {
  if (known.requestHash !== requestHash) return refuse({ code: 'idempotency_mismatch' })
  return ok({
    number: known.number,
    state: known.state,
    totalFen: known.totalFen,
    payBefore: known.payBefore,
    accessToken: await accessToken(shop.settings, known.orderId),
    replayed: true,
  })
}

function refusalOf(decided: Quote, request: PlaceOrderRequest): Refusal | null {
  const by = (reason: string) => decided.problems.filter((problem) => problem.reason === reason)
  for (const code of [
    'not_sold',
    'sample',
    'by_quotation',
    'out_of_season',
    'undeliverable',
    'dispatch_paused',
  ] as const) {
    const skus = by(code).map((problem) => problem.sku)
    if (skus.length) return { code, skus }
  }
  const short = by('out_of_stock')
  if (short.length)
    return {
      code: 'out_of_stock',
      items: short.map(({ sku, available, shared }) => ({ sku, available, shared })),
    }
  const lines = decided.groups.flatMap((group) => group.lines)
  const missing = requiredConsents(lines, decided.adoptions.length).filter(
    (consent) => !request.consents.includes(consent),
  )
  if (missing.length) return { code: 'consent_required', consents: missing }
  if (decided.code?.problem) return { code: decided.code.problem, minimumFen: decided.code.minimumFen }
  if (request.expectedTotalFen !== null && request.expectedTotalFen !== decided.totalFen)
    return { code: 'price_changed', totalFen: decided.totalFen }
  return null
}

/** The batch failed as a whole: a constraint says why. Another order's key, a code or the open limit. */
async function afterFailedWrite(
  shop: Shop,
  error: unknown,
  keyHash: string,
  requestHash: string,
  decided: Quote,
): Promise<Result<PlacedOrder>> {
  const by = tooManyOf(error)
  if (by === 'network' || by === 'order') {
    const lines = decided.groups.flatMap((group) => group.lines)
    return refuse({ code: 'too_many_open', by, items: await roomFor(shop, lines) })
  }
  if (by) return refuse({ code: 'too_many_open', by })
  const problem = codeFailure(error)
  if (problem) return refuse({ code: problem, minimumFen: 0 })
  const [known] = await knownStatement(shop, keyHash)
  if (known) return replay(shop, known, requestHash)
  throw error
}

type Made = Pick<NewOrder, 'id' | 'number' | 'keyHash' | 'requestHash' | 'payBefore'>

function orderFrom(shop: Shop, request: PlaceOrderRequest, decided: Quote, made: Made): NewOrder {
  const { recipient, buyer, note, invoice, consents, channel, language, shipOn } = request
  const { subtotalFen, freightFen, discountFen, totalFen } = decided
  const lines = decided.groups.flatMap((group) => group.lines)
  return {
    ...made,
    ...{ recipient, buyer, note, invoice, consents, channel, language, shipOn },
    ...{ subtotalFen, freightFen, discountFen, totalFen },
    code: decided.code?.code ?? null,
    lines,
    adoptions: decided.adoptions.map((chosen, at) => ({
      ...chosen,
      id: newId('adp', shop.now),
      line: lines.length + at + 1,
    })),
    freight: decided.groups.map((group) => ({
      template: group.template.code,
      nameZh: group.template.nameZh,
      nameEn: group.template.nameEn,
      storage: group.storage,
      feeFen: group.freightFen,
      shipOn: shipOnOf(group, shipOn),
      ...transitOf(group),
      skus: group.lines.map((line) => line.sku),
    })),
  }
}

const transitOf = ({ template: { rules } }: QuoteGroup) =>
  rules.kind === 'weight' && rules.transitDays ? { transitDays: rules.transitDays } : {}

/** The day chosen for cold goods; otherwise the last day of the lead time the cart promised. */
function shipOnOf(group: QuoteGroup, chosen: string | null): string | null {
  if (group.storage === 'cold' && chosen && group.shipDates.includes(chosen)) return chosen
  return group.shipDates[leadSpread(group.template.rules)] ?? null
}
