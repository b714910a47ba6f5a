import { Hono } from 'hono'
import * as v from 'valibot'
import { adoptionToken, giftToken } from '../adoption/access-token.ts'
import { parseBoardName } from '../adoption/board-name.ts'
import { choiceStatement } from '../adoption/choice-reading.ts'
import { type AdoptionRequest, chooseAdoptions } from '../adoption/choosing.ts'
import type { OrderAdoption } from '../adoption/order-adoptions.ts'
import { quote } from '../cart/quote.ts'
import { shelfFrom, shelfStatements } from '../cart/shelf.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { withNamed } from '../http/named.ts'
import { problem } from '../http/problems.ts'
import { inLanguage } from '../i18n/texts.ts'
import { carrierChoice } from '../kernel/carriers.ts'
import { parseMobile, parsePhone } from '../kernel/phone.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { provinceOf } from '../kernel/provinces.ts'
import { tokenOpens } from '../orders/access.ts'
import { doubtsTaxNo } from '../orders/delivery.ts'
import { placeOrder } from '../orders/placing.ts'
import { type OrderView, readOrder } from '../orders/queries.ts'
import { startPayment } from '../payments/attempting.ts'
import { cancelOrder } from '../payments/cancelling.ts'
import { payingFrom } from '../payments/paying-from.ts'
import { askedCode, codeStatement } from '../promotions/redeeming.ts'
import { apiUrls } from '../urls.ts'
import { answering } from './answering.ts'
import { parsed, refused } from './answers.ts'
import { countedCode } from './counting.ts'
import { idempotencyKey, named } from './parameters.ts'
import { type adoptions, orderRequest, paymentRequest, previewRequest } from './schemas.ts'

/** Asked once: whoever sends it as confirmedTaxNo too is believed. */
const TAX_NO_DOUBT = {
  errors: [
    {
      path: 'invoice.taxNo',
      code: 'tax_no_check',
      message: 'its check character does not match; if it is right, send it as confirmedTaxNo too',
    },
  ],
}

const answerPreview = answering('checkoutPreview')
const answerPlaced = answering('orders')
const answerOrder = answering('order')
const answerCancelled = answering('orderCancellation')
const answerPayment = answering('orderPayments')

export const orderApi = new Hono<AppEnv>()

orderApi.post(apiUrls.checkoutPreview.path, async (c) => {
  const { db, now, language, settings } = c.var.visit
  const body = await parsed(c, previewRequest)
  if (!body.ok) return body.answer
  const province = provinceOf(body.value.region)
  if (!province)
    return problem(c, 422, 'validation', { errors: [{ path: 'region', code: 'unknown', message: 'region' }] })
  const { items } = body.value
  const wanted = adoptionsOf(body.value.adoptions)
  const { phone } = body.value
  const typed = body.value.code || null
  const tried = await countedCode(c, typed)
  if (!tried.ok) return tried.answer
  const phoneHmac = typed && phone ? await phoneMark(settings.phonePepper, parsePhone(phone) ?? '') : null
  const [codes, ...rows] = await db.batch([
    codeStatement(db, typed, phoneHmac),
    ...shelfStatements(
      db,
      items.map((item) => item.sku),
      now,
    ),
  ])
  if (codes.length) await tried.takeBack()
  const shelf = shelfFrom({ settings, now }, ...rows)
  const choice = wanted.length ? await choiceStatement(db, wanted, now) : []
  const { chosen, problems } = await chooseAdoptions(settings, wanted, choice, now)
  const decided = quote(items, shelf, province.name, now, chosen, askedCode(typed, codes, phoneHmac))
  if (decided.code?.problem)
    return refused(c, { code: decided.code.problem, minimumFen: decided.code.minimumFen })
  return answerPreview(c, {
    lines: decided.groups.flatMap((group) =>
      group.lines.map((line) => ({
        sku: line.sku,
        quantity: line.quantity,
        unitPriceFen: line.priceFen,
        amountFen: line.amountFen,
        discountFen: line.discountFen,
        available: line.left,
      })),
    ),
    groups: decided.groups.map((group) => ({
      storage: group.storage,
      template: group.template.code,
      name: inLanguage(language, group.template.nameZh, group.template.nameEn),
      skus: group.lines.map((line) => line.sku),
      freightFen: group.freightFen,
      missingForFreeFen: group.missingForFreeFen,
      shipDates: group.shipDates,
    })),
    adoptions: decided.adoptions.map((adoption) => ({
      index: adoption.index,
      plot: adoption.plot,
      season: adoption.season,
      garden: adoption.garden,
      areaMu: adoption.areaCmu / 100,
      offerVersion: adoption.offerVersion,
      priceFen: adoption.priceFen,
      discountFen: adoption.discountFen,
    })),
    code: decided.code?.code ?? null,
    unavailable: problems.map(({ index, plot, reason }) => ({ index, plot, reason })),
    subtotalFen: decided.subtotalFen,
    freightFen: decided.freightFen,
    discountFen: decided.discountFen,
    totalFen: decided.totalFen,
    undeliverable: decided.problems,
  })
})

