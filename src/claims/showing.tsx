import { parseTrackingNo } from '../fulfilment/shipment.ts'
import type { Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { exactOf, type Form, readForm, textOf } from '../http/form.ts'
import { inLanguage } from '../i18n/texts.ts'
import { parseCarrier } from '../kernel/carriers.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'
import type { Result } from '../kernel/result.ts'
import type { OrderView } from '../orders/queries.ts'
import { noStore } from '../orders/showing.tsx'
import { renderPage } from '../ui/document.tsx'
import type { TypedAct } from './claim-acts.tsx'
import { ClaimPage } from './claim-page.tsx'
import { type Moved, readStanding } from './moving.ts'
import { openPhoto } from './photos.ts'
import type { ClaimDesk } from './reading.ts'
import {
  acceptProposal,
  appealClaim,
  askForPerson,
  declineProposal,
  postReturn,
  takeMoneyInstead,
  withdrawClaim,
} from './replying.ts'

/** Where a claim's pages lie: at its order, or at the garden of who received the tea. */
export type Place = {
  /** Whether a claim may be read here. */
  holds: (desk: ClaimDesk) => boolean
  claim: (id: string) => string
  photo: (id: string, place: number) => string
  back: { href: string; label: string }
  current: 'orders' | 'gardens'
}

/** The claim an address names, as silence left it; null where this place does not hold it. */
async function claimAt(c: Ctx, place: Place, id: string): Promise<ClaimDesk | null> {
  const desk = await readStanding(c.var.visit, id)
  return desk && place.holds(desk) ? desk : null
}

export async function showClaim(c: Ctx, place: Place, id: string, outcome: Outcome = {}) {
  const desk = await claimAt(c, place, id)
  if (!desk) return answerNotFound(c)
  const { t, paths, language } = c.var.visit
  const { contact } = await c.var.visit.shopfront()
  noStore(c)
  const body = ClaimPage({
    ...{ desk, t, language, now: c.var.visit.now },
    dispatchNumber: desk.dispatchNumber,
    action: place.claim(id),
    photo: (at) => place.photo(id, at),
    back: place.back,
    contact: { href: paths.contact, phone: contact.phone ?? '' },
    error: outcome.error ?? null,
    typed: outcome.typed ?? {},
  })
  const meta = { title: t.claims.title, current: place.current, noindex: true, back: place.back }
  return renderPage(c, { ...meta, styles: ['claimsCss'] }, body, outcome.status ?? 200)
}

type Outcome = { error?: string; typed?: TypedAct; status?: number }

export async function answerClaim(c: Ctx, place: Place, id: string) {
  const desk = await claimAt(c, place, id)
  if (!desk) return answerNotFound(c)
  const form = await readForm(c)
  const note = textOf(form, 'note', 300)
  const words = c.var.visit.t.claims
  if (!isWholeText(note))
    return showClaim(c, place, id, { typed: { note, errors: { note: words.errors.words } }, status: 422 })
  const act = exactOf(form, 'act', 20)
  const parcel = act === 'post' ? parcelOf(form) : null
  if (act === 'post' && !parcel) {
    const typed = { carrier: exactOf(form, 'carrier', 60), trackingNo: textOf(form, 'trackingNo', 40) }
    const errors = parseCarrier(typed.carrier)
      ? { trackingNo: words.postErrors.trackingNo }
      : { carrier: words.postErrors.carrier }
    return showClaim(c, place, id, { typed: { ...typed, errors }, status: 422 })
  }
  const done = await doAct(c, id, act, form, plainText(note), parcel)
  if (!done) return answerNotFound(c)
  if (done.ok) return c.redirect(place.claim(id), 303)
  return showClaim(c, place, id, { error: words.tooLate, typed: { note }, status: 409 })
}

function parcelOf(form: Form): { carrier: string; trackingNo: string } | null {
  const carrier = parseCarrier(exactOf(form, 'carrier', 60))
  const trackingNo = parseTrackingNo(textOf(form, 'trackingNo', 40))
  return carrier && trackingNo ? { carrier, trackingNo } : null
}

function doAct(
  c: Ctx,
  id: string,
  act: string,
  form: Form,
  note: string,
  parcel: { carrier: string; trackingNo: string } | null,
): Promise<Result<Moved>> | null {
  const shop = c.var.visit
  switch (act) {
    case 'accept':
      return acceptProposal(shop, id, Number(exactOf(form, 'seenFen', 12)))
    case 'decline':
      return declineProposal(shop, id, note)
    case 'withdraw':
      return withdrawClaim(shop, id)
    case 'post':
      return postReturn(shop, id, parcel!)
    case 'money':
      return takeMoneyInstead(shop, id)
    case 'appeal':
      return appealClaim(shop, id, note)
    case 'person':
      return askForPerson(shop, id)
    default:
      return null
  }
}

/** One photo, for the two sides of the claim alone. */
export async function showPhoto(c: Ctx, desk: ClaimDesk, place: number) {
  const photo = await openPhoto({ db: c.var.visit.db, bucket: c.env.MEDIA }, desk.claim, place)
  if (!photo) return answerNotFound(c)
  return c.body(photo.object.body as unknown as ReadableStream, 200, {
    'Content-Type': photo.type,
    'Content-Length': String(photo.object.size),
    'Content-Disposition': 'inline',
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
  })
}

export async function showPhotoAt(c: Ctx, place: Place, id: string) {
  const desk = await claimAt(c, place, id)
  return desk ? showPhoto(c, desk, Number(c.req.param('place'))) : answerNotFound(c)
}

/** What a claim is about, above its form. */
export const SubjectLine = ({ order, line, c }: { order: OrderView; line: number; c: Ctx }) => {
  const own = order.lines.find((each) => each.line === line)!
  const { language } = c.var.visit
  return (
    <p>
      <b>{inLanguage(language, own.titleZh, own.titleEn)}</b>{' '}
      <span class="fine">{inLanguage(language, own.specZh, own.specEn)}</span>
    </p>
  )
}
