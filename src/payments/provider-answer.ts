/**
 * What came of asking a provider. `refused` is its own signed word; `unknown` is everything else: no answer in time, one
 * nobody signed, or one that says to try later. Nothing is ever decided on `unknown`.
 */
export type Answer<T> =
  | { outcome: 'ok'; value: T }
  | { outcome: 'refused'; code: string }
  | { outcome: 'unknown'; why: string }

export const answered = <T>(value: T): Answer<T> => ({ outcome: 'ok', value })
export const refused = (code: string): Answer<never> => ({ outcome: 'refused', code })
export const unsure = (why: string): Answer<never> => ({ outcome: 'unknown', why })

/** A provider did not say what is needed to go on: asked again later. The message holds codes only. */
export class NotSaid extends Error {
  override name = 'NotSaid'
}

/** The value of an answer, or NotSaid. */
export function said<T>(answer: Answer<T>, asked: string): T {
  if (answer.outcome === 'ok') return answer.value
  throw new NotSaid(`${asked}: ${answer.outcome === 'refused' ? answer.code : answer.why}`)
}
