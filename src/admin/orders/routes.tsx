import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, textOf } from '../../http/form.ts'
import { LONGEST_NOTE, writeNote } from '../../orders/noting.ts'
import type { OrderView } from '../../orders/queries.ts'
import { revealAddress } from '../../orders/revealing.ts'
import { audit } from '../../staff/auditing.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { sayDone } from '../said.ts'
import { orderGoodwillRoutes } from './goodwill-routes.tsx'
import { orderListRoutes } from './list-routes.tsx'
import { orderMoneyRoutes } from './money-routes.tsx'
import { orderParcelRoutes } from './parcel-routes.tsx'
import { showOrder, withOrder } from './showing.tsx'

export const orderDeskRoutes = new Hono<AppEnv>()

for (const part of [orderListRoutes, orderParcelRoutes, orderMoneyRoutes, orderGoodwillRoutes])
  orderDeskRoutes.route('/', part)

orderDeskRoutes.post(adminUrls.orderNotes.path, withOrder(note))
orderDeskRoutes.get(
  adminUrls.order.path,
  withOrder((c, order) => showOrder(c, order)),
)
orderDeskRoutes.post(adminUrls.orderAddress.path, withOrder(revealWhole))
orderDeskRoutes.post(adminUrls.orderInvoice.path, withOrder(showInvoice))

async function note(c: Ctx, order: OrderView) {
  const text = textOf(await readForm(c), 'note', Number.POSITIVE_INFINITY)
  if (!text || text.length > LONGEST_NOTE)
    return showOrder(c, order, {
      error: `备注请写1到${LONGEST_NOTE}个字`,
      typed: { at: 'note', values: { note: text.slice(0, LONGEST_NOTE) } },
      status: 422,
    })
  await writeNote(c.var.visit, order.id, text, c.var.staff.staffId)
  return sayDone(c, adminPaths.order(order.number), 'noted')
}

// A POST: looking at personal data is an act of its own, and it is recorded before it is shown.
async function revealWhole(c: Ctx, order: OrderView) {
  const address = await revealAddress(c.var.visit, order, c.var.staff.staffId)
  return showOrder(c, order, { address })
}

// As with the address: the title and the mailbox are a person's, and who issues invoices needs them whole.
async function showInvoice(c: Ctx, order: OrderView) {
  if (!order.invoice) return answerNotFound(c)
  const { db, now } = c.var.visit
  const object = `order:${order.number}`
  await audit(db, { staffId: c.var.staff.staffId, verb: 'order.invoice_seen', object }, now)
  return showOrder(c, order, { invoiceSeen: true })
}
