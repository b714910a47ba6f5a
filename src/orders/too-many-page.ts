import { sql } from 'drizzle-orm'
import type { CartView } from '../cart/view.ts'
import type { Ctx } from '../http/context.ts'
import { heldKeys } from '../http/keyring.ts'
import { tooManyText } from '../http/too-many.ts'
import { inLanguage } from '../i18n/texts.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import type { Refusal } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { opens } from './access-token.ts'
import { buyerPhoneOf } from './buyer.ts'
import type { CheckoutForm } from './checkout-form.ts'
import type { Order } from './schema.ts'

/** The sentence above the form, and the unpaid orders of this browser that free something when they are paid. */
export async function tooManyOpen(
  c: Ctx,
  form: CheckoutForm,
  view: CartView,
  refusal: Extract<Refusal, { code: 'too_many_open' }>,
): Promise<{ alert: string; unpaid: string[] }> {
  const { visit } = c.var
  const { t, language } = visit
  const lines = view.quote.groups.flatMap((group) => group.lines)
  const rooms = (refusal.items ?? []).flatMap(({ sku, most }) => {
    const line = lines.find((own) => own.sku === sku)
    return line ? t.tooMany.room(inLanguage(language, line.titleZh, line.titleEn), most) : []
  })
  const phone = refusal.by.startsWith('phone') ? await buyerPhoneOf(c, form) : null
  const unpaid = await unpaidOrders(visit, heldKeys(c, 'orders'), phone)
  return {
    alert: [await tooManyText(visit, refusal.by), ...rooms].join(language === 'en' ? ' ' : ''),
    unpaid,
  }
}

/** Numbers of unpaid orders, of a phone where one is named, that these keys open; the first to end first. */
async function unpaidOrders(
  { db, settings }: Shop,
  keys: { number: string; token: string }[],
  phone: string | null,
): Promise<string[]> {
  if (!keys.length) return []
  const mark = phone === null ? null : await phoneMark(settings.phonePepper, phone)
  const rows = await db.all<Pick<Order, 'id' | 'number'>>(sql`
    SELECT o.id, o.number FROM json_each(${JSON.stringify(keys.map(({ number }) => number))}) j
    CROSS JOIN orders o ON o.number = j.value
    WHERE o.state = 'awaiting_payment' AND (${mark} IS NULL OR o.phone_hmac = ${mark}) ORDER BY o.pay_before`)
  const proven = await Promise.all(
    rows.map(({ id, number }) => opens(settings, id, keys.find((key) => key.number === number)!.token)),
  )
  return rows.filter((_, at) => proven[at]).map(({ number }) => number)
}
