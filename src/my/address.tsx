import { addressOpen, changeAddress } from '../adoption/dispatch-address.ts'
import type { Grams } from '../adoption/dispatching.ts'
import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { exactOf, readForm } from '../http/form.ts'
import {
  type CheckoutErrors,
  type CheckoutForm,
  parseCheckout,
  readCheckout,
  settleRegion,
} from '../orders/checkout-form.ts'
import { renderPage } from '../ui/document.tsx'
import { mayOpen } from './access.ts'
import { AddressPage } from './address-page.tsx'
import { readMyGarden } from './queries.ts'
import { recipientsOf, showGarden } from './show-garden.ts'
import { teaText } from './tea-table.tsx'

// Nothing is filled in: a whole address is never shown to whoever holds the device.
export const showAddress = (c: Ctx) => page(c, settleRegion(readCheckout({})), {})

export async function submitAddress(c: Ctx) {
  const { t, paths } = c.var.visit
  const posted = await readForm(c)
  const form = settleRegion(readCheckout(posted))
  if (exactOf(posted, 'step') === 'region') return page(c, form, {})
  const parsed = parseCheckout(form, t.checkout.errors)
  if (!parsed.ok) return page(c, form, parsed.errors, 422)
  const id = c.req.param('id') ?? ''
  if (!(await mayOpen(c, id))) return answerNotFound(c)
  const done = await changeAddress(c.var.visit, id, c.req.param('dispatch') ?? '', parsed.value.recipient)
  if (done.ok) return c.redirect(`${paths.myGarden(id, { said: 'dispatches' })}#dispatches`, 303)
  if (done.refusal.code === 'not_found') return answerNotFound(c)
  return late(c)
}

const late = (c: Ctx) => showGarden(c, { at: 'dispatches', error: c.var.visit.t.mine.addressLate }, 409)

async function page(c: Ctx, form: CheckoutForm, errors: CheckoutErrors, status = 200) {
  const id = c.req.param('id') ?? ''
  const { db, t, paths, language, now } = c.var.visit
  const my = (await mayOpen(c, id)) ? await readMyGarden(db, id) : null
  const dispatch = my?.dispatches.find((own) => own.id === c.req.param('dispatch'))
  if (!my || !dispatch) return answerNotFound(c)
  if (!addressOpen(dispatch, now)) return late(c)
  c.header('Cache-Control', 'private, no-store')
  const body = AddressPage({
    form,
    errors,
    tea: teaText(my.offer.content.grades, JSON.parse(dispatch.grams) as Grams, t.mine, language),
    action: paths.myDispatch(id, dispatch.id),
    until: dispatch.addressUntil,
    recipient: (await recipientsOf(c, { dispatches: [dispatch] }))[dispatch.id] ?? '',
    back: paths.myGarden(id),
    t,
    language,
  })
  const back = { href: paths.myGarden(id), label: t.mine.title }
  const meta = { title: t.mine.changeAddress, noindex: true, current: 'gardens' as const, back }
  return renderPage(c, { ...meta, hideTabBar: true, styles: ['gardenCss'] }, body, status)
}
