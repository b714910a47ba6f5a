import { findDivision } from '../kernel/divisions.ts'
import { numberOf, parsePhone } from '../kernel/phone.ts'
import { mac } from '../kernel/secrets.ts'

// The desk finds an order by parts of what it says. Each part is kept as a keyed hash: who has the database and not the
// pepper reads no phone, name or street out of its index (decision 0048).

/** What is found of an order. */
export type Found = {
  number: string
  name: string
  /** Canonical: the receiver's, and the buyer's where it is another. */
  phones: string[]
  street: string
  /** Code of the district. */
  region: string
  /** Those it has, and those that were corrected. */
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
export const plainNumber = (text: string): string => plainWords(text).toUpperCase()

/** The name of a place as people shorten it: 花都区 → 花都. A name of two characters stays whole. */
const plainPlace = (name: string): string => plainWords(name).replace(/(?<=^.{2,})[区县市]$/u, '')

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
export function partsOf({ number, name, phones, street, region, trackingNos }: Found): string[] {
  const place = findDivision(region)
  return [
    ...new Set([
      ...as('number', runs(number, SHORTEST_PART)),
      ...as(
        'parcel',
        trackingNos.flatMap((one) => runs(plainNumber(one), SHORTEST_PART)),
      ),
      ...phones.flatMap((phone) => {
        const digits = numberOf(phone)
        return digits ? [`phone:${digits}`, `tail:${digits.slice(-4)}`] : []
      }),
      ...as('name', nameParts(plainWords(name))),
      ...as('street', runs(plainWords(street), 2)),
      ...(place ? as('region', [plainPlace(place.district.name), plainPlace(place.city.name)]) : []),
    ]),
  ]
}

type Kind = 'phone' | 'tail' | 'number' | 'parcel' | 'name' | 'street' | 'region'

/**
 * One way to read a word: orders that hold all the parts. Parts may stand in a text in another order, so `text` is
 * compared with the row itself where there are several.
 */
export type Reading = { of: Kind; parts: string[]; text?: string }

/** What somebody who typed this may mean: a phone or its end, a part of a number, of a name, of a street, a place. */
export function readingsOf(typed: string): Reading[] {
  const text = plainWords(typed)
  const number = plainNumber(typed)
  const phone = parsePhone(typed)
  const readings: Reading[] = []
  if (phone) readings.push({ of: 'phone', parts: [`phone:${numberOf(phone)}`] })
  if (/^\d{4}$/.test(text)) readings.push({ of: 'tail', parts: [`tail:${text}`] })
  if (/^[0-9A-Z]+$/.test(number) && number.length >= SHORTEST_PART) {
    const letters = number.replace(/O/g, '0').replace(/[IL]/g, '1')
    readings.push(inRuns('number', letters, SHORTEST_PART), inRuns('parcel', number, SHORTEST_PART))
  }
  if (/\p{L}/u.test(text)) {
    const name = [...text].length === 1 ? nameParts(text) : runs(text, 2)
    if (name.length) readings.push({ of: 'name', parts: as('name', some(name)), text })
    if ([...text].length > 1) readings.push(inRuns('street', text, 2))
    if ([...text].length > 1 && isHan(text))
      readings.push({ of: 'region', parts: as('region', [plainPlace(text)]) })
  }
  return readings
}

const inRuns = (of: Kind, text: string, size: number): Reading => ({
  of,
  parts: as(of, some(runs(text, size))),
  text,
})

/** Words that are looked up each by itself; what follows the second one is read as one. */
const MOST_WORDS = 3
/** Kinds that several words of a search may be: 广州 花都, 花山镇 龙口路. */
const SEVERAL: Kind[] = ['street', 'region']

/** All that somebody may mean: all of it one thing, or each word another, and all words must fit an order. */
export function searchesOf(typed: string): Reading[][] {
  const words = typed.split(/[\s,，、;；]+/).filter(plainWords)
  const own =
    words.length > MOST_WORDS
      ? [...words.slice(0, MOST_WORDS - 1), words.slice(MOST_WORDS - 1).join('')]
      : words
  return [...readingsOf(typed).map((reading) => [reading]), ...(own.length > 1 ? together(own) : [])]
}

const together = (words: string[]): Reading[][] =>
  words.reduce<Reading[][]>(
    (found, word) =>
      found.flatMap((before) =>
        readingsOf(word)
          .filter(({ of }) => SEVERAL.includes(of) || !before.some((one) => one.of === of))
          .map((reading) => [...before, reading]),
      ),
    [[]],
  )

/** As many as are looked up, spread over all of them from the first to the last. */
const some = (parts: string[]): string[] =>
  parts.length <= MOST_PARTS
    ? parts
    : Array.from(
        { length: MOST_PARTS },
        (_, at) => parts[Math.round((at * (parts.length - 1)) / (MOST_PARTS - 1))]!,
      )

/** Parts as the index holds them: 48 bits of a keyed hash, which a number of JavaScript's holds exactly. */
export const termsOf = (pepper: string, parts: string[]): number[] =>
  parts.map((part) => firstBits(mac(pepper, `desk:${part}`)))

const firstBits = (bytes: Uint8Array): number => bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
