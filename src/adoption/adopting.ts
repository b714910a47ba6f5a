import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insist } from '../db/insisting.ts'
import { insert, remove, update } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { randomLetters } from '../kernel/ids.ts'
import { hmac, seal } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import { boardStateOf } from './adoption.ts'
import type { ChosenAdoption } from './choosing.ts'
import { adoptionGifts, adoptions, certificates, plotClaims } from './schema.ts'
import { dispatches } from './season-schema.ts'

/** An adoption about to be written; its line in the order is known, its id made before. */
export type NewAdoption = ChosenAdoption & { id: string; line: number }

type Keeper = { db: Db; settings: Settings; now: number }

/** The rows of new adoptions, which the order's lines refer to: before the lines in their batch. */
export const adoptionRows = ({ db, now }: Keeper, orderId: string, made: NewAdoption[]) =>
  made.map((one) =>
    db.run(
      insert(adoptions).values({
        ...{ id: one.id, orderId, line: one.line, state: 'held' },
        ...{ plot: one.plot, season: one.season, garden: one.garden, offerId: one.offerId },
        ...{ areaCmu: one.areaCmu, priceFen: one.priceFen, renews: one.renews, sample: one.sample },
        ...{ boardName: one.boardName, boardState: boardStateOf(one.boardName) },
        boardNamedAt: now,
      }),
    ),
  )

/**
 * What takes the plots for an order until it must be paid, and notes the gifts. It fails on `plot_taken`, and on
 * `too_many_open` or `pay_sooner` where `network`, as a keyed hash, binds too much.
 */
export async function claimPlots(
  { db, settings, now }: Keeper,
  orderId: string,
  adoptions: NewAdoption[],
  payBefore: number,
  network: string | null,
) {
  // Sealed before a statement is built: awaiting a statement would run it.
  const gifts = await Promise.all(
    adoptions.flatMap(({ id, gift }) => (gift ? [sealedGift(settings, id, gift)] : [])),
  )
  return [
    ...adoptions.map((one) => takePlot(db, { ...one, orderId, until: payBefore, network }, now)),
    ...gifts.map((gift) => db.run(insert(adoptionGifts).values(gift))),
  ]
}

const sealedGift = async (
  settings: Settings,
  adoptionId: string,
  { phone, message }: { phone: string; message: string },
) => ({
  adoptionId,
  message,
  phoneSealed: await seal(settings.phoneKey, phone),
  phoneHmac: await hmac(settings.phonePepper, phone),
})

type Taking = {
  id: string
  orderId: string
  plot: string
  season: number
  holdHash: string | null
  /** When an unpaid order loses it; null for good. */
  until: number | null
  network: string | null
}

/** One upsert takes a plot: free, lapsed, held by the buyer, or the order's own. Anybody else's fails: `plot_taken`. */
function takePlot(db: Db, take: Taking, now: number) {
  const claim = {
    ...{ claimedAt: now, expiresAt: take.until, holdHash: take.holdHash },
    ...{ orderId: take.orderId, adoptionId: take.id, visitorHmac: null, networkHmac: take.network },
  }
  return db.run(
    insert(plotClaims)
      .values({ plot: take.plot, season: take.season, ...claim })
      .onConflictDoUpdate({ target: [plotClaims.plot, plotClaims.season], set: claim }),
  )
}

/** Keeps an unpaid order's plots for it until another instant; breaks the batch where one was lost meanwhile. */
export const keepPlotsUntil = (db: Db, own: Own[], until: number) =>
  own.flatMap(({ id, plot, season }) => {
    const claim = and(eq(plotClaims.plot, plot), eq(plotClaims.season, season), eq(plotClaims.adoptionId, id))
    return [
      insist(db, sql`EXISTS (SELECT 1 FROM plot_claims WHERE ${claim})`),
      db.run(update(plotClaims).set({ expiresAt: until }).where(claim)),
    ]
  })

type Own = { id: string; plot: string; season: number }

/** The order is paid: its plots are adopted for good, each with a certificate for `holder`. Fails on `plot_taken`. */
export const adoptPlots = (db: Db, orderId: string, own: Own[], holder: string, now: number) =>
  own.flatMap((one) => [
    takePlot(db, { ...one, orderId, holdHash: null, until: null, network: null }, now),
    db.run(update(adoptions).set({ state: 'adopted', adoptedAt: now }).where(eq(adoptions.id, one.id))),
    issueCertificate(db, one.id, holder, now),
  ])

/** 16 Crockford letters, 80 random bits: nobody guesses one. */
export const issueCertificate = (db: Db, adoptionId: string, holder: string, now: number) =>
  db.run(insert(certificates).values({ code: randomLetters(16), adoptionId, holder, issuedAt: now }))

export type GiftAddress = { name: string; region: string; street: string }

/**
 * A gift is taken: the buyer's certificate gives way to one for `name`, and parcels whose address is still open go where
 * the receiver says, or wait until they do. Fails on `gift_claimed_once`.
 */
export const handOver = (
  db: Db,
  adoptionId: string,
  { name, to }: { name: string; to: GiftAddress | null },
  now: number,
) => [
  db.run(
    update(adoptionGifts)
      .set({
        ...{ claimedAt: now, receiverName: name },
        ...{ toName: to?.name ?? null, toRegion: to?.region ?? null, toStreet: to?.street ?? null },
      })
      .where(eq(adoptionGifts.adoptionId, adoptionId)),
  ),
  db.run(
    update(dispatches)
      .set({
        ...{ recipientName: to?.name ?? null, regionCode: to?.region ?? null, street: to?.street ?? null },
        phoneSealed: to
          ? sql`(SELECT phone_sealed FROM adoption_gifts WHERE adoption_id = ${adoptionId})`
          : null,
      })
      .where(
        and(
          ...[
            eq(dispatches.adoptionId, adoptionId),
            isNull(dispatches.shippedAt),
            isNull(dispatches.calledOffAt),
          ],
          or(isNull(dispatches.street), gt(dispatches.addressUntil, civilDate(now))),
        ),
      ),
  ),
  db.run(
    update(certificates)
      .set({ supersededAt: now })
      .where(and(eq(certificates.adoptionId, adoptionId), isNull(certificates.supersededAt))),
  ),
  issueCertificate(db, adoptionId, name, now),
]

/** Gives plots back: `expired` and `cancelled` before they were paid, `refunded` after. */
export const releasePlots = (db: Db, own: Own[], why: 'expired' | 'cancelled' | 'refunded', now: number) =>
  own.flatMap((one) => [
    db.run(
      update(adoptions)
        .set({ state: 'released', releasedAt: now, releasedWhy: why })
        .where(eq(adoptions.id, one.id)),
    ),
    db.run(
      remove(plotClaims).where(
        and(
          eq(plotClaims.plot, one.plot),
          eq(plotClaims.season, one.season),
          eq(plotClaims.adoptionId, one.id),
        ),
      ),
    ),
  ])
