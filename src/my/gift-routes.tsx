import * as v from 'valibot'
import { giftToken } from '../adoption/access-token.ts'
import type { GiftAddress } from '../adoption/adopting.ts'
import { formatMu } from '../adoption/adoption.ts'
import type { Ctx } from '../http/context.ts'
import { answerError, answerNotFound } from '../http/failures.tsx'
import { exactOf, type Form, readForm, textOf, ticked } from '../http/form.ts'
import { keepKey } from '../http/keyring.ts'
import { withinLimit } from '../http/rate-limit.ts'
import { inLanguage } from '../i18n/texts.ts'
import { parseMobile } from '../kernel/phone.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'
import { hmac, sameSecret } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { readCheckout, settleRegion } from '../orders/checkout-form.ts'
import { recipient } from '../orders/delivery.ts'
import { renderPage } from '../ui/document.tsx'
import { claimGift } from './gift-claiming.ts'
import { type GiftErrors, GiftPage, type TypedGift } from './gift-page.tsx'
import { readGift } from './queries.ts'

const TRIES = { limit: 10, windowMs: 10 * MINUTE_MS }
/** At gifts of whatever link, from one network, which a whole office may share. */
const TRIES_OF_NETWORK = { limit: 60, windowMs: 10 * MINUTE_MS }

export const showGift = (c: Ctx) => giftPage(c, c.req.query('key') ?? '', typedGift({}))

export async function takeGift(c: Ctx) {
  const { t, paths, db, settings, now } = c.var.visit
  const id = c.req.param('id') ?? ''
  const form = await readForm(c)
  const token = textOf(form, 'key', 64)
  const typed = typedGift(form)
  if (exactOf(form, 'step') === 'region') return giftPage(c, token, typed)
  const network = c.var.visit.network ?? 'local'
  const within = async (of: string, { limit, windowMs }: typeof TRIES) =>
    withinLimit(db, `gift:${await hmac(settings.phonePepper, of)}`, limit, windowMs, now)
  // Past this one nothing is looked up: who tries link after link learns nothing.
  if (!(await within(network, TRIES_OF_NETWORK))) {
    c.header('Retry-After', String(TRIES_OF_NETWORK.windowMs / 1000))
    return answerError(c, 429)
  }
  if (!(await within(`${id} ${network}`, TRIES)))
    return giftPage(c, token, typed, { form: t.mine.tooMany }, 429)
  const taken = (await readGift(db, id))?.claimedAt != null
  const phone = parseMobile(typed.phone)
  const name = plainText(typed.name)
  const nameless = !name || [...name].length > 20
  const sent = taken ? { to: null, errors: {} } : addressFrom(typed, t.checkout.errors)
  const errors = {
    ...(phone ? {} : { phone: t.checkout.errors.phone }),
    ...(!taken && nameless ? { name: t.mine.giftNameMissing } : {}),
    ...(!taken && !isWholeText(typed.name) ? { name: t.checkout.errors.spoilt } : {}),
    ...sent.errors,
    ...(!taken && !typed.consent ? { consent: t.mine.giftConsentMissing } : {}),
  }
  if (!phone || Object.keys(errors).length) return giftPage(c, token, typed, errors, 422)
  const done = await claimGift(c.var.visit, { adoptionId: id, token, phone, name, to: sent.to })
  if (done.ok) {
    keepKey(c, 'adoptions', id, done.value.accessToken)
    return c.redirect(paths.myGarden(id), 303)
  }
  const early = done.refusal.code === 'conflict'
  return giftPage(c, token, typed, { form: early ? t.mine.giftNotYet : t.mine.giftWrong }, early ? 409 : 422)
}

const typedGift = (form: Form): TypedGift => ({
  phone: textOf(form, 'phone', 40),
  name: textOf(form, 'name', 40),
  consent: ticked(form, 'consent'),
  toName: textOf(form, 'toName', 40),
  address: settleRegion(readCheckout(form)),
})

/** Where the receiver wants the tea, if they say so now; half an address is asked about. */
function addressFrom(
  { name, toName, address }: TypedGift,
  texts: Record<'name' | 'region' | 'street', string>,
): { to: GiftAddress | null; errors: GiftErrors } {
  if (!toName && !address.province && !address.street) return { to: null, errors: {} }
  const { name: called, region, street } = recipient.entries
  const to = v.safeParse(v.object({ name: called, region, street }), {
    ...{ name: toName || name, region: address.district, street: address.street },
  })
  if (to.success) return { to: to.output, errors: {} }
  const wrong = new Set(to.issues.map((issue) => issue.path?.[0].key))
  return {
    to: null,
    errors: {
      // Without a name for the certificate that one is asked for.
      ...(wrong.has('name') && toName ? { toName: texts.name } : {}),
      ...(wrong.has('region') ? { region: texts.region } : {}),
      ...(wrong.has('street') ? { street: texts.street } : {}),
    },
  }
}

/** The gift a link opens: the words with it are for whoever was sent the link, not for whoever knows its number. */
export async function giftOf(c: Ctx, token: string) {
  const { db, settings } = c.var.visit
  const id = c.req.param('id') ?? ''
  return sameSecret(await giftToken(settings, id), token) ? readGift(db, id) : null
}

async function giftPage(c: Ctx, token: string, typed: TypedGift, errors: GiftErrors = {}, status = 200) {
  const { t, paths, language } = c.var.visit
  const gift = await giftOf(c, token)
  if (!gift) return answerNotFound(c)
  c.header('Cache-Control', 'private, no-store')
  const id = c.req.param('id') ?? ''
  const body = GiftPage({ id, token, gift, typed, errors, t, paths, language })
  const place = `${inLanguage(language, gift.nameZh, gift.nameEn)} ${gift.plot}`
  const description = t.mine.giftFrom(place, t.mine.area(formatMu(gift.areaCmu)), gift.season)
  const meta = { title: t.mine.giftTitle, description, noindex: true, shared: true }
  return renderPage(c, { ...meta, styles: ['gardenCss'] }, body, status)
}
