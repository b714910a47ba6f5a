import { readShelf } from '../cart/shelf.ts'
import type { Ctx } from '../http/context.ts'
import { exactOf, type Form, wholeOf } from '../http/form.ts'
import { inLanguage, provinceName } from '../i18n/texts.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'
import { provinceOf } from '../kernel/provinces.ts'
import type { Refusal } from '../kernel/result.ts'
import { accessToken, grantAccess } from '../orders/access.ts'
import {
  blankCheckout,
  type CheckoutForm,
  parseCheckout,
  readCheckout,
  settleRegion,
} from '../orders/checkout-form.ts'
import type { FieldErrors } from '../orders/fields.tsx'
import { requiredConsents } from '../orders/order.ts'
import { renderPage } from '../ui/document.tsx'
import { acceptQuotation } from './accepting.ts'
import { declineQuotation } from './declining.ts'
import { type QuotationView, readQuotation } from './queries.ts'
import { QuotationPage } from './quotation-page.tsx'

type Outcome = {
  form?: CheckoutForm
  errors?: FieldErrors
  reason?: string
  alert?: string
  status?: 409 | 422
}

const LONGEST_REASON = 200

/** Makes the order and leads to it, or shows the form again with everything typed. */
export async function acceptPosted(c: Ctx, quotation: QuotationView, posted: Form) {
  const { t, paths, settings, language, db, now } = c.var.visit
  if (quotation.order) return c.redirect(paths.quotation(quotation.number), 303)
  const form = settleRegion(readCheckout(posted))
  if (exactOf(posted, 'step') === 'region') return showQuotation(c, quotation, { form })
  const parsed = parseCheckout(form, { ...t.checkout.errors, phone: t.institutions.errors.phone })
  const errors = { ...(parsed.ok ? {} : parsed.errors), ...ownErrors(c, quotation, form) }
  if (!parsed.ok || Object.keys(errors).length)
    return showQuotation(c, quotation, { form, errors, status: 422 })
  const accepted = await acceptQuotation({ db, settings, now }, quotation.number, {
    ...parsed.value,
    version: wholeOf(posted, 'version') ?? 0,
    consents: form.consents.filter((code) => ['terms', 'privacy', 'no_return'].includes(code)),
    language,
  })
  if (accepted.ok) {
    const { id, number } = accepted.value
    grantAccess(c, number, await accessToken(settings, id))
    return c.redirect(paths.order(number), 303)
  }
  const fresh = (await readQuotation(c.var.visit, quotation.number)) ?? quotation
  return showQuotation(c, fresh, { form, alert: refusalText(c, fresh, accepted.refusal), status: 409 })
}

export async function declinePosted(c: Ctx, quotation: QuotationView, typed: string) {
  const { t, paths } = c.var.visit
  const reason = plainText(typed)
  const wrong = !isWholeText(typed)
    ? t.institutions.errors.spoilt
    : reason.length > LONGEST_REASON
      ? t.institutions.decline.tooLong
      : null
  if (wrong) return showQuotation(c, quotation, { errors: { reason: wrong }, reason: typed, status: 422 })
  const declined =
    quotation.state === 'sent' ? await declineQuotation(c.var.visit, quotation, reason, null) : null
  if (declined?.ok) return c.redirect(paths.quotation(quotation.number), 303)
  const fresh = (await readQuotation(c.var.visit, quotation.number)) ?? quotation
  return showQuotation(c, fresh, { alert: t.institutions.decline.closed, status: 409 })
}

/** What the verb would refuse anyway, said at its field. */
function ownErrors(c: Ctx, quotation: QuotationView, form: CheckoutForm): FieldErrors {
  const { t, language } = c.var.visit
  const texts = t.checkout.errors
  const needed = requiredConsents(quotation.sent?.lines ?? [])
  const missing = needed.filter((code) => !form.consents.includes(code))
  const elsewhere = form.district && provinceOf(form.district)?.code !== quotation.region.code
  const province = provinceName(language, quotation.region)
  return {
    ...(elsewhere ? { region: t.institutions.accept.otherProvince(province) } : {}),
    ...(missing.includes('terms') || missing.includes('privacy') ? { consents: texts.consents } : {}),
    ...(missing.includes('no_return') ? { noReturn: texts.noReturn } : {}),
  }
}

function refusalText(c: Ctx, quotation: QuotationView, refusal: Refusal): string {
  const { t, language } = c.var.visit
  const texts = t.institutions.accept
  const comma = language === 'en' ? ', ' : '、'
  const nameOf = (sku: string): string => {
    const line = quotation.sent?.lines.find((own) => own.sku === sku)
    if (!line) return sku
    return `${inLanguage(language, line.titleZh, line.titleEn)} ${inLanguage(language, line.specZh, line.specEn)}`
  }
  switch (refusal.code) {
    case 'out_of_stock':
      return texts.shortage(
        refusal.items
          .map(({ sku, available, shared }) =>
            shared
              ? texts.leftShared(nameOf(sku), available, shared.with.map(nameOf).join(comma))
              : texts.left(nameOf(sku), available),
          )
          .join(comma),
      )
    case 'not_sold':
      return texts.gone(refusal.skus.map(nameOf).join(comma))
    case 'sample':
      return texts.samples(refusal.skus.map(nameOf).join(comma))
    case 'too_late':
      return texts.late
    case 'closed_for_now':
      return texts.closed
    default:
      return texts.changed
  }
}

/** The page of a quotation as it stands now. */
export async function showQuotation(c: Ctx, quotation: QuotationView, outcome: Outcome = {}) {
  const { t, paths, language, now, settings } = c.var.visit
  const skus = quotation.sent ? [] : quotation.items.map(({ sku }) => sku)
  const names = skus.length ? (await readShelf(c.var.visit, skus)).sellables : new Map()
  const { order, sent } = quotation
  c.header('Cache-Control', 'private, no-store')
  const body = QuotationPage({
    quotation,
    names,
    orderLink: order ? paths.order(order.number, { key: await accessToken(settings, order.id) }) : null,
    form: outcome.form ?? {
      ...blankCheckout([], quotation.region.code),
      invoiceKind: 'company',
      invoiceTitle: quotation.unitName,
    },
    errors: outcome.errors ?? {},
    reason: outcome.reason ?? '',
    alert: outcome.alert ?? null,
    shop: { name: t.shell.titleSuffix, phone: settings.shop.phone, licenceNo: settings.shop.licenceNo },
    t,
    paths,
    language,
    now,
  })
  const title = sent ? t.institutions.sheet.title : t.institutions.received
  const back = { href: paths.institutions(), label: t.institutions.title }
  return renderPage(
    c,
    { title, noindex: true, back, hideTabBar: true, styles: ['institutionsCss'] },
    body,
    outcome.status ?? 200,
  )
}