orderApi.post(apiUrls.orders.path, async (c) => {
  const { language } = c.var.visit
  const key = v.safeParse(idempotencyKey, c.req.header('Idempotency-Key'))
  if (!key.success) return problem(c, 400, 'idempotency_key_required')
  const body = await parsed(c, orderRequest)
  if (!body.ok) return body.answer
  const { confirmedTaxNo, ...request } = body.value
  if (doubtsTaxNo(request.invoice?.taxNo ?? '', confirmedTaxNo))
    return problem(c, 422, 'validation', TAX_NO_DOUBT)
  const adoptions = adoptionsOf(request.adoptions)
  const tried = await countedCode(c, request.code || null)
  if (!tried.ok) return tried.answer
  const placed = await placeOrder(c.var.visit, { ...request, adoptions, language }, key.output)
  if (placed.ok || placed.refusal.code !== 'code_unknown') await tried.takeBack()
  if (!placed.ok) return refused(c, placed.refusal)
  const { accessToken, number } = placed.value
  const order = await readOrder(c.var.visit, number)
  if (!order) throw new Error('an order that was placed is not there')
  return answerPlaced(c, { ...(await shownOrder(c, order)), accessToken }, 201)
})

const withOwnOrder = withNamed(ownOrder, (c) => problem(c, 404))

orderApi.get(
  apiUrls.order.path,
  withOwnOrder(async (c, order) => answerOrder(c, await shownOrder(c, order))),
)
orderApi.post(apiUrls.orderCancellation.path, withOwnOrder(cancel))
orderApi.post(apiUrls.orderPayments.path, withOwnOrder(pay))

async function cancel(c: Ctx, order: OrderView) {
  const cancelled = await cancelOrder(c.var.visit, order.number, 'shopper')
  if (!cancelled.ok) return refused(c, cancelled.refusal)
  return answerCancelled(
    c,
    { number: order.number, state: cancelled.value.state },
    cancelled.value.state === 'cancelling' ? 202 : 200,
  )
}

async function pay(c: Ctx, order: OrderView) {
  const body = await parsed(c, paymentRequest)
  if (!body.ok) return body.answer
  const started = await startPayment(c.var.visit, order.number, body.value.method, payingFrom(c))
  return started.ok ? answerPayment(c, started.value, 201) : refused(c, started.refusal)
}

/** What was asked for, as the domain takes it. */
const adoptionsOf = (wanted: v.InferOutput<typeof adoptions>): AdoptionRequest[] =>
  wanted.map(({ areaMu, nameBoard, gift, ...one }) => ({
    ...one,
    areaCmu: areaMu === null ? null : Math.round(areaMu * 100),
    boardName: parseBoardName(nameBoard) ?? '',
    gift: gift && { phone: parseMobile(gift.phone) ?? '', message: gift.message },
  }))

/** A plot of the order: its adopter's own right, and the gift's link while nobody has taken it. */
async function plotOf(c: Ctx, one: OrderAdoption) {
  const { settings } = c.var.visit
  const own = one.giftClaimedAt === null
  const shown = {
    id: one.id,
    plot: one.plot,
    season: one.season,
    areaMu: one.areaCmu / 100,
    state: one.state,
    nameBoard: one.boardName,
    nameBoardState: one.boardState,
    certificate: own ? one.certificate : null,
    accessToken: own ? await adoptionToken(settings, one.id, null) : null,
    gift: one.isGift
      ? { claimedAt: one.giftClaimedAt, token: own ? await giftToken(settings, one.id) : null }
      : null,
  }
  return [one.line, shown] as const
}

/** The order a bearer token opens, closed first when its deadline passed; null for every other case. */
async function ownOrder(c: Ctx): Promise<OrderView | null> {
  c.header('Cache-Control', 'private, no-store')
  const shop = c.var.visit
  const number = named(c, 'number', 'order')
  const token = /^Bearer (\S+)$/.exec(c.req.header('Authorization') ?? '')?.[1]
  if (!number || !token || !(await tokenOpens(shop, number, token))) return null
  const order = await readOrder(shop, number)
  if (order?.state !== 'awaiting_payment' || shop.now < order.payBefore) return order
  await cancelOrder(shop, number, 'timeout')
  return readOrder(shop, number)
}

async function shownOrder(c: Ctx, order: OrderView) {
  const { language } = c.var.visit
  const plots = new Map(await Promise.all(order.adoptions.map((one) => plotOf(c, one))))
  return {
    number: order.number,
    state: order.state,
    paymentStatus: order.paymentStatus,
    shippingStatus: order.shippingStatus,
    subtotalFen: order.subtotalFen,
    freightFen: order.freightFen,
    discountFen: order.discountFen,
    totalFen: order.totalFen,
    payBefore: order.payBefore,
    recipient: order.recipient,
    buyer: order.buyer,
    lines: order.lines.map((line) => ({
      sku: line.sku,
      title: inLanguage(language, line.titleZh, line.titleEn),
      spec: inLanguage(language, line.specZh, line.specEn),
      quantity: line.quantity,
      unitPriceFen: line.unitPriceFen,
      amountFen: line.amountFen,
      discountFen: line.discountFen,
      adoption: plots.get(line.line) ?? null,
    })),
    parcels: order.parcels.map(({ carrier, trackingNo, shippedAt, lines }) => ({
      carrier: carrierChoice(carrier).code,
      trackingNo,
      shippedAt,
      items: lines.flatMap(({ line, quantity }) => {
        const bought = order.lines.find((own) => own.line === line)
        return bought ? [{ sku: bought.sku, quantity }] : []
      }),
    })),
    refunds: order.refunds.map(({ amountFen, state }) => ({ amountFen, state })),
    events: order.events,
  }
}
