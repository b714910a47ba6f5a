import { Hono } from 'hono'
import { renameBoard } from '../adoption/board-approving.ts'
import { parseBoardName } from '../adoption/board-name.ts'
import { CALLING_OFF } from '../adoption/calling-off.tsx'
import { callOffVisit, requestVisit, type VisitProblem } from '../adoption/visiting.ts'
import { signedIn } from '../customers/current.ts'
import { readConsent } from '../http/calling-off.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { readForm, textOf } from '../http/form.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'
import { anySample } from '../kernel/samples.ts'
import { isCivilDate } from '../kernel/time.ts'
import { parseWhole } from '../kernel/typed-number.ts'
import { chooseMessages, markOfHolder } from '../notices/stopping.ts'
import { findByPhone, grantAccess } from '../orders/access.ts'
import { cancelAdoption } from '../payments/refunds/refunding-plots.ts'
import { settleShortfall } from '../payments/refunds/settling-shortfall.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { givenAwayFrom, myGardens, withOwnAdoption } from './access.ts'
import { showAddress, submitAddress } from './address.tsx'
import { showCertificate, showCertificatePicture } from './certificate.tsx'
import { MyGardensPage } from './gardens-page.tsx'
import { showGift, takeGift } from './gift-routes.tsx'
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
myRoutes.post(urls.myMessages.path, withOwnAdoption(chooseOwnMessages))
myRoutes.post(urls.myVisitCancellation.path, withOwnAdoption(dropVisit))
myRoutes.get(urls.myDispatch.path, showAddress)
myRoutes.post(urls.myDispatch.path, submitAddress)
myRoutes.post(urls.myShortfall.path, withOwnAdoption(chooseShortfall))
myRoutes.post(urls.myCancellation.path, withOwnAdoption(callOff))

async function nameBoard(c: Ctx, id: string) {
  const { t } = c.var.visit
  const typed = { boardName: textOf(await readForm(c), 'boardName', 60) }
  const name = parseBoardName(typed.boardName)
  if (name === null)
    return showGarden(c, { at: 'board', errors: { boardName: t.mine.boardWrong }, typed }, 422)
  const done = await renameBoard(c.var.visit, id, name)
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

async function chooseOwnMessages(c: Ctx, id: string) {
  const on = textOf(await readForm(c), 'messages', 3) === 'on'
  await chooseMessages(c.var.visit, 'gardens', markOfHolder(id), on)
  return c.redirect(`${c.var.visit.paths.myGarden(id)}#messages`, 303)
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

myRoutes.get(urls.gift.path, showGift)
myRoutes.post(urls.gift.path, takeGift)

myRoutes.get(urls.certificate.path, showCertificate)

myRoutes.get(urls.certificatePicture.path, showCertificatePicture)

/** The field a wish for a visit is wrong at; of other problems the whole form tells. */
const VISIT_FIELDS: Partial<Record<VisitProblem, string>> = {
  past: 'wishedOn',
  after_season: 'wishedOn',
  guests: 'guests',
}

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
  const guest = (await signedIn(c)) === null
  const gardens = await myGardens(c)
  const body = MyGardensPage({ gardens, guest, t, paths, language, typed, error })
  const meta = {
    title: t.mine.title,
    noindex: true,
    current: 'gardens' as const,
    samples: anySample(gardens),
  }
  return renderPage(c, { ...meta, styles: ['gardenCss'] }, body, status)
}
