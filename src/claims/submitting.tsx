import type { Child } from 'hono/jsx'
import type { Ctx } from '../http/context.ts'
import { exactOf, type Form, keyOf, readFormIfWhole, textOf, wholeOf } from '../http/form.ts'
import { withinLimit } from '../http/rate-limit.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'
import type { Result } from '../kernel/result.ts'
import { HOUR_MS } from '../kernel/time.ts'
import { noStore } from '../orders/showing.tsx'
import { renderPage } from '../ui/document.tsx'
import type { AskedClaim } from './asking.ts'
import type { ClaimKind, ClaimReason } from './claim.ts'
import { NewClaimPage, type TypedClaim } from './new-claim-page.tsx'
import { type KeptPhoto, keepPhotos, keptPhotos } from './photos.ts'
import { type Claimable, type ClaimProblem, problemsOf } from './window.ts'

/** What is claimed: pieces of a line, or a parcel of tea, with where its pages lie. */
export type Subject = {
  offer: Pick<Claimable, 'most' | 'ways' | 'pieces'>
  /** Names it where sendings of photos are counted: no personal data. */
  id: string
  words: Child
  intro: string
  action: string
  back: { href: string; label: string }
  ask: (asked: AskedClaim) => Promise<Result<{ id: string }>>
  /** The page of a claim that was written. */
  claim: (id: string) => string
  current: 'orders' | 'gardens'
}

/** Sendings of photos of one order, or one parcel of tea, in an hour. */
const SENDINGS = 20

const BLANK = (key: string): TypedClaim => ({
  reason: '',
  kind: '',
  quantity: '1',
  words: '',
  clientKey: key,
})

export const showForm = (c: Ctx, subject: Subject) => page(c, subject, BLANK(crypto.randomUUID()), 0, {})

/** Reads the form, keeps its photos whatever else is wrong with it, and writes the claim. */
export async function submitForm(c: Ctx, subject: Subject) {
  const words = c.var.visit.t.claims
  const form = await readFormIfWhole(c)
  if (!form) return page(c, subject, BLANK(crypto.randomUUID()), 0, { photos: words.errors.photo })
  const typed = typedOf(form)
  const photos = await photosOf(c, form, typed.clientKey, subject.id)
  if (!Array.isArray(photos)) {
    const kept = await keptPhotos(c.env.MEDIA, typed.clientKey)
    return page(c, subject, typed, kept.length, { photos: faultWords(c, photos) })
  }
  const quantity = wholeOf(form, 'quantity', 4)
  const problems = problemsOf({ ...typed, quantity, photos: photos.length }, subject.offer)
  if (!isWholeText(typed.words)) problems.push('words')
  if (problems.length) return page(c, subject, typed, photos.length, errorsOf(c, problems, typed, subject))
  const done = await subject.ask({
    kind: typed.kind as ClaimKind,
    reason: typed.reason as ClaimReason,
    quantity: quantity!,
    words: plainText(typed.words, { lines: true }),
    photos,
    clientKey: typed.clientKey,
  })
  if (done.ok) return c.redirect(subject.claim(done.value.id), 303)
  return page(c, subject, typed, photos.length, { reason: words.errors.moved }, 409)
}

/** The form with a word on its photos, where they are too large to be read at all. */
export const tooLarge = (c: Ctx, subject: Subject) =>
  page(c, subject, BLANK(crypto.randomUUID()), 0, { photos: c.var.visit.t.claims.errors.tooLarge }, 413)

const typedOf = (form: Form): TypedClaim => ({
  reason: exactOf(form, 'reason', 30),
  kind: exactOf(form, 'kind', 30),
  quantity: textOf(form, 'quantity', 6),
  words: textOf(form, 'words', 500),
  clientKey: keyOf(form),
})

async function photosOf(c: Ctx, form: Form, clientKey: string, id: string) {
  const files = [form.photos].flat().filter((file): file is File => file instanceof File && file.size > 0)
  const { db, now } = c.var.visit
  // Each new form has a key of its own: nobody fills the bucket with forms that are never sent.
  if (files.length && !(await withinLimit(db, `claim-photos:${id}`, SENDINGS, HOUR_MS, now)))
    return 'too_often'
  const sent = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())))
  return keepPhotos(c.env.MEDIA, clientKey, sent)
}

function faultWords(c: Ctx, fault: Exclude<Awaited<ReturnType<typeof photosOf>>, KeptPhoto[]>): string {
  const { errors } = c.var.visit.t.claims
  if (fault === 'too_many') return errors.tooManyPhotos
  if (fault === 'too_often') return errors.tooOften
  if (fault === 'too_large' || fault === 'too_many_pixels') return errors.tooLarge
  return fault === 'heic' ? errors.heic : errors.photo
}

function errorsOf(c: Ctx, problems: ClaimProblem[], { reason }: TypedClaim, { offer }: Subject) {
  const words = c.var.visit.t.claims
  const kinds = offer.ways[reason as ClaimReason] ?? []
  const told = (problem: ClaimProblem): string =>
    problem === 'kind' && kinds.length
      ? words.kindsOf(
          kinds.map((kind) => words.kinds[kind]).join(c.var.visit.language === 'en' ? ', ' : '、'),
        )
      : words.errors[problem]
  return Object.fromEntries(
    problems.map((problem) => [problem === 'tooManyPhotos' ? 'photos' : problem, told(problem)]),
  )
}

function page(
  c: Ctx,
  subject: Subject,
  typed: TypedClaim,
  photosKept: number,
  errors: { [name: string]: string | undefined },
  status?: number,
) {
  const { t } = c.var.visit
  noStore(c)
  const { offer, action, back, intro, words, current } = subject
  const body = NewClaimPage({ subject: words, intro, offer, typed, photosKept, errors, action, back, t })
  const meta = { title: t.claims.ask, current, noindex: true, back, hideTabBar: true }
  const usual = Object.keys(errors).length ? 422 : 200
  return renderPage(c, { ...meta, styles: ['claimsCss'] }, body, status ?? usual)
}
