import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, valuesOf, wholeOf } from '../../http/form.ts'
import { formatYuan, parseYuan } from '../../kernel/money.ts'
import { parseWhole } from '../../kernel/typed-number.ts'
import type { OrderView } from '../../orders/queries.ts'
import { paidByTransfer, readAccount } from '../../payments/account.ts'
import { cancelOrder } from '../../payments/cancelling.ts'
import { extendDeadline, LONGEST_WAIT_DAYS } from '../../payments/extending.ts'
import { askRefundAgain } from '../../payments/refunds/asking-again.ts'
import { orderDue } from '../../payments/refunds/calling-off.ts'
import type { Due } from '../../payments/refunds/due.ts'
import { linesDue, refundLines } from '../../payments/refunds/refunding-lines.ts'
import { repayByTransfer } from '../../payments/refunds/repaying.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { sayDone } from '../said.ts'
import { parseTransfer } from './repaying-form.ts'
import { orderOf, showOrder, withOrder } from './showing.tsx'

/** What gives money back: refunds of lines, and cancelling; each asks for a typed confirmation. */
export const orderMoneyRoutes = new Hono<AppEnv>()

orderMoneyRoutes.post(adminUrls.orderRefunds.path, withOrder(refund))
orderMoneyRoutes.post(adminUrls.orderCancellation.path, withOrder(cancel))
orderMoneyRoutes.post(adminUrls.orderRefundAgain.path, withOrder(refundAgain))
orderMoneyRoutes.post(adminUrls.orderRefundTransfer.path, withOrder(repay))
orderMoneyRoutes.post(adminUrls.orderDeadline.path, withOrder(extend))

async function refund(c: Ctx, order: OrderView) {
  const values = valuesOf(await readForm(c))
  const parts = order.lines.flatMap(({ line }) => {
    const quantity = parseWhole(values[`refund-${line}`] || '0', 99_999, '件') ?? Number.NaN
    return quantity === 0 ? [] : [{ line, quantity }]
  })
  const again = (at: string, error: string, status: 409 | 422) =>
    showOrder(c, order, { error, typed: { at, values }, status })
  const odd = parts.find(({ quantity }) => Number.isNaN(quantity))
  const first = order.lines.find(({ line }) => `refund-${line}` in values)
  if (odd || !parts.length) return again(`refund-${(odd ?? first)?.line}`, '退款件数请填整数', 422)
  const reason = values.reason?.trim().slice(0, 60)
  if (!reason) return again('reason', '请写明退款原因', 422)
  const account = await readAccount(c.var.visit.db, order.id)
  const due = account && linesDue(account, parts, reason)
  if (!due) return again('', '没有退款：件数超过可退的，或者刚有同事处理过。下面是最新情况', 409)
  if (parseYuan(values.amount ?? '') !== due.amountFen)
    return again('amount', `${sumSentence(due)}请输入 ${formatYuan(due.amountFen)} 确认，现在还没有退款`, 422)
  const { staffId } = c.var.staff
  const done = await refundLines(c.var.visit, order.number, parts, reason, staffId, due.amountFen)
  if (done.ok)
    return sayDone(c, adminPaths.order(order.number), paidByTransfer(account) ? 'refund_by_hand' : 'refunded')
  const fresh = (await orderOf(c)) ?? order
  return showOrder(c, fresh, {
    error: '没有退款：刚有同事处理过这笔订单。下面是最新情况',
    typed: { at: '', values },
    status: 409,
  })
}

async function extend(c: Ctx, order: OrderView) {
  const values = valuesOf(await readForm(c))
  const until = values.until?.trim() ?? ''
  const done = await extendDeadline(c.var.visit, order.number, until, c.var.staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.order(order.number), 'deadline_extended')
  if (done.refusal.code === 'too_late')
    return showOrder(c, order, {
      error: `请选一个比现在晚的日期，最多 ${LONGEST_WAIT_DAYS} 天`,
      typed: { at: 'until', values },
      status: 422,
    })
  return showOrder(c, (await orderOf(c)) ?? order, {
    error: '没有延长：订单已付款、已取消，或者其中的地块已被别人认购。下面是最新情况',
    status: 409,
  })
}

