import { hmac } from './secrets.ts'

const LONGEST = 100
// What people use: no quotes, no comments, nothing that could end a line of a header.
const ADDRESS = /^[\w.+%-]+@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/i

/** An address of e-mail from what was typed; null when it is none. Full-width letters are put right. */
export function parseEmail(text: string): string | null {
  const typed = text.normalize('NFKC').trim()
  return typed.length <= LONGEST && ADDRESS.test(typed) ? typed : null
}

/** What an address is found by without being kept in the clear. */
export const emailMark = (pepper: string, address: string): Promise<string> =>
  hmac(pepper, `email:${address.toLowerCase()}`)

/** Hides all but the first letter and the host: f***@example.com. */
export const maskEmail = (address: string): string =>
  `${address.slice(0, 1)}***${address.slice(address.lastIndexOf('@'))}`
