import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Settings } from '../env.ts'
import { randomLetters } from '../kernel/ids.ts'
import { hmac, seal } from '../kernel/secrets.ts'
import { boardStateOf } from './adoption.ts'
import type { ChosenAdoption } from './choosing.ts'

/** An adoption about to be written; its line in the order is known, its id made before. */
export type NewAdoption = ChosenAdoption & { id: string; line: number }

type Keeper = { db: Db; settings: Settings; now: number }

/** The rows of new adoptions, which the order's lines refer to: before the lines in their batch. */
export const adoptionRows = ({ db }: Keeper, orderId: string, adoptions: NewAdoption[]) =>
  adoptions.map((one) =>
    db.run(sql`
      INSERT INTO adoptions (id, order_id, line, plot, season, garden, offer_id, area_cmu, price_fen, state, board_name,
        board_state, renews, sample)
      VALUES (${one.id}, ${orderId}, ${one.line}, ${one.plot}, ${one.season}, ${one.garden}, ${one.offerId},
        ${one.areaCmu}, ${one.priceFen}, 'held', ${one.boardName}, ${boardStateOf(one.boardName)}, ${one.renews},
        ${one.sample})`),
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
    ...gifts.map((gift) =>
      db.run(sql`INSERT INTO adoption_gifts (adoption_id, phone_sealed, phone_hmac, message)
        VALUES (${gift.id}, ${gift.sealed}, ${gift.mark}, ${gift.message})`),
    ),
  ]
}

const sealedGift = async (
  settings: Settings,
  id: string,
  { phone, message }: { phone: string; message: string },
) => ({
  id,
  message,
  sealed: await seal(settings.phoneKey, phone),
  mark: await hmac(settings.phonePepper, phone),
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
const takePlot = (db: Db, take: Taking, now: number) =>
  db.run(sql`
    INSERT INTO plot_claims (plot, season, claimed_at, expires_at, hold_hash, order_id, adoption_id, network_hmac)
    VALUES (${take.plot}, ${take.season}, ${now}, ${take.until}, ${take.holdHash}, ${take.orderId}, ${take.id},
      ${take.network})
    ON CONFLICT (plot, season) DO UPDATE SET claimed_at = excluded.claimed_at, expires_at = excluded.expires_at,
      hold_hash = excluded.hold_hash, order_id = excluded.order_id, adoption_id = excluded.adoption_id,
      visitor_hmac = NULL, network_hmac = excluded.network_hmac`)

type Own = { id: string; plot: string; season: number }

/** The order is paid: its plots are adopted for good, each with a certificate for `holder`. Fails on `plot_taken`. */
export const adoptPlots = (db: Db, orderId: string, adoptions: Own[], holder: string, now: number) =>
  adoptions.flatMap((one) => [
    takePlot(db, { ...one, orderId, holdHash: null, until: null, network: null }, now),
    db.run(sql`UPDATE adoptions SET state = 'adopted', adopted_at = ${now} WHERE id = ${one.id}`),
    issueCertificate(db, one.id, holder, now),
  ])

/** 16 Crockford letters, 80 random bits: nobody guesses one. */
export const issueCertificate = (db: Db, adoptionId: string, holder: string, now: number) =>
  db.run(sql`INSERT INTO certificates (code, adoption_id, holder, issued_at)
    VALUES (${randomLetters(16)}, ${adoptionId}, ${holder}, ${now})`)

/** Gives plots back: `expired` and `cancelled` before they were paid, `refunded` after. */
export const releasePlots = (
  db: Db,
  adoptions: Own[],
  why: 'expired' | 'cancelled' | 'refunded',
  now: number,
) =>
  adoptions.flatMap((one) => [
    db.run(
      sql`UPDATE adoptions SET state = 'released', released_at = ${now}, released_why = ${why} WHERE id = ${one.id}`,
    ),
    db.run(
      sql`DELETE FROM plot_claims WHERE plot = ${one.plot} AND season = ${one.season} AND adoption_id = ${one.id}`,
    ),
  ])
