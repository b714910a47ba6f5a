import { readBesideOrder } from '../../desk/reading.ts'
import type { Ctx } from '../../http/context.ts'
import { withNamed } from '../../http/named.ts'
import { parseOrderNumber } from '../../kernel/ids.ts'
import { type OrderView, readOrder } from '../../orders/queries.ts'
import { paidByTransfer } from '../../payments/account.ts'
import { orderDue } from '../../payments/refunds/calling-off.ts'
import { isOpen, standing } from '../../payments/refunds/due.ts'
import {
  type GoodwillDesk,
  mostAllowed,
  othersThan,
  recentGoodwill,
} from '../../payments/refunds/goodwill.ts'
import { toldRefunds } from '../../payments/refunds/telling.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import type { GoodwillProps } from './goodwill.tsx'
import { OrderDeskPage, type OrderDeskProps } from './order-page.tsx'
import type { Typed } from './typed.ts'

const BLANK: Typed = { at: '', values: {} }

/** The order an address names; null when there is none. */
export async function orderOf(c: Ctx): Promise<OrderView | null> {
  const number = parseOrderNumber(c.req.param('number') ?? '')
  return number ? readOrder(c.var.visit, number) : null
}

/** For what is done to one order. */
export const withOrder = withNamed(orderOf)

type Outcome = {
  error?: string
  typed?: Typed
  invoiceSeen?: boolean
  address?: NonNullable<OrderDeskProps['address']>
  status?: 409 | 422
}

/** One order as this member of staff may see it, with what came of an act. */
export async function showOrder(
  c: Ctx,
  order: OrderView,
  { error, typed, address, invoiceSeen, status }: Outcome = {},
) {
  const { role, staffId } = c.var.staff
  const { now } = c.var.visit
  const { goodwill, ...beside } = await readBesideOrder(c.var.visit, order)
  const { account } = goodwill
  const open = order.state === 'paid' && !order.cancelled
  const goingBack = orderDue(account, 'staff', now)
  const whole = order.state === 'awaiting_payment' || goingBack !== null
  const body = OrderDeskPage({
    order,
    now,
    address: address ?? null,
    error: error ?? null,
    typed: typed ?? BLANK,
    canShip: open && may(role, 'orders.ship'),
    goingBackFen: goingBack?.amountFen ?? 0,
    cancelling: !may(role, 'orders.cancel') || !(whole || open) ? null : whole ? 'whole' : 'parts',
    canReveal: may(role, 'orders.reveal'),
    mayChangePhone: may(role, 'accounts.phone'),
    canInvoice: may(role, 'orders.invoice'),
    invoiceSeen: invoiceSeen ?? false,
    mayRefund: may(role, 'orders.refund'),
    mayExtend: order.state === 'awaiting_payment' && may(role, 'transfers.write'),
    arrivedFen: account.arrived.reduce((sum, { amountFen }) => sum + amountFen, 0),
    arrivals: may(role, 'transfers.write') ? account.arrived : [],
    canRefund: isOpen(account) && may(role, 'orders.refund'),
    byHand: paidByTransfer(account),
    refunds: toldRefunds(account),
    ...beside,
    goodwill: goodwillOf(goodwill, staffId, now),
    refunded: new Map(account.lines.map((line) => [line.line, line.quantity - standing(account, line)])),
    canNote: may(role, 'orders.note'),
    mayKeepOutbox: may(role, 'outbox.write'),
  })
  return renderAdmin(c, { title: '订单', current: adminPaths.orders() }, body, status ?? 200)
}

/** An order's goodwill as one member of staff sees it. */
function goodwillOf(desk: GoodwillDesk, staffId: string, now: number): GoodwillProps {
  const { account, requests, limitFen } = desk
  return {
    ...{ requests, staffId, limitFen, recentFen: recentGoodwill(account, now) },
    others: othersThan(desk, staffId).map(({ name }) => name),
    targets: [null, ...account.lines.map(({ line }) => line)].map((line) => ({
      line,
      mostFen: mostAllowed(account, line),
    })),
  }
}
