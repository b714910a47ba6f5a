import { isSku } from '../../cart/cookie.ts'
import type { Shelf } from '../../cart/quote.ts'
import { readShelf } from '../../cart/shelf.ts'
import type { Ctx } from '../../http/context.ts'
import { readForm, textsOf } from '../../http/form.ts'
import {
  addToDraft,
  type DraftFields,
  type DraftForm,
  draftFields,
  draftFormOf,
  parseDraft,
  readDraft,
} from '../../institutions/draft-form.ts'
import { type Draft, writeVersion } from '../../institutions/drafting.ts'
import type { QuotationView } from '../../institutions/queries.ts'
import { sumsOf } from '../../institutions/quotation.ts'
import { bareYuan } from '../../kernel/money.ts'
import { civilDate } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { changedApart, differencesOf, keepUntouched, wasOf } from '../meanwhile.tsx'
import { LookPage } from './look-page.tsx'

import { quotationOf, sheetOf, showQuotation } from './showing.tsx'

/** Keeps what is typed on the page, or does with it what its button says. */
export async function edit(c: Ctx, quotation: QuotationView) {
  const posted = await readForm(c)
  const typed = readDraft(posted)
  const was = wasOf<DraftFields>(posted)
  const { add, remove, act } = textsOf(posted, { add: 60, remove: 60, act: 20 })
  if (add && isSku(add)) {
    const shelf = await readShelf(c.var.visit, [add])
    if (!shelf.sellables.has(add))
      return showQuotation(c, quotation, { form: typed, was, alert: '这件商品刚下架，没有加入' })
    return showQuotation(c, quotation, {
      form: addToDraft({ ...typed, q: '' }, add, shelf),
      was,
      notice: UNSAVED,
    })
  }
  if (remove) {
    const lines = typed.lines.filter(({ sku }) => sku !== remove)
    return showQuotation(c, quotation, { form: { ...typed, lines }, was, notice: UNSAVED })
  }
  if (act === 'find' || (act === 'enter' && typed.q.trim()))
    return showQuotation(c, quotation, { form: typed, was, find: typed.q, notice: UNSAVED })
  if (act === 'edit') return showQuotation(c, quotation, { form: typed, was, notice: UNSAVED })
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
): Promise<Response> {
  const { now } = c.var.visit
  const send = act === 'send'
  const shelf = await readShelf(
    c.var.visit,
    form.lines.map(({ sku }) => sku),
  )
  const parsed = parseDraft(form, shelf, quotation.region.name, civilDate(now))
  if (!parsed.ok) return showQuotation(c, quotation, { form, was, errors: parsed.errors, status: 422 })
  if (act === 'look' && form.seq === quotation.seq) return look(c, quotation, form, was, parsed.value, shelf)
  const as = { staffId: c.var.staff.staffId, seq: form.seq, send }
  const written = act === 'look' ? null : await writeVersion(c.var.visit, quotation, parsed.value, as)
  if (written?.ok)
    return c.redirect(`${adminPaths.quotation(quotation.number)}?done=${send ? 'sent' : 'saved'}`, 303)
  const fresh = (await quotationOf(c)) ?? quotation
  const stored = draftFormOf(fresh, shelf, civilDate(now))
  // What was typed stays, what was not is as it is now: sending once more is a decision.
  const [mine, theirs] = [draftFields(form), draftFields(stored)]
  const merged = keepUntouched(mine, was, theirs)
  const between = fresh.events.slice(form.seq)
  // What the customer did, or was sent, is no field of a form: it is looked at.
  const onlySaved = between.length > 0 && between.every(({ kind }) => kind === 'saved')
  if (onlySaved && changedApart(mine, was, theirs)) {
    const both = { ...form, ...merged, seq: fresh.seq }
    // A customer gets what somebody has looked at: what was to be sent is shown once more.
    return keep(c, fresh, both, theirs, send ? 'look' : act)
  }
  const differences = differencesOf(
    QUOTATION_NAMES.map(([field, label]) => [label, inWords(stored, field), inWords(merged, field)]),
  )
  const alert = '没有保存：同事或客户刚处理过这份报价。您填的都在，您没有动过的已换成现在的。请核对后再保存'
  return showQuotation(c, fresh, {
    form: { ...form, ...merged, seq: fresh.seq },
    alert,
    differences,
    status: 409,
  })
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
    form: { ...form, freight: bareYuan(freightFen) },
    sheet: sheetOf(c, quotation, version),
  })
  return renderAdmin(c, { title: '核对后发送', current: adminPaths.quotations() }, body)
}
