import { Hono } from 'hono'
import type { AppEnv } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { formatYuan, parseYuan } from '../../kernel/money.ts'
import { adminPaths } from '../../paths.ts'
import { cancelOrder } from '../../payments/cancelling.ts'
import { refundedBefore, refundLines, refundSum } from '../../payments/refunding-lines.ts'
import { orderOf, showOrder, valuesOf } from './showing.tsx'

/** What gives money back: refunds of lines, and cancelling; each asks for a typed confirmation. */
export const orderMoneyRoutes = new Hono<AppEnv>()

orderMoneyRoutes.post('/:number/refunds', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const form = await c.req.parseBody()
  const values = valuesOf(form)
  const parts = order.lines.flatMap(({ line }) => {
    const quantity = Number(values[`refund-${line}`] || 0)
    return quantity === 0 ? [] : [{ line, quantity }]
  })
  const again = (at: string, error: string, status: 409 | 422) =>
    showOrder(c, order, { error, typed: { at, values }, status })
  const odd = parts.find(({ quantity }) => !Number.isInteger(quantity) || quantity < 0)
  const first = order.lines.find(({ line }) => `refund-${line}` in values)
  if (odd || !parts.length) return again(`refund-${(odd ?? first)?.line}`, '请填写要退的件数,用整数', 422)
  const reason = values.reason?.trim().slice(0, 60)
  if (!reason) return again('reason', '请写明退款原因', 422)
  const sum = refundSum(order, parts, await refundedBefore(c.var.visit.db, order.id))
  if (parseYuan(values.amount ?? '') !== sum)
    return again(
      'amount',
      `这些商品共 ¥${formatYuan(sum)}。请输入 ${formatYuan(sum)} 确认,现在还没有退款`,
      422,
    )
  const done = await refundLines(c.var.visit, order, parts, reason, c.var.staff.staffId)
  if (done.ok) return c.redirect(adminPaths.order(order.number), 303)
  return again('', '没有退款:件数超过可退的,或刚有同事处理过。整笔未发货的订单请用“取消并退款”', 409)
})

orderMoneyRoutes.post('/:number/cancellation', async (c) => {
  const order = await orderOf(c)
  if (!order) return answerNotFound(c)
  const values = valuesOf(await c.req.parseBody())
  if (values.confirm?.trim().toUpperCase() !== order.number.slice(-4))
    return showOrder(c, order, {
      error: '确认的四位和订单号不符,订单没有变化',
      typed: { at: 'confirm', values },
      status: 422,
    })
  const cancelled = await cancelOrder(c.var.visit, order.number, { staffId: c.var.staff.staffId })
  const fresh = (await orderOf(c)) ?? order
  if (!cancelled.ok)
    return showOrder(c, fresh, { error: '这笔订单现在不能取消(已发货或已取消)', status: 409 })
  return c.redirect(adminPaths.order(order.number), 303)
})
