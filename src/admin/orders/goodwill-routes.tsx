import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, valuesOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { formatYuan, parseYuan } from '../../kernel/money.ts'
import type { OrderView } from '../../orders/queries.ts'
import { paidByTransfer } from '../../payments/account.ts'
import { allowGoodwill } from '../../payments/refunds/allowing.ts'
import { confirmGoodwill, declineGoodwill } from '../../payments/refunds/confirming.ts'
import { isOpen } from '../../payments/refunds/due.ts'
import {
  type GoodwillDesk,
  needsSecond,
  readGoodwill,
  waitingRequest,
} from '../../payments/refunds/goodwill.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { sayDone } from '../said.ts'
import { LONGEST_REASON, parseGoodwill } from './goodwill-form.ts'
import { orderOf, showOrder } from './showing.tsx'

/** Money without a piece: giving it, and the second person's word where the sum is large. */
export const orderGoodwillRoutes = new Hono<AppEnv>()

type OrderGoodwill = { order: OrderView; desk: GoodwillDesk }
type AskedGoodwill = OrderGoodwill & { request: GoodwillDesk['requests'][number] }

async function deskOf(c: Ctx): Promise<OrderGoodwill | null> {
  const order = await orderOf(c)
  const desk = order && (await readGoodwill(c.var.visit, order.number))
  return order && desk ? { order, desk } : null
}

async function requestOf(c: Ctx): Promise<AskedGoodwill | null> {
  const found = await deskOf(c)
  const request = found?.desk.requests.find(({ id }) => id === c.req.param('id'))
  return found && request ? { ...found, request } : null
}

const withDesk = withNamed(deskOf)
const withRequest = withNamed(requestOf)

orderGoodwillRoutes.post(adminUrls.orderGoodwill.path, withDesk(give))
orderGoodwillRoutes.post(adminUrls.goodwillConfirmation.path, withRequest(confirm))
orderGoodwillRoutes.post(adminUrls.goodwillRefusal.path, withRequest(decline))

/** What is said of money that is on its way; of a transfer's nothing is until a person sends it. */
const givenBy = <Said extends string>({ account }: GoodwillDesk, said: Said) =>
  paidByTransfer(account) ? ('refund_by_hand' as const) : said

const GONE = '没有退款：刚有同事处理过这笔订单，或者现在退不出这么多。下面是最新情况'

async function give(c: Ctx, { order, desk }: OrderGoodwill) {
  const values = valuesOf(await readForm(c))
  const again = (at: string, error: string, status: 409 | 422) =>
    showOrder(c, order, { error, typed: { at, values }, status })
  if (!isOpen(desk.account)) return again('', '没有退款：这笔订单没有付款，或者已经取消', 409)
  const parsed = parseGoodwill(values, desk.account)
  if ('error' in parsed) return again(parsed.at, parsed.error, 422)
  const { goodwill } = parsed
  const waits = waitingRequest(desk) !== null && needsSecond(desk, goodwill.amountFen, c.var.visit.now)
  if (waits) return again('', '没有申请：这笔订单已有一笔补偿等同事复核，先处理完那一笔', 409)
  const done = await allowGoodwill(c.var.visit, order.number, goodwill, c.var.staff.staffId)
  if (done.ok)
    return sayDone(
      c,
      adminPaths.order(order.number),
      done.value.state === 'asked' ? 'goodwill_asked' : givenBy(desk, 'goodwill_given'),
    )
  const fresh = (await orderOf(c)) ?? order
  return showOrder(c, fresh, { error: GONE, typed: { at: '', values }, status: 409 })
}

async function confirm(c: Ctx, { order, desk, request }: AskedGoodwill) {
  const { staffId } = c.var.staff
  const values = valuesOf(await readForm(c))
  const alone = request.askedBy === staffId && desk.permitted.every(({ id }) => id === staffId)
  if (
    alone &&
    request.decidedAt === null &&
    parseYuan(values['goodwill-confirm'] ?? '') !== request.amountFen
  )
    return showOrder(c, order, {
      error: `请再输入一次 ${formatYuan(request.amountFen)} 确认，现在还没有退款`,
      typed: { at: 'goodwill-confirm', values },
      status: 422,
    })
  const done = await confirmGoodwill(c.var.visit, order.number, request.id, staffId)
  if (done.ok) return sayDone(c, adminPaths.order(order.number), givenBy(desk, 'goodwill_confirmed'))
  const fresh = (await orderOf(c)) ?? order
  const own = request.askedBy === staffId && !alone
  return showOrder(c, fresh, {
    error: own ? '没有退款：自己申请的补偿，要由另一位同事同意' : GONE,
    status: 409,
  })
}

async function decline(c: Ctx, { order, request }: AskedGoodwill) {
  const { staffId } = c.var.staff
  const values = valuesOf(await readForm(c))
  const answer = values['goodwill-answer']?.trim() ?? ''
  // Who withdraws a request of their own owes nobody a reason.
  const own = request.askedBy === staffId
  if (!own && (!answer || answer.length > LONGEST_REASON))
    return showOrder(c, order, {
      error: `请写明为什么不同意，最多 ${LONGEST_REASON} 个字`,
      typed: { at: 'goodwill-answer', values },
      status: 422,
    })
  const done = await declineGoodwill(
    c.var.visit,
    order.number,
    request.id,
    own ? null : answer,
    c.var.staff.staffId,
  )
  if (done.ok)
    return sayDone(c, adminPaths.order(order.number), own ? 'goodwill_withdrawn' : 'goodwill_declined')
  const fresh = (await orderOf(c)) ?? order
  return showOrder(c, fresh, { error: '这笔补偿刚有同事处理过。下面是最新情况', status: 409 })
}
