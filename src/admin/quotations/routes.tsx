import { Hono } from 'hono'
import { isSku } from '../../cart/cookie.ts'
import type { Shelf } from '../../cart/quote.ts'
import { readShelf } from '../../cart/shelf.ts'
import { findSkus } from '../../catalog/finding-skus.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, textOf, textsOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { quotationToken } from '../../institutions/access.ts'
import { declineQuotation } from '../../institutions/declining.ts'
import {
  addToDraft,
  type DraftFields,
  type DraftForm,
  draftFields,
  draftFormOf,
  parseDraft,
  proposalOf,
  readDraft,
} from '../../institutions/draft-form.ts'
import { type Draft, writeVersion } from '../../institutions/drafting.ts'
import {
  listQuotations,
  QUOTATION_VIEWS,
  type QuotationView,
  readContact,
  readQuotation,
} from '../../institutions/queries.ts'
import { type QuotationVersion, sumsOf } from '../../institutions/quotation.ts'
import { QuotationSheet } from '../../institutions/sheet.tsx'
import { parseOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { civilDate } from '../../kernel/time.ts'
import type { FieldErrors } from '../../orders/fields.tsx'
import { audit } from '../../staff/auditing.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls, pathsFor } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Difference, differencesOf, keepUntouched, wasOf } from '../meanwhile.tsx'
import { LookPage } from './look-page.tsx'
import { QuotationDeskPage } from './quotation-page.tsx'
import { QuotationsPage } from './quotations-page.tsx'

export const quotationDeskRoutes = new Hono<AppEnv>()

/** The quotation an address names; null when there is none. */
async function quotationOf(c: Ctx): Promise<QuotationView | null> {
  const number = parseOrderNumber(c.req.param('number') ?? '')
  return number ? readQuotation(c.var.visit, number) : null
}

const withQuotation = withNamed(quotationOf)

quotationDeskRoutes.get(
  adminUrls.quotation.path,
  withQuotation((c, quotation) => page(c, quotation)),
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

/** The sheet as its reader will see it. */
function sheetOf(c: Ctx, quotation: QuotationView, version: QuotationVersion) {
  const { t, settings, now } = c.var.visit
  const shop = { name: t.shell.titleSuffix, phone: settings.shop.phone, licenceNo: settings.shop.licenceNo }
  return QuotationSheet({ quotation, version, shop, t: t.institutions.sheet, language: 'zh', now })
}

async function edit(c: Ctx, quotation: QuotationView) {
  const { db, now } = c.var.visit
  const posted = await readForm(c)
  const typed = readDraft(posted)
  const was = wasOf<DraftFields>(posted)
  const { add, remove, act } = textsOf(posted, { add: 60, remove: 60, act: 20 })
  if (add && isSku(add)) {
    const shelf = await readShelf(db, [add], now)
    if (!shelf.sellables.has(add))
      return page(c, quotation, { form: typed, was, alert: '这件商品刚下架,没有加入' })
    return page(c, quotation, { form: addToDraft({ ...typed, q: '' }, add, shelf), was, notice: UNSAVED })
  }
  if (remove) {
    const lines = typed.lines.filter(({ sku }) => sku !== remove)
    return page(c, quotation, { form: { ...typed, lines }, was, notice: UNSAVED })
  }
  if (act === 'find' || (act === 'enter' && typed.q.trim()))
    return page(c, quotation, { form: typed, was, find: typed.q, notice: UNSAVED })
  if (act === 'edit') return page(c, quotation, { form: typed, was, notice: UNSAVED })
  return keep(c, quotation, typed, was, act)
}

const UNSAVED = '改动还没有保存'

/** Keeps the draft, shows what would be sent, or sends it. */
async function keep(
  c: Ctx,
  quotation: QuotationView,
  form: DraftForm,
  was: Partial<DraftFields>,
  act: string,
) {
  const { db, now } = c.var.visit
  const send = act === 'send'
  const shelf = await readShelf(
    db,
    form.lines.map(({ sku }) => sku),
    now,
  )
  const parsed = parseDraft(form, shelf, quotation.region.name, civilDate(now))
  if (!parsed.ok) return page(c, quotation, { form, was, errors: parsed.errors, status: 422 })
  if (act === 'look' && form.seq === quotation.seq) return look(c, quotation, form, was, parsed.value, shelf)
  const as = { staffId: c.var.staff.staffId, seq: form.seq, send }
  const written = act === 'look' ? null : await writeVersion(c.var.visit, quotation, parsed.value, as)
  if (written?.ok)
    return c.redirect(`${adminPaths.quotation(quotation.number)}?done=${send ? 'sent' : 'saved'}`, 303)
  const fresh = (await quotationOf(c)) ?? quotation
  const stored = draftFormOf(fresh, shelf, civilDate(now))
  // What was typed stays, what was not is as it is now: sending once more is a decision.
  const merged = keepUntouched(draftFields(form), was, draftFields(stored))
  const differences = differencesOf(
    QUOTATION_NAMES.map(([field, label]) => [label, inWords(stored, field), inWords(merged, field)]),
  )
  const alert = '没有保存：同事或客户刚刚动过这份报价。您填的还在，您没有动过的已换成现在的。请核对后再保存'
  return page(c, fresh, { form: { ...form, ...merged, seq: fresh.seq }, alert, differences, status: 409 })
}

const QUOTATION_NAMES: [field: keyof DraftFields, label: string][] = [
  ['lines', '商品'],
  ['freight', '运费'],
  ['validUntil', '有效期'],
  ['payWithinDays', '付款期限'],
  ['note', '备注'],
]

const inWords = (form: DraftFields, field: keyof DraftFields): string =>
  field === 'lines'
    ? form.lines.map(({ sku, quantity, price }) => `${sku} × ${quantity}，每件 ${price} 元`).join('、')
    : form[field]

/** Nothing is written yet; freight from the tables is fixed now, so that what is sent is what was looked at. */
function look(
  c: Ctx,
  quotation: QuotationView,
  form: DraftForm,
  was: Partial<DraftFields>,
  draft: Draft,
  shelf: Shelf,
) {
  const { lines, freightFen, validUntil, payWithinDays, note } = draft
  const version = {
    ...{ version: (quotation.sent?.version ?? 0) + 1, lines, validUntil, payWithinDays, note, sentAt: null },
    ...sumsOf(lines, freightFen),
  }
  const body = LookPage({
    ...{ quotation, version, shelf, was },
    form: { ...form, freight: formatYuan(freightFen) },
    sheet: sheetOf(c, quotation, version),
  })
  return renderAdmin(c, { title: '核对后发送', current: adminPaths.quotations() }, body)
}

// A POST: looking at personal data is an act of its own, and it is recorded before it is shown.
async function revealContact(c: Ctx, quotation: QuotationView) {
  const { db, now } = c.var.visit
  const object = `quotation:${quotation.number}`
  await audit(db, { staffId: c.var.staff.staffId, verb: 'quotation.contact_seen', object }, now)
  return page(c, quotation, { contact: await readContact(c.var.visit, quotation.id) })
}

async function decline(c: Ctx, quotation: QuotationView) {
  const reason = textOf(await readForm(c), 'reason', Number.POSITIVE_INFINITY)
  if (!reason || reason.length > 200)
    return page(c, quotation, { errors: { reason: '请写明原因,1到200个字' }, status: 422 })
  const declined = await declineQuotation(c.var.visit, quotation, reason, c.var.staff.staffId)
  if (declined.ok) return c.redirect(adminPaths.quotation(quotation.number), 303)
  const fresh = (await quotationOf(c)) ?? quotation
  return page(c, fresh, { alert: '没有结束:这份报价的状态刚刚变了', status: 409 })
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
  saved: '草稿已保存,客户还看不到',
  sent: '报价已发送,请把链接发给联系人',
}

async function page(c: Ctx, quotation: QuotationView, outcome: Outcome = {}) {
  const { db, now, settings } = c.var.visit
  const today = civilDate(now)
  const found = outcome.find === undefined ? null : await findSkus(db, outcome.find)
  const listed = (outcome.form ?? quotation.draft ?? quotation.sent)?.lines ?? []
  const named = [...listed, ...quotation.items].map(({ sku }) => sku)
  const shelf = await readShelf(db, named, now)
  const shown = found ? await readShelf(db, found, now) : null
  const stored = draftFormOf(quotation, shelf, today)
  const form = outcome.form ?? stored
  const link = pathsFor('zh').quotation(quotation.number, {
    key: await quotationToken(settings, quotation.id),
  })
  const body = QuotationDeskPage({
    quotation,
    contact: outcome.contact ?? null,
    form,
    was: outcome.was ?? draftFields(stored),
    errors: outcome.errors ?? {},
    alert: outcome.alert ?? null,
    differences: outcome.differences ?? [],
    notice: outcome.notice ?? DONE[c.req.query('done') ?? ''] ?? null,
    shelf,
    proposal: proposalOf(form, shelf, quotation.region.name),
    found: found && shown ? found.flatMap((sku) => shown.sellables.get(sku) ?? []) : null,
    link: settings.publicUrl + link,
    canWrite: may(c.var.staff.role, 'quotations.write'),
  })
  return renderAdmin(c, { title: '单位采购', current: adminPaths.quotations() }, body, outcome.status ?? 200)
}
