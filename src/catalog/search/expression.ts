import { type SQL, sql } from 'drizzle-orm'
import { OFF_SHELF_ROWS } from '../listings/publication.ts'
import { type Asking, inPackages, loosely, strictly } from '../search-words.ts'
import { markOf } from './marks.ts'
import type { Meant } from './near-words.ts'
import { isHan, scriptsOf, type Typed } from './typed.ts'

/**
 * One reading of a search. `terms` must all be there; each has alternatives, the first as typed and one for each word
 * in it that staff may have kept synonyms of.
 */
export type Reading = { terms: Alternative[][]; meant?: string[] }
/** `before`, the synonym in place of `word` where there is one, `after`: parts of an FTS5 expression. */
type Alternative = { word: string | null; before: string; after: string }

const LONGEST_SYNONYM = 6
/** The letters of a Latin word that make another one come near. */
const MEANT_START = 4

/**
 * As typed: in names, then in what packages hold as well; with its sizes, then without them, since a size nobody sells
 * must not hide the goods.
 */
export const typedReadings = (typed: Typed): Reading[] =>
  [strictly, inPackages(strictly)].flatMap((how) => sized(typed, how))

/** With more patience: surely a slip first, then the typed characters in any order, then what may be a slip. */
export function patientReadings({ words, sizes }: Typed, meant: Meant[]): Reading[] {
  const of = (slip: number) =>
    meant
      .filter((one) => one.slip === slip)
      .flatMap((one) =>
        [strictly, inPackages(loosely)].flatMap((how) =>
          sized({ words: one.words, sizes }, how, false).map((reading) => ({ ...reading, meant: one.words })),
        ),
      )
  const own = [loosely, inPackages(loosely)].flatMap((how) => sized({ words, sizes }, how))
  return [...of(0), ...own, ...of(1), ...of(2)]
}

function sized({ words, sizes }: Typed, how: Asking, synonyms = true): Reading[] {
  const terms = words.map((word) => alternativesOf(word, how).slice(0, synonyms ? undefined : 1))
  const marks = sizes.map((size) => [{ word: null, before: `"${markOf.size(size)}"`, after: '' }])
  return [...(marks.length ? [{ terms: [...terms, ...marks] }] : []), ...(terms.length ? [{ terms }] : [])]
}

/** What comes nearest where nothing is found: any two characters of a word beside each other, any beginning. */
export function anyReading({ words }: Typed): Reading {
  const parts = words.flatMap((word) =>
    scriptsOf(word).flatMap((part) => {
      const characters = [...part]
      if (!isHan(part)) return part.length > MEANT_START ? strictly(part.slice(0, MEANT_START)) : []
      return characters.slice(1).map((character, at) => strictly(`${characters[at]}${character}`))
    }),
  )
  return { terms: [[...new Set(parts)].map((before) => ({ word: null, before, after: '' }))] }
}

/** A word as it is, and with each part of it that may have synonyms taken out. */
function alternativesOf(word: string, how: Asking): Alternative[] {
  const own = { word: null, before: how(word), after: '' }
  const parts = scriptsOf(word)
  if (parts.length > 1 || !isHan(word)) return [own, { word, before: '', after: '' }]
  const characters = [...word]
  const taken = characters.flatMap((_, from) =>
    Array.from({ length: Math.min(LONGEST_SYNONYM, characters.length - from) }, (_, more) => {
      const until = from + more + 1
      const [left, right] = [characters.slice(0, from).join(''), characters.slice(until).join('')]
      return {
        word: characters.slice(from, until).join(''),
        before: left && `${how(left)} AND `,
        after: right && ` AND ${how(right)}`,
      }
    }),
  )
  return [own, ...taken]
}

/** The first of some readings that finds anything on the shelf, as rows of its place and its FTS5 expression: one or none. */
export function firstReading(readings: Reading[]): SQL {
  const alternatives = JSON.stringify(
    readings.flatMap(({ terms }, reading) =>
      terms.flatMap((term, at) => term.map((alternative) => ({ reading, term: at, ...alternative }))),
    ),
  )
  const members = sql`j.value ->> 'reading' reading, j.value ->> 'term' term, j.value ->> 'before'`
  return sql`
    SELECT reading, expression FROM (
      SELECT reading, group_concat(own, ' AND ') expression FROM (
        SELECT reading, term, '((' || group_concat(own, ') OR (') || '))' own FROM (
          SELECT ${members} own FROM json_each(${alternatives}) j WHERE j.value ->> 'word' IS NULL
          UNION ALL SELECT ${members} || '(' || other.expression || ')' || (j.value ->> 'after')
          FROM json_each(${alternatives}) j CROSS JOIN search_synonyms own ON own.word = j.value ->> 'word'
          CROSS JOIN search_synonyms other ON other.line = own.line AND other.word <> own.word)
        GROUP BY reading, term)
      GROUP BY reading)
    WHERE (SELECT rowid FROM product_search WHERE product_search MATCH expression AND rowid < ${sql.raw(String(OFF_SHELF_ROWS))}
      ORDER BY rowid LIMIT 1) IS NOT NULL
    ORDER BY reading LIMIT 1`
}
