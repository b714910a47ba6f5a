import { numberOf, parsePhone } from '../kernel/phone.ts'
import { keyed } from '../kernel/secrets.ts'

// The desk finds an order by parts of what it says. Each part is kept as a keyed hash: who has the database and not the
// pepper reads no phone, name or street out of its index (decision 0048).

/** What is found of an order. */
export type Found = {
  number: string
  name: string
  /** Canonical. */
  phone: string
  street: string
  trackingNos: string[]
}

/** Letters of an order or tracking number that are looked for together; a shorter part finds nothing. */
export const SHORTEST_PART = 4
/** Parts of one long text that are looked up; the text itself is compared afterwards. */
const MOST_PARTS = 8

/** Words without what people write differently: width, case, spaces and punctuation. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** An order or tracking number as it is compared. */
const plainNumber = (text: string): string => plainWords(text).toUpperCase()

/** Every run of `size` characters. */
function runs(text: string, size: number): string[] {
  const letters = [...text]
  return letters
    .slice(0, Math.max(0, letters.length - size + 1))
    .map((_, at) => letters.slice(at, at + size).join(''))
}

const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text)
const nameParts = (name: string): string[] => [...runs(name, 1).filter(isHan), ...runs(name, 2)]
const as = (kind: string, parts: string[]): string[] => parts.map((part) => `${kind}:${part}`)

/** Everything an order is found by, before it is hashed. */
export function partsOf({ number, name, phone, street, trackingNos }: Found): string[] {
  const digits = numberOf(phone)
  return [
    ...new Set([
      ...as('number', runs(number, SHORTEST_PART)),
      ...as(
        'parcel',
        trackingNos.flatMap((one) => runs(plainNumber(one), SHORTEST_PART)),
      ),
      ...(digits ? [`phone:${digits}`, `tail:${digits.slice(-4)}`] : []),
      ...as('name', nameParts(plainWords(name))),
      ...as('street', runs(plainWords(street), 2)),
    ]),
  ]
}

/** One way to read what was typed: orders that hold all the parts. `words` are compared with the row itself. */
export type Reading = { parts: string[]; words?: { of: 'name' | 'street'; text: string } }

/** What somebody who typed this may mean: a phone or its end, a part of a number, of a name, of a street. */
export function readingsOf(typed: string): Reading[] {
  const text = plainWords(typed)
  const number = plainNumber(typed)
  const phone = parsePhone(typed)
  const readings: Reading[] = []
  if (phone) readings.push({ parts: [`phone:${numberOf(phone)}`] })
  if (/^\d{4}$/.test(text)) readings.push({ parts: [`tail:${text}`] })
  if (/^[0-9A-Z]+$/.test(number) && number.length >= SHORTEST_PART) {
    const letters = number.replace(/O/g, '0').replace(/[IL]/g, '1')
    readings.push({ parts: as('number', some(runs(letters, SHORTEST_PART))) })
    readings.push({ parts: as('parcel', some(runs(number, SHORTEST_PART))) })
  }
  if (/\p{L}/u.test(text)) {
    const name = [...text].length === 1 ? nameParts(text) : runs(text, 2)
    if (name.length) readings.push({ parts: as('name', some(name)), words: { of: 'name', text } })
    if ([...text].length > 1)
      readings.push({ parts: as('street', some(runs(text, 2))), words: { of: 'street', text } })
  }
  return readings
}

/** As many as are looked up, spread over all of them. */
const some = (parts: string[]): string[] =>
  parts.length <= MOST_PARTS
    ? parts
    : Array.from({ length: MOST_PARTS }, (_, at) => parts[Math.floor((at * parts.length) / MOST_PARTS)]!)

/** Parts as the index holds them: 48 bits of a keyed hash, which a number of JavaScript's holds exactly. */
export async function termsOf(pepper: string, parts: string[]): Promise<number[]> {
  const hash = await keyed(pepper)
  return Promise.all(parts.map(async (part) => firstBits(await hash(`desk:${part}`))))
}

const firstBits = (bytes: Uint8Array): number => bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
