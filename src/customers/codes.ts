import { and, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Db, Statement } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { insert, remove, select, update } from '../db/query.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { hmac } from '../kernel/secrets.ts'
import { DAY_MS, MINUTE_MS } from '../kernel/time.ts'
import { sendCode } from '../notices/code-sending.ts'
import type { Shop } from '../shop.ts'
import { countCodeTry, countSending } from './code-limits.ts'
import { type CodePurpose, signInCodes } from './schema.ts'

export const CODE_MS = 5 * MINUTE_MS
/** From one code to the next of a phone. */
export const RESEND_MS = MINUTE_MS
const TRIES_OF_A_CODE = 5

/** Six digits, each as likely as any other: what a remainder would favour is drawn again. */
export function newCode(): string {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1))
  const even = 4_294_000_000
  return drawn < even ? String(drawn % 1_000_000).padStart(6, '0') : newCode()
}

const codeMark = (shop: Shop, phoneHmac: string, purpose: CodePurpose, code: string) =>
  hmac(shop.settings.phonePepper, `code:${purpose}:${phoneHmac}:${code}`)

/** `wait`: one was sent less than a minute ago; `too_many`: a budget is spent; the others as sendCode answers. */
export type Asked = { outcome: 'sent' | 'wait' | 'too_many' | 'not_set_up' | 'failed'; sentAt: number }

/** Sends a code to a canonical mobile. Whether anybody is known by it is not even looked at. */
export async function askForCode(
  shop: Shop,
  { phone, purpose }: { phone: string; purpose: CodePurpose },
  network: string,
): Promise<Asked> {
  const { db, settings, now } = shop
  const phoneHmac = await phoneMark(settings.phonePepper, phone)
  const own = and(eq(signInCodes.phoneHmac, phoneHmac), eq(signInCodes.purpose, purpose))
  const [last] = await db.all(select({ sentAt: signInCodes.sentAt }).from(signInCodes).where(own))
  if (last && last.sentAt > now - RESEND_MS) return { outcome: 'wait', sentAt: last.sentAt }
  const counted = await countSending(shop, phone, network)
  if (!counted) return { outcome: 'too_many', sentAt: now }
  const code = newCode()
  const fresh = {
    codeHmac: await codeMark(shop, phoneHmac, purpose, code),
    sentAt: now,
    expiresAt: now + CODE_MS,
    wrong: 0,
    usedAt: null,
  }
  // Of two that ask at the same moment one writes.
  const written = await db.all(
    insert(signInCodes)
      .values({ phoneHmac, purpose, ...fresh })
      .onConflictDoUpdate({
        target: [signInCodes.phoneHmac, signInCodes.purpose],
        set: fresh,
        setWhere: lte(signInCodes.sentAt, now - RESEND_MS),
      })
      .returning({ sentAt: signInCodes.sentAt }),
  )
  if (!written.length) return { outcome: 'wait', sentAt: now }
  const outcome = await sendCode(shop, { phone, code, purpose })
  if (outcome !== 'sent') {
    const back = counted.takeBack(outcome === 'failed' ? 'butNetwork' : 'all')
    await db.batch([db.run(remove(signInCodes).where(own)), ...back])
  }
  return { outcome, sentAt: now }
}

export type TypedCode = { phone: string; purpose: CodePurpose; code: string }

/**
 * Uses codes up together with what they are for, in one batch: of two tries at the same moment one succeeds. `wrong`: one
 * is not it, or is used, too old or tried too often; `slow`: too many wrong ones, nothing was looked at.
 */
export async function useCodes(
  shop: Shop,
  typed: TypedCode[],
  network: string,
  effects: Statement<unknown>[],
): Promise<'used' | 'wrong' | 'slow'> {
  const { db } = shop
  const uses: Use[] = []
  for (const one of typed) {
    const use = await tryCode(shop, one, network)
    if (!use) return 'slow'
    uses.push(use)
  }
  const [first, ...rest] = uses.flatMap(({ right }) => right)
  if (!first) return 'wrong'
  try {
    await db.batch([first, ...rest, ...effects])
    return 'used'
  } catch (error) {
    if (!changedMeanwhile(error)) throw error
    for (const { wrong } of uses) await wrong
    return 'wrong'
  }
}

/** A code by itself. */
export const useCode = (shop: Shop, typed: TypedCode, network: string, effects: Statement<unknown>[]) =>
  useCodes(shop, [typed], network, effects)

/** The statements of a code that is right, and the one of a wrong one. */
type Use = { right: Statement<unknown>[]; wrong: Statement<unknown> }

/** Counts a try at one code; null when it is one too many. */
async function tryCode(
  shop: Shop,
  { phone, purpose, code }: TypedCode,
  network: string,
): Promise<Use | null> {
  const { db, settings, now } = shop
  const tried = await countCodeTry(shop, phone, network)
  if (!tried) return null
  const phoneHmac = await phoneMark(settings.phonePepper, phone)
  const mark = await codeMark(shop, phoneHmac, purpose, code)
  const own = and(eq(signInCodes.phoneHmac, phoneHmac), eq(signInCodes.purpose, purpose))
  const wrong = sql`${signInCodes.wrong} + 1`
  return {
    right: [
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM sign_in_codes WHERE phone_hmac = ${phoneHmac} AND purpose = ${purpose}
          AND code_hmac = ${mark} AND used_at IS NULL AND expires_at > ${now} AND wrong < ${TRIES_OF_A_CODE})`,
      ),
      db.run(update(signInCodes).set({ usedAt: now }).where(own)),
      ...tried.takeBack(),
    ],
    wrong: db.run(
      update(signInCodes)
        .set({ wrong })
        .where(and(own, isNull(signInCodes.usedAt))),
    ),
  }
}

/** The statement that takes every code of a phone away. */
export const forgetCodes = (db: Db, phoneHmac: string) =>
  db.run(remove(signInCodes).where(eq(signInCodes.phoneHmac, phoneHmac)))

/** A code lives for minutes; its row goes the night after. */
export const forgetOldCodes = (db: Db, now: number) =>
  db.run(remove(signInCodes).where(lt(signInCodes.sentAt, now - DAY_MS)))
