import { type SQL, sql } from 'drizzle-orm'
import type { ListingInput } from '../listings/input.ts'
import { nearWordsOf } from './near-words.ts'

/** Keeps the words of some listings by their keys: each word's base, whole and without each of its characters. */
export const keepNearWords = (listings: ListingInput[]): SQL => sql`
  INSERT INTO search_words (key, word)
  SELECT substr(w.base, 1, without - 1) || substr(w.base, without + 1), w.word FROM (
    SELECT j.value ->> 'word' word, j.value ->> 'base' base, n.value without
    FROM json_each(${JSON.stringify(nearWordsOf(listings))}) j CROSS JOIN json_each(${LETTERS}) n
    WHERE n.value <= length(j.value ->> 'base')) w WHERE true
  ON CONFLICT DO NOTHING`

/** 0 takes no character away. */
const LETTERS = JSON.stringify(Array.from({ length: 25 }, (_, at) => at))
