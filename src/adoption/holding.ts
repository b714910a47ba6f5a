import { and, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn, tooManyOf } from '../db/failures.ts'
import { int, remove } from '../db/query.ts'
import type { Settings } from '../env.ts'
import { MAX_HOLDS } from '../kernel/limits.ts'
import { networkMark } from '../kernel/network.ts'
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts'
import { hmac, sha256 } from '../kernel/secrets.ts'
import { stopped, stoppedStatement } from '../settings/selling.ts'
import { newHoldId } from './access-token.ts'
import { choiceStatement } from './choice-reading.ts'
import { type AdoptionProblemReason, type AdoptionRequest, chooseAdoptions } from './choosing.ts'
import { HOLD_MS } from './claim.ts'
import { readNearPlots } from './neighbours.ts'
import { plotClaims } from './schema.ts'

type Keeper = { db: Db; settings: Settings; now: number; network?: string | null }

export type Hold = { id: string; expiresAt: number }

export type HoldRequest = {
  plot: string
  season: number
  /** Whose holds are counted, `MAX_HOLDS` at a time: the secret of a browser's first; null when this is the first. */
  visitor: string | null
  renews?: AdoptionRequest['renews']
  /** The secret of a hold of one's own to renew instead of taking a second. */
  holdId?: string | null
}

/**
 * Keeps a plot for fifteen minutes while somebody chooses. Refusals: closed_for_now, not_found (no such plot), adoption_invalid (no
 * offer for the season, …), out_of_season (not on sale), plot_taken with three near plots, too_many_open (three already,
 * or what the network may bind without paying).
 */
export async function holdPlot(shop: Keeper, request: HoldRequest): Promise<Result<Hold>> {
  const { db, settings, now } = shop
  const { plot, season } = request
  const wanted: AdoptionRequest = {
    plot,
    garden: null,
    areaCmu: null,
    season,
    holdId: request.holdId ?? null,
    boardName: '',
    gift: null,
    renews: request.renews ?? null,
  }
  const [[selling], rows] = await db.batch([stoppedStatement(db), choiceStatement(db, [wanted], now)])
  if (selling!.stopped) return refuse({ code: 'closed_for_now' })
  const { problems } = await chooseAdoptions(settings, [wanted], rows, now)
  if (problems[0]?.reason === 'unknown_plot') return refuse({ code: 'not_found' })
  if (problems[0]) return refuse(await refusalFor(db, { plot, season }, problems[0].reason, now))
  const id = request.holdId ?? newHoldId()
  const visitor = await hmac(settings.phonePepper, `hold:${request.visitor ?? id}`)
  const network = await networkMark(settings.phonePepper, shop.network)
  const expiresAt = now + HOLD_MS
  try {
    // The count stands in the statement that takes the plot: two tabs at once cannot both be the third.
    const taken = await db.all(sql`
      INSERT INTO plot_claims (plot, season, claimed_at, expires_at, hold_hash, visitor_hmac, network_hmac)
      SELECT ${plot}, ${int(season)}, ${int(now)}, ${int(expiresAt)},
        ${await sha256(id)}, ${visitor}, ${network}
      WHERE (SELECT count(*) FROM plot_claims WHERE visitor_hmac = ${visitor} AND expires_at > ${int(now)}
        AND NOT (plot = ${plot} AND season = ${int(season)})) < ${MAX_HOLDS} AND NOT ${stopped}
      ON CONFLICT (plot, season) DO UPDATE SET claimed_at = excluded.claimed_at, expires_at = excluded.expires_at,
        hold_hash = excluded.hold_hash, visitor_hmac = excluded.visitor_hmac, network_hmac = excluded.network_hmac,
        order_id = NULL, adoption_id = NULL
      RETURNING plot`)
    if (!taken.length) {
      const [latest] = await stoppedStatement(db)
      return refuse(latest!.stopped ? { code: 'closed_for_now' } : { code: 'too_many_open', by: 'visitor' })
    }
  } catch (error) {
    const by = tooManyOf(error)
    if (by) return refuse({ code: 'too_many_open', by })
    if (!failedOn(error, 'plot_taken')) throw error
    return refuse(await refusalFor(db, { plot, season }, 'plot_taken', now))
  }
  return ok({ id, expiresAt })
}

/** Lets go of one's own hold; an order's plot stays with the order. Refusal: not_found (not held by this secret). */
export async function releaseHold(
  { db, now }: Keeper,
  hold: { plot: string; id: string },
): Promise<Result<null>> {
  const gone = await db.all(
    remove(plotClaims)
      .where(
        and(
          eq(plotClaims.plot, hold.plot),
          eq(plotClaims.holdHash, await sha256(hold.id)),
          isNull(plotClaims.orderId),
          gt(plotClaims.expiresAt, now),
        ),
      )
      .returning({ plot: plotClaims.plot }),
  )
  return gone.length ? ok(null) : refuse({ code: 'not_found' })
}

/** Forgets holds that are over, and with them whose they were. */
export const forgetHolds = (db: Db, now: number) =>
  db.run(remove(plotClaims).where(and(isNotNull(plotClaims.visitorHmac), lte(plotClaims.expiresAt, now))))

/** What a buyer is told when a plot cannot be had. */
export async function refusalFor(
  db: Db,
  { plot, season }: { plot: string; season: number },
  reason: AdoptionProblemReason,
  now: number,
  index = 0,
): Promise<Refusal> {
  if (reason === 'plot_taken')
    return { code: 'plot_taken', plot, season, near: await readNearPlots(db, plot, season, now) }
  if (reason === 'not_on_sale') return { code: 'out_of_season', skus: [plot] }
  return { code: 'adoption_invalid', problems: [{ index, plot, reason }] }
}
