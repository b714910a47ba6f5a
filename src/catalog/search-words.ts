const HAN = /\p{Script=Han}/u

/** What a search box may hold, in characters; more is cut. */
const LONGEST_QUERY = 40

/**
 * FTS5 expression for a query, null when nothing searchable is left. Chinese is indexed character by
 * character and asked for as a phrase; Latin words are asked for as prefixes, all of them must match.
 */
export function searchExpression(query: string): string | null {
  const terms = query
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, LONGEST_QUERY)
    .match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)
  if (!terms) return null
  return terms
    .flatMap((term) => splitScripts(term))
    .map((term) => (HAN.test(term) ? `"${[...term].join(' ')}"` : `"${term}"*`))
    .join(' AND ')
}

const splitScripts = (term: string): string[] => term.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []

/** Chinese as single characters, so that one- and two-character words are found too. */
export const spaced = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, ' $& ')
