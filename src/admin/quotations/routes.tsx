import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, textOf } from '../../http/form.ts'
import { declineQuotation } from '../../institutions/declining.ts'
import {
  listQuotations,
  QUOTATION_VIEWS,
  type QuotationView,
  readContact,
} from '../../institutions/queries.ts'
import { civilDate } from '../../kernel/time.ts'
import { audit } from '../../staff/auditing.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { edit } from './editing.tsx'
import { QuotationsPage } from './quotations-page.tsx'
import { quotationOf, sheetOf, showQuotation, withQuotation } from './showing.tsx'

export const quotationDeskRoutes = new Hono<AppEnv>()

quotationDeskRoutes.get(
  adminUrls.quotation.path,
  withQuotation((c, quotation) => showQuotation(c, quotation)),
)
quotationDeskRoutes.get(adminUrls.quotationSheet.path, withQuotation(printSheet))
quotationDeskRoutes.post(adminUrls.quotationVersion.path, withQuotation(edit))
quotationDeskRoutes.post(adminUrls.quotationContact.path, withQuotation(revealContact))
quotationDeskRoutes.post(adminUrls.quotationRefusal.path, withQuotation(decline))

const PAGE = 50

quotationDeskRoutes.get(adminUrls.quotations.path, async (c) => {
  const { db, now } = c.var.visit
  const view = QUOTATION_VIEWS.find((name) => name === c.req.query('view')) ?? 'draft'
  const list = await listQuotations(db, { view, before: c.req.query('before'), limit: PAGE })
  const body = QuotationsPage({ ...list, view, today: civilDate(now) })
  return renderAdmin(c, { title: '单位采购', current: adminPaths.quotations() }, body)
})

async function printSheet(c: Ctx, quotation: QuotationView) {
  if (!quotation.sent) return answerNotFound(c)
  const body = (
    <>
      <h1 class="visually-hidden">打印报价单</h1>
      <p class="no-print">
        <a href={adminPaths.quotation(quotation.number)}>‹ 返回</a>{' '}
        <button class="button button-secondary" type="button" data-print hidden>
          打印
        </button>
      </p>
      {sheetOf(c, quotation, quotation.sent)}
    </>
  )
  return renderAdmin(c, { title: '报价单', current: adminPaths.quotations() }, body)
}

// A POST: looking at personal data is an act of its own, and it is recorded before it is shown.
async function revealContact(c: Ctx, quotation: QuotationView) {
  const { db, now } = c.var.visit
  const object = `quotation:${quotation.number}`
  await audit(db, { staffId: c.var.staff.staffId, verb: 'quotation.contact_seen', object }, now)
  return showQuotation(c, quotation, { contact: await readContact(c.var.visit, quotation.id) })
}

async function decline(c: Ctx, quotation: QuotationView) {
  const reason = textOf(await readForm(c), 'reason', Number.POSITIVE_INFINITY)
  if (!reason || reason.length > 200)
    return showQuotation(c, quotation, { errors: { reason: '请写明原因，1到200个字' }, status: 422 })
  const declined = await declineQuotation(c.var.visit, quotation, reason, c.var.staff.staffId)
  if (declined.ok) return sayDone(c, adminPaths.quotation(quotation.number), 'quotation_declined')
  const fresh = (await quotationOf(c)) ?? quotation
  return showQuotation(c, fresh, { alert: '没有结束：这份报价的状态刚刚变了', status: 409 })
}
