import { Hono } from 'hono'
import { pictureBodies } from '../http/body-limit.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { withNamed } from '../http/named.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { mayOpen } from '../my/access.ts'
import type { OrderView } from '../orders/queries.ts'
import { missing, noStore, readable } from '../orders/showing.tsx'
import { deadlinesOf } from '../settings/deadlines.ts'
import { readStoredShop } from '../settings/keeping.ts'
import { renderPage } from '../ui/document.tsx'
import { urls } from '../urls.ts'
import { claimGoods, claimTea } from './asking.ts'
import { ClaimsPage } from './claims-page.tsx'
import { claimsOfOrder } from './queries.ts'
import { answerClaim, type Place, SubjectLine, showClaim, showPhotoAt } from './showing.tsx'
import { type Subject, showForm, submitForm, tooLarge } from './submitting.tsx'
import { readTeaParcel, type TeaParcel, teaUntil } from './tea-parcel.ts'
import { claimableOf } from './window.ts'

export const claimRoutes = new Hono<AppEnv>()

const withOrder = withNamed(readable, missing)

// An order's claims -----------------------------------------------------------

claimRoutes.get(
  urls.claims.path,
  withOrder((c, order) => list(c, order)),
)

async function list(c: Ctx, order: OrderView, error: string | null = null, status = 200) {
  const { t, paths, language } = c.var.visit
  const { claims, claimable } = await readClaims(c, order)
  noStore(c)
  const body = ClaimsPage({ order, claims, claimable, error, t, paths, language })
  const back = { href: paths.order(order.number), label: t.orders.title }
  const meta = { title: t.claims.title, current: 'orders' as const, noindex: true, back }
  return renderPage(c, { ...meta, styles: ['claimsCss'] }, body, status)
}

async function readClaims(c: Ctx, order: OrderView) {
  const { db, now } = c.var.visit
  const [claims, stored] = await db.batch([claimsOfOrder(db, order.id), readStoredShop(db)])
  return { claims, claimable: claimableOf(order, claims, deadlinesOf(stored.deadlines), now) }
}

/** The line an address names, if it can be claimed now; else the list says what can. */
const withLine =
  (handle: (c: Ctx, subject: Subject) => Response | Promise<Response>) =>
  async (c: Ctx, order: OrderView) => {
    const { t, paths } = c.var.visit
    const line = Number(c.req.param('line'))
    const { claimable } = await readClaims(c, order)
    const offer = claimable.find((own) => own.line === line)
    if (!offer) return list(c, order, t.claims.errors.moved, c.req.method === 'GET' ? 404 : 409)
    return handle(c, {
      ...{ offer, current: 'orders', intro: t.claims.intro },
      id: order.id,
      ask: (asked) => claimGoods(c.var.visit, order, line, asked),
      words: SubjectLine({ order, line, c }),
      action: paths.newClaim(order.number, String(line)),
      back: { href: paths.claims(order.number), label: t.claims.backToClaims },
      claim: (id) => paths.claim(order.number, id),
    })
  }

claimRoutes.get(urls.newClaim.path, withOrder(withLine(showForm)))
claimRoutes.post(
  urls.newClaim.path,
  pictureBodies((c) => withOrder(withLine(tooLarge))(c)),
  withOrder(withLine(submitForm)),
)

const atOrder = (c: Ctx, order: OrderView): Place => {
  const { t, paths } = c.var.visit
  return {
    // What the receiver of a gift claims, with words and photos, is theirs, not the buyer's.
    holds: ({ claim, account }) =>
      claim.orderId === order.id &&
      (claim.dispatchId === null ||
        account.adoptions.every(({ line, giftClaimedAt }) => line !== claim.line || giftClaimedAt === null)),
    claim: (id) => paths.claim(order.number, id),
    photo: (id, place) => paths.claimPhoto(order.number, id, String(place)),
    back: { href: paths.claims(order.number), label: t.claims.backToClaims },
    current: 'orders',
  }
}

claimRoutes.get(
  urls.claim.path,
  withOrder((c, order) => showClaim(c, atOrder(c, order), c.req.param('id') ?? '')),
)
claimRoutes.post(
  urls.claim.path,
  withOrder((c, order) => answerClaim(c, atOrder(c, order), c.req.param('id') ?? '')),
)
claimRoutes.get(
  urls.claimPhoto.path,
  withOrder((c, order) => showPhotoAt(c, atOrder(c, order), c.req.param('id') ?? '')),
)

