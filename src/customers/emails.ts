import { and, eq, lt, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { int, remove } from '../db/query.ts'
import type { Language } from '../i18n/texts.ts'
import { emailMark } from '../kernel/email.ts'
import { newSecret, seal, sha256, unseal } from '../kernel/secrets.ts'
import { DAY_MS } from '../kernel/time.ts'
import { sendConfirmation } from '../notices/email/confirmation-sending.ts'
import { stopMark } from '../notices/stopping.ts'
import type { Shop } from '../shop.ts'
import { countAt } from './code-limits.ts'
import { userEmailAsks, userEmails } from './schema.ts'

/** How long a link proves an address. */
export const PROOF_MS = DAY_MS
/** Letters that ask for a proof: few to one address, whoever types it, so that nobody's mailbox is filled by strangers. */
const ASK_LIMITS = {
  network: { limit: 20, windowMs: DAY_MS },
  account: { limit: 6, windowMs: DAY_MS },
  address: { limit: 3, windowMs: DAY_MS },
}

/** An account's addresses as they are shown to its owner: the one it is written to, and one that waits for its proof. */
export type Emails = {
  confirmed: string | null
  asked: string | null
  /** Whether a letter's link turned everything off for the one it is written to. */
  stopped: boolean
}

export async function readEmails({ db, settings, now }: Shop, userId: string): Promise<Emails> {
  const [[kept], [asked]] = await db.batch([
    db.all<{ sealed: string; stopped: number }>(sql`
      SELECT e.sealed, EXISTS (
        SELECT 1 FROM notice_stops s WHERE s.address_hmac = e.mark AND s.purpose = 'all') stopped
      FROM user_emails e WHERE e.user_id = ${userId}`),
    db.all<{ sealed: string }>(
      sql`SELECT sealed FROM user_email_asks WHERE user_id = ${userId} AND asked_at > ${now - PROOF_MS}`,
    ),
  ])
  const open = async (row: { sealed: string } | undefined) =>
    row ? await unseal(settings.phoneKey, row.sealed) : null
  return { confirmed: await open(kept), asked: await open(asked), stopped: kept?.stopped === 1 }
}

/**
 * Sends a link to an address that somebody wants to be written to; the one they had stays until it is followed.
 * `too_many`: a budget is spent; the others as sendConfirmation answers.
 */
export async function askForEmail(
  shop: Shop,
  userId: string,
  { address, language }: { address: string; language: Language },
  network: string,
): Promise<'sent' | 'too_many' | 'not_set_up' | 'failed'> {
  const { db, settings, now } = shop
  const mark = await emailMark(settings.phonePepper, address)
  const places: Record<string, string> = { network, account: userId, address: mark }
  const counted = await countAt(shop, 'email-asked', ASK_LIMITS, (name) => places[name]!)
  if (!counted) return 'too_many'
  const secret = newSecret()
  const tokenHash = await sha256(secret)
  const sealed = await seal(settings.phoneKey, address)
  await db.run(sql`
    INSERT INTO user_email_asks (user_id, sealed, mark, token_hash, asked_at)
    SELECT id, ${sealed}, ${mark}, ${tokenHash}, ${int(now)} FROM users WHERE id = ${userId}
    ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed, mark = excluded.mark,
      token_hash = excluded.token_hash, asked_at = excluded.asked_at`)
  const outcome = await sendConfirmation(shop, { to: address, secret, language })
  if (outcome !== 'sent') {
    const back = counted.takeBack(outcome === 'failed' ? 'butNetwork' : 'all')
    // Another of the same account may have been asked for meanwhile, whose letter did go out.
    const mine = and(eq(userEmailAsks.userId, userId), eq(userEmailAsks.tokenHash, tokenHash))
    await db.batch([db.run(remove(userEmailAsks).where(mine)), ...back])
  }
  return outcome
}

/**
 * Takes the address whose link was followed, once and within a day, by whoever is signed in to the account that asked: a
 * stranger who got the letter by a slip of the pen has no account to prove it for. Answers whether it was taken.
 */
export async function proveEmail({ db, now }: Shop, userId: string, secret: string): Promise<boolean> {
  const hash = await sha256(secret)
  try {
    await db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM user_email_asks WHERE user_id = ${userId} AND token_hash = ${hash}
          AND asked_at > ${now - PROOF_MS})`,
      ),
      db.run(sql`
        INSERT INTO user_emails (user_id, sealed, mark, confirmed_at)
        SELECT user_id, sealed, mark, ${int(now)} FROM user_email_asks WHERE user_id = ${userId}
        ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed, mark = excluded.mark,
          confirmed_at = excluded.confirmed_at`),
      dropAsk(db, userId),
    ])
    return true
  } catch (error) {
    if (changedMeanwhile(error)) return false
    throw error
  }
}

const dropAsk = (db: Db, userId: string) =>
  db.run(remove(userEmailAsks).where(eq(userEmailAsks.userId, userId)))

/** The statements that forget an account's addresses, proved and not. */
export const dropEmails = (db: Db, userId: string) =>
  [dropAsk(db, userId), db.run(remove(userEmails).where(eq(userEmails.userId, userId)))] as const

/** A link lives for a day; its row goes the night after. */
export const forgetOldEmailAsks = (db: Db, now: number) =>
  db.run(remove(userEmailAsks).where(lt(userEmailAsks.askedAt, now - PROOF_MS)))

/** Lets the address of an account be written to again, after a letter's link had turned everything off. */
export async function resumeEmail(shop: Shop, userId: string): Promise<void> {
  const { confirmed } = await readEmails(shop, userId)
  if (confirmed)
    await stopMark(shop.db, await emailMark(shop.settings.phonePepper, confirmed), true, shop.now)
}
