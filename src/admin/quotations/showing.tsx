import { readShelf } from '../../cart/shelf.ts'
import { findSkus } from '../../catalog/finding-skus.ts'
import type { Ctx } from '../../http/context.ts'
import { withNamed } from '../../http/named.ts'
import { quotationToken } from '../../institutions/access.ts'
import {
  type DraftFields,
  type DraftForm,
  draftFields,
  draftFormOf,
  proposalOf,
} from '../../institutions/draft-form.ts'
import { type QuotationView, readQuotation } from '../../institutions/queries.ts'
import type { QuotationVersion } from '../../institutions/quotation.ts'
import { QuotationSheet } from '../../institutions/sheet.tsx'
import { parseOrderNumber } from '../../kernel/ids.ts'
import { own } from '../../kernel/own.ts'
import { civilDate } from '../../kernel/time.ts'
import type { FieldErrors } from '../../orders/fields.tsx'
import { may } from '../../staff/roles.ts'
import { adminPaths, pathsFor } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import type { Difference } from '../meanwhile.tsx'
import { QuotationDeskPage } from './quotation-page.tsx'

/** The quotation an address names; null when there is none. */
export async function quotationOf(c: Ctx): Promise<QuotationView | null> {
  const number = parseOrderNumber(c.req.param('number') ?? '')
  return number ? readQuotation(c.var.visit, number) : null
}

/** For what is shown and done of one quotation. */
export const withQuotation = withNamed(quotationOf)

/** The sheet as its reader will see it. */
export function sheetOf(c: Ctx, quotation: QuotationView, version: QuotationVersion) {
  const { t, settings, now } = c.var.visit
  const shop = { name: t.shell.titleSuffix, phone: settings.shop.phone, licenceNo: settings.shop.licenceNo }
  return QuotationSheet({ quotation, version, shop, t: t.institutions.sheet, language: 'zh', now })
}

type Outcome = {
  form?: DraftForm
  /** What the form held when it was first drawn; what it holds now when not said. */
  was?: Partial<DraftFields>
  errors?: FieldErrors
  alert?: string
  differences?: Difference[]
  notice?: string
  find?: string
  contact?: { name: string; phone: string }
  status?: 409 | 422
}

const DONE: Record<string, string> = {
  saved: '草稿已保存，客户还看不到',
  sent: '报价已发送，请把链接发给联系人',
}

/** The quotation as this member of staff may see it, with what came of an act. */
export async function showQuotation(c: Ctx, quotation: QuotationView, outcome: Outcome = {}) {
  const { db, now, settings } = c.var.visit
  const today = civilDate(now)
  const found = outcome.find === undefined ? null : await findSkus(db, outcome.find)
  const listed = (outcome.form ?? quotation.draft ?? quotation.sent)?.lines ?? []
  const named = [...listed, ...quotation.items].map(({ sku }) => sku)
  const shelf = await readShelf(c.var.visit, named)
  const shown = found ? await readShelf(c.var.visit, found) : null
  const stored = draftFormOf(quotation, shelf, today)
  const form = outcome.form ?? stored
  const canWrite = may(c.var.staff.role, 'quotations.write')
  const key = canWrite ? await quotationToken(settings, quotation.id) : null
  const link = key && settings.publicUrl + pathsFor('zh').quotation(quotation.number, { key })
  const body = QuotationDeskPage({
    quotation,
    contact: outcome.contact ?? null,
    form,
    was: outcome.was ?? draftFields(stored),
    errors: outcome.errors ?? {},
    alert: outcome.alert ?? null,
    differences: outcome.differences ?? [],
    notice: outcome.notice ?? own(DONE, c.req.query('done') ?? '') ?? null,
    shelf,
    proposal: proposalOf(form, shelf, quotation.region.name),
    found: found && shown ? found.flatMap((sku) => shown.sellables.get(sku) ?? []) : null,
    link,
    canWrite,
  })
  return renderAdmin(c, { title: '单位采购', current: adminPaths.quotations() }, body, outcome.status ?? 200)
}