// A parcel of an adoption's tea -----------------------------------------------

const withParcel = withNamed(async (c) => {
  const id = c.req.param('id') ?? ''
  return (await mayOpen(c, id)) ? readTeaParcel(c.var.visit.db, id, c.req.param('dispatch') ?? '') : null
})

/** Its time is over: a person may still help. */
function tellOver(c: Ctx, { adoptionId, number }: TeaParcel) {
  const { t, paths } = c.var.visit
  const back = { href: paths.myGarden(adoptionId), label: t.claims.backToGarden }
  noStore(c)
  const body = (
    <div class="wrap claims">
      <h1>{t.claims.tea(formatOrderNumber(number))}</h1>
      <p class="notice-info">
        {t.claims.teaOver} <a href={paths.contact}>{t.shell.contact}</a>
      </p>
      <p>
        <a class="button button-secondary" href={back.href}>
          {back.label}
        </a>
      </p>
    </div>
  )
  const meta = { title: t.claims.ask, current: 'gardens' as const, noindex: true, back }
  return renderPage(c, { ...meta, styles: ['claimsCss'] }, body, 409)
}

const ofParcel =
  (handle: (c: Ctx, subject: Subject) => Response | Promise<Response>) =>
  async (c: Ctx, parcel: TeaParcel) => {
    const { t, paths, db, now } = c.var.visit
    if (parcel.claimId) return c.redirect(paths.myClaimed(parcel.adoptionId, parcel.claimId), 303)
    const { deadlines } = await readStoredShop(db)
    if (now > teaUntil(parcel, deadlinesOf(deadlines))) return tellOver(c, parcel)
    return handle(c, {
      id: parcel.id,
      ask: (asked) => claimTea(c.var.visit, parcel, asked),
      offer: { most: 1, ways: TEA_WAYS },
      words: <p>{t.claims.tea(formatOrderNumber(parcel.number))}</p>,
      intro: t.claims.teaIntro,
      action: paths.myClaim(parcel.adoptionId, parcel.id),
      back: { href: paths.myGarden(parcel.adoptionId), label: t.claims.backToGarden },
      claim: (id) => paths.myClaimed(parcel.adoptionId, id),
      current: 'gardens',
    })
  }

/** Tea is sent again; the shop may propose money instead. */
const TEA_WAYS = Object.fromEntries(
  (['damaged', 'spoiled', 'missing', 'wrong_goods', 'not_arrived'] as const).map((reason) => [
    reason,
    ['resend' as const],
  ]),
)

claimRoutes.get(urls.myClaim.path, withParcel(ofParcel(showForm)))
claimRoutes.post(
  urls.myClaim.path,
  pictureBodies((c) => withParcel(ofParcel(tooLarge))(c)),
  withParcel(ofParcel(submitForm)),
)

const withGarden = withNamed(async (c) => {
  const id = c.req.param('id') ?? ''
  return (await mayOpen(c, id)) ? id : null
}, answerNotFound)

const atGarden = (c: Ctx, adoptionId: string): Place => {
  const { t, paths } = c.var.visit
  return {
    holds: ({ claim, account }) =>
      claim.dispatchId !== null &&
      account.adoptions.some((own) => own.id === adoptionId && own.line === claim.line),
    claim: (id) => paths.myClaimed(adoptionId, id),
    photo: (id, place) => paths.myClaimPhoto(adoptionId, id, String(place)),
    back: { href: paths.myGarden(adoptionId), label: t.claims.backToGarden },
    current: 'gardens',
  }
}

claimRoutes.get(
  urls.myClaimed.path,
  withGarden((c, id) => showClaim(c, atGarden(c, id), c.req.param('claim') ?? '')),
)
claimRoutes.post(
  urls.myClaimed.path,
  withGarden((c, id) => answerClaim(c, atGarden(c, id), c.req.param('claim') ?? '')),
)
claimRoutes.get(
  urls.myClaimPhoto.path,
  withGarden((c, id) => showPhotoAt(c, atGarden(c, id), c.req.param('claim') ?? '')),
)
