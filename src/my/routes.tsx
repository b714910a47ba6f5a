import { Hono } from 'hono'
import { giftToken } from '../adoption/access-token.ts'
import { renameBoard } from '../adoption/board-approving.ts'
import { parseBoardName } from '../adoption/board-name.ts'
import { CALLING_OFF } from '../adoption/calling-off.tsx'
import { callOffVisit, requestVisit, type VisitProblem } from '../adoption/visiting.ts'
import { readConsent } from '../http/calling-off.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerError, answerNotFound } from '../http/failures.tsx'
import { readForm, textOf, ticked } from '../http/form.ts'
import { keepKey } from '../http/keyring.ts'
import { withinLimit } from '../http/rate-limit.ts'
import { parseMobile } from '../kernel/phone.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'
import { hmac, sameSecret } from '../kernel/secrets.ts'
import { isCivilDate, MINUTE_MS } from '../kernel/time.ts'
import { parseWhole } from '../kernel/typed-number.ts'
import { findByPhone, grantAccess } from '../orders/access.ts'
import { cancelAdoption } from '../payments/refunds/refunding-plots.ts'
import { settleShortfall } from '../payments/refunds/settling-shortfall.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { givenAwayFrom, myGardens, withOwnAdoption } from './access.ts'
import { showAddress, submitAddress } from './address.tsx'
import { showCertificate, showCertificatePicture } from './certificate.tsx'
import { MyGardensPage } from './gardens-page.tsx'
import { claimGift } from './gift-claiming.ts'
import { type GiftErrors, GiftPage } from './gift-page.tsx'
import { readGift } from './queries.ts'
import { showGarden } from './show-garden.ts'

export const myRoutes = new Hono<AppEnv>()

myRoutes.get(urls.myGardens.path, (c) => listPage(c))

myRoutes.post(urls.myGardens.path, async (c) => {
  const { t, paths } = c.var.visit
  const form = await readForm(c)
  const typed = { number: textOf(form, 'number', 40), phone: textOf(form, 'phone', 40) }
  const found = await findByPhone(c.var.visit, typed.number, typed.phone, c.var.visit.network ?? 'local')
  if (found === 'rate_limited') return listPage(c, typed, t.mine.tooMany, 429)
  if (!found) return listPage(c, typed, t.mine.wrongPair, 422)
  grantAccess(c, found.number, found.token)
  return c.redirect(paths.myGardens, 303)
})

myRoutes.get(urls.myGarden.path, async (c) => {
  // Whoever gave it away has the order left; the garden is its receiver's.
  const order = await givenAwayFrom(c, c.req.param('id'))
  if (order) return c.redirect(c.var.visit.paths.order(order), 303)
  const said = c.req.query('said') ?? ''
  const { mine } = c.var.visit.t
  const done: Record<string, string> = {
    board: mine.boardSaved,
    visits: mine.visitAsked,
    dispatches: mine.addressSaved,
  }
  return showGarden(c, done[said] ? { at: said, done: done[said] } : null)
})

myRoutes.post(urls.myBoard.path, withOwnAdoption(nameBoard))
myRoutes.post(urls.myVisits.path, withOwnAdoption(askForVisit))
myRoutes.post(urls.myVisitCancellation.path, withOwnAdoption(dropVisit))
myRoutes.get(urls.myDispatch.path, showAddress)
myRoutes.post(urls.myDispatch.path, submitAddress)
myRoutes.post(urls.myShortfall.path, withOwnAdoption(chooseShortfall))
myRoutes.post(urls.myCancellation.path, withOwnAdoption(callOff))

async function nameBoard(c: Ctx, id: string) {
  const { t, db } = c.var.visit
  const typed = { boardName: textOf(await readForm(c), 'boardName', 60) }
  const name = parseBoardName(typed.boardName)
  if (name === null)
    return showGarden(c, { at: 'board', errors: { boardName: t.mine.boardWrong }, typed }, 422)
  const done = await renameBoard({ db }, id, name)
  return done.ok ? back(c, id, 'board') : showGarden(c, { at: 'board', error: t.mine.boardFixed }, 409)
}

async function askForVisit(c: Ctx, id: string) {
  const form = await readForm(c)
  const typed = {
    wishedOn: textOf(form, 'wishedOn', 10),
    guests: textOf(form, 'guests', 20),
    note: textOf(form, 'note', 200),
  }
  const guests = parseWhole(typed.guests, 999, '人')
  const { visitErrors } = c.var.visit.t.mine
  const errors = {
    ...(isCivilDate(typed.wishedOn) ? {} : { wishedOn: visitErrors.past }),
    ...(guests !== null ? {} : { guests: visitErrors.guests }),
    ...(isWholeText(typed.note) ? {} : { visitNote: c.var.visit.t.checkout.errors.spoilt }),
  }
  if (Object.keys(errors).length) return showGarden(c, { at: 'visits', errors, typed }, 422)
  const done = await requestVisit(c.var.visit, id, { ...typed, note: plainText(typed.note), guests: guests! })
  if (done.ok) return back(c, id, 'visits')
  const words = visitErrors[done.problem]
  const field = VISIT_FIELDS[done.problem]
  const said = field ? { errors: { [field]: words } } : { error: words }
  return showGarden(c, { at: 'visits', ...said, typed }, 422)
}

