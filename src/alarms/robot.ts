import { done, later, type Outcome } from '../outbox/effect.ts'

/** What the robot takes as one text, in bytes. */
const LONGEST_BYTES = 2048
/** Shorter than one attempt of the outbox. */
const TIMEOUT_MS = 3_500
/** It takes 20 messages a minute. */
const TOO_OFTEN = 45009

/**
 * Says a text in the staff's group through the 企业微信 robot at `url`, which holds its key and is never told or logged.
 * It counts as said when the robot answers `errcode: 0`.
 */
export async function tellRobot(url: string, text: string): Promise<Outcome> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ msgtype: 'text', text: { content: clipped(text) } }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const told = (await answer.json()) as { errcode?: unknown } | null
  if (answer.ok && told?.errcode === 0) return done
  return later(told?.errcode === TOO_OFTEN ? 'too_often' : `robot ${answer.status} ${Number(told?.errcode)}`)
}

/** A text within what the robot takes, cut between characters. */
export function clipped(text: string): string {
  const encoder = new TextEncoder()
  if (encoder.encode(text).length <= LONGEST_BYTES) return text
  const bytes = new Uint8Array(LONGEST_BYTES - encoder.encode('…').length)
  const { read } = encoder.encodeInto(text, bytes)
  return `${text.slice(0, read)}…`
}
