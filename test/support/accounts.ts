import { sql } from 'drizzle-orm'
import { askForCode } from '../../src/customers/codes.ts'
import type { CodePurpose } from '../../src/customers/schema.ts'
import { signInByCode } from '../../src/my/sign-in/signing-in.ts'
import type { Shop } from '../../src/shop.ts'
import type { browser } from './browser.ts'

const read = new Map<string, string>()

/** The six digits of the newest message to a phone. Read ones are taken away: the clock of a test stands still. */
export async function newestCode({ db }: Shop, phone: string): Promise<string> {
  const tail = phone.replace(/\D/g, '').slice(-4)
  const rows = await db.all<{ id: string; text: string }>(
    sql`DELETE FROM notice_console WHERE phone LIKE ${`%${tail}`} RETURNING id, text`,
  )
  // Other messages to the phone hold no six digits in a row; what was sent at the same moment has no order.
  const codes = rows
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ text }) => /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? [])
  const code = codes.at(-1) ?? read.get(tail) ?? ''
  read.set(tail, code)
  return code
}

/** Another code of six digits. */
export const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** A code sent to a phone. */
export async function codeFor(shop: Shop, phone: string, purpose: CodePurpose = 'sign_in'): Promise<string> {
  const { outcome } = await askForCode(shop, { phone, purpose }, `for-${phone}`)
  if (outcome !== 'sent') throw new Error(outcome)
  return newestCode(shop, phone)
}

/** A session's secret of whoever has this phone, as a cookie holds it. */
export async function signInWith(shop: Shop, phone: string): Promise<string> {
  const entered = await signInByCode(shop, { phone, code: await codeFor(shop, phone) }, `for-${phone}`)
  if (typeof entered === 'string') throw new Error(entered)
  return entered.token
}

/** The same through the pages, as a shopper does. */
export async function signInOn(
  visitor: ReturnType<typeof browser>,
  shop: Shop,
  phone: string,
  to = 'orders',
): Promise<Response> {
  await visitor.post('/sign-in', { phone, to })
  return visitor.post('/sign-in/code', { act: 'code', code: await newestCode(shop, phone) })
}