async function dropVisit(c: Ctx, id: string) {
  const done = await callOffVisit(c.var.visit, id, c.req.param('visit') ?? '')
  return done.ok ? c.redirect(`${c.var.visit.paths.myGarden(id)}#visits`, 303) : answerNotFound(c)
}

async function chooseShortfall(c: Ctx, id: string) {
  const choice = textOf(await readForm(c), 'choice', 10)
  if (choice !== 'tea' && choice !== 'refund' && choice !== 'credit')
    return showGarden(c, { at: 'shortfall', error: c.var.visit.t.mine.chooseOne }, 422)
  const done = await settleShortfall(c.var.visit, id, choice)
  if (done.ok) return c.redirect(`${c.var.visit.paths.myGarden(id)}#shortfall`, 303)
  return showGarden(c, { at: 'shortfall', error: c.var.visit.t.mine.chosenAlready }, 409)
}

// Money moves: what was read on the page is what goes back, or nothing is done.
async function callOff(c: Ctx, id: string) {
  const words = c.var.visit.t.gardens.callOff
  const again = (error: string, status: 409 | 422) => showGarden(c, { at: CALLING_OFF, error }, status)
  const { sure, seenFen } = await readConsent(c)
  if (!sure || seenFen === null) return again(words.unsure, 422)
  const done = await cancelAdoption(c.var.visit, id, { actor: 'shopper' }, seenFen)
  return done.ok ? c.redirect(c.var.visit.paths.myGarden(id), 303) : again(words.changed, 409)
}

myRoutes.get(urls.gift.path, (c) => giftPage(c, c.req.query('key') ?? ''))

myRoutes.post(urls.gift.path, async (c) => {
  const { t, paths, db, settings, now } = c.var.visit
  const id = c.req.param('id')
  const form = await readForm(c)
  const token = textOf(form, 'key', 64)
  const consent = ticked(form, 'consent')
  const typed = { phone: textOf(form, 'phone', 40), name: textOf(form, 'name', 40), consent }
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
  const errors = {
    ...(phone ? {} : { phone: t.checkout.errors.phone }),
    ...(!taken && nameless ? { name: t.mine.giftNameMissing } : {}),
    ...(!taken && !isWholeText(typed.name) ? { name: t.checkout.errors.spoilt } : {}),
    ...(!taken && !consent ? { consent: t.mine.giftConsentMissing } : {}),
  }
  if (!phone || Object.keys(errors).length) return giftPage(c, token, typed, errors, 422)
  const done = await claimGift(c.var.visit, { adoptionId: id, token, phone, name })
  if (done.ok) {
    keepKey(c, 'adoptions', id, done.value.accessToken)
    return c.redirect(paths.myGarden(id), 303)
  }
  const early = done.refusal.code === 'conflict'
  return giftPage(c, token, typed, { form: early ? t.mine.giftNotYet : t.mine.giftWrong }, early ? 409 : 422)
})

myRoutes.get(urls.certificate.path, showCertificate)

myRoutes.get(urls.certificatePicture.path, showCertificatePicture)

/** The field a wish for a visit is wrong at; of other problems the whole form tells. */
const VISIT_FIELDS: Partial<Record<VisitProblem, string>> = { past: 'wishedOn', guests: 'guests' }

const TRIES = { limit: 10, windowMs: 10 * MINUTE_MS }
/** At gifts of whatever link, from one network, which a whole office may share. */
const TRIES_OF_NETWORK = { limit: 60, windowMs: 10 * MINUTE_MS }

const back = (c: Ctx, id: string, said: string) =>
  c.redirect(`${c.var.visit.paths.myGarden(id, { said })}#${said}`, 303)

async function listPage(
  c: Ctx,
  typed = { number: '', phone: '' },
  error: string | null = null,
  status = 200,
) {
  const { t, paths, language } = c.var.visit
  c.header('Cache-Control', 'private, no-store')
  const body = MyGardensPage({ gardens: await myGardens(c), t, paths, language, typed, error })
  const meta = { title: t.mine.title, noindex: true, current: 'gardens', styles: ['gardenCss'] } as const
  return renderPage(c, { ...meta, styles: ['gardenCss'] }, body, status)
}

async function giftPage(
  c: Ctx,
  token: string,
  typed = { phone: '', name: '', consent: false },
  errors: GiftErrors = {},
  status = 200,
) {
  const { t, paths, language, db, settings } = c.var.visit
  const id = c.req.param('id') ?? ''
  // The words with a gift are for whoever was sent the link, not for whoever knows its number.
  const gift = sameSecret(await giftToken(settings, id), token) ? await readGift(db, id) : null
  if (!gift) return answerNotFound(c)
  c.header('Cache-Control', 'private, no-store')
  const body = GiftPage({ id, token, gift, typed, errors, t, paths, language })
  return renderPage(c, { title: t.mine.giftTitle, noindex: true, styles: ['gardenCss'] }, body, status)
}