async function refundAgain(c: Ctx, order: OrderView) {
  const { of = '' } = valuesOf(await readForm(c))
  const { staffId } = c.var.staff
  const again = await askRefundAgain(c.var.visit, order.number, c.req.param('id') ?? '', of, staffId)
  if (again.ok) return sayDone(c, adminPaths.order(order.number), 'refund_asked_again')
  if (again.refusal.code === 'not_found') return answerNotFound(c)
  return showOrder(c, (await orderOf(c)) ?? order, {
    error: '没有再退：这笔退款正在办理、已经办完，或者刚有同事处理过。下面是最新情况',
    status: 409,
  })
}

async function repay(c: Ctx, order: OrderView) {
  const values = valuesOf(await readForm(c))
  const { visit, staff } = c.var
  const id = c.req.param('id') ?? ''
  const refund = (await readAccount(visit.db, order.id))?.refunds.find((own) => own.id === id)
  if (!refund) return answerNotFound(c)
  const parsed = parseTransfer(values, refund, visit.now)
  if ('error' in parsed)
    return showOrder(c, order, { error: parsed.error, typed: { at: parsed.at, values }, status: 422 })
  const done = await repayByTransfer(visit, order.number, id, values.of ?? '', parsed.transfer, staff.staffId)
  if (done.ok) return sayDone(c, adminPaths.order(order.number), 'refund_repaid')
  return showOrder(c, (await orderOf(c)) ?? order, {
    error: '没有登记：这笔退款正在办理、已经退还，或者刚有同事处理过。下面是最新情况',
    status: 409,
  })
}

/** What the goods come to, and the freight that goes with them. */
function sumSentence({ amountFen, freight }: Due): string {
  const freightFen = freight.reduce((sum, own) => sum + own.amountFen, 0)
  const goods = `这些商品共 ¥${formatYuan(amountFen - freightFen)}`
  return freightFen
    ? `${goods}，运费 ¥${formatYuan(freightFen)}，合计 ¥${formatYuan(amountFen)}。`
    : `${goods}。`
}

async function cancel(c: Ctx, order: OrderView) {
  const form = await readForm(c)
  const values = valuesOf(form)
  if (values.confirm?.trim().toUpperCase() !== order.number.slice(-4))
    return showOrder(c, order, {
      error: '没有取消：输入的四位与订单号不符',
      typed: { at: 'confirm', values },
      status: 422,
    })
  // What the page said would go back: another sum is looked at before it is given.
  const seenFen = wholeOf(form, 'seen', 12) ?? undefined
  const by = { staffId: c.var.staff.staffId }
  const cancelled = await cancelOrder(c.var.visit, order.number, by, seenFen)
  const fresh = (await orderOf(c)) ?? order
  const account = await readAccount(c.var.visit.db, order.id)
  if (!cancelled.ok) {
    const due = account && orderDue(account, 'staff', c.var.visit.now)
    return showOrder(c, fresh, { error: notCancelled(order, fresh, due, seenFen), status: 409 })
  }
  const { state } = cancelled.value
  const byHand = state === 'refunding' && account !== null && paidByTransfer(account)
  return sayDone(c, adminPaths.order(order.number), byHand ? 'refund_by_hand' : state)
}

/** Why an order was not called off, in a sentence that says what helps. */
function notCancelled(
  order: OrderView,
  fresh: OrderView,
  due: Due | null,
  seenFen: number | undefined,
): string {
  const justPaid = fresh.paidAt !== null && (order.paidAt === null || seenFen === 0)
  if (justPaid && due) return '买家刚刚付款，订单没有取消。要退款请再确认一次'
  if (due && seenFen !== undefined && seenFen !== due.amountFen)
    return '要退的金额变了：刚有同事退过一部分。订单没有取消，请核对下面的金额再确认'
  return '没有取消：这笔订单已发货或已取消'
}
