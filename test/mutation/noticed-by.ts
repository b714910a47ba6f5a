// Which file of tests noticed a mistake when it was last made: it runs first the next time, the rest of the folder only
// when it does not notice. Written by every run; a file that is wrong or missing costs time and nothing else.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Mistake } from './mistake.ts'
import { MISTAKES } from './mistakes.ts'

const kept = new URL('noticed-by.json', import.meta.url)

export const keyOf = ({ file, breaks }: Mistake): string => `${file}: ${breaks}`

export const noticedBy: Record<string, string> = existsSync(kept)
  ? JSON.parse(readFileSync(kept, 'utf8'))
  : {}

export function rememberNoticed(seen: [mistake: Mistake, by: string | null][]): void {
  const known = {
    ...noticedBy,
    ...Object.fromEntries(seen.flatMap(([one, by]) => (by ? [[keyOf(one), by]] : []))),
  }
  const keys = MISTAKES.map(keyOf).filter((key) => known[key])
  writeFileSync(
    kept,
    `${JSON.stringify(Object.fromEntries(keys.map((key) => [key, known[key]])), null, 2)}\n`,
  )
}
