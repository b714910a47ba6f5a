import { civilDate, HOUR_MS } from '../../kernel/time.ts'

/** One file of a backup, and how to know that it is whole. */
export type Part = { file: string; bytes: number; sha256: string }

/** What a backup is. It is written last: without it there is none. All of it is checked against the copy at a restore. */
export type Manifest = {
  format: 1
  name: string
  /** The moment all rows are of, UTC ms by the machine's clock. */
  at: number
  /** Migrations the database had; the last one is its version. */
  migrations: string[]
  database: Part
  rows: Record<string, number>
  /** Money taken from one moment to another, by the shop's clock: the drill asks the live database for the same. */
  paid: { from: number; to: number; fen: number }
  /** The list of pictures and scans: each is kept once for all backups, by its hash. */
  media: Part & { count: number; objectBytes: number }
}

/** `shop-20261129T144049123Z`: names in their order are moments in their order. */
export const nameAt = (at: number): string => `shop-${new Date(at).toISOString().replace(/[-:.]/g, '')}`

const NAME = /^shop-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/

/** The moment a name tells; null for what is no name of ours. */
export function momentOf(name: string): number | null {
  const [, year, month, day, hour, minute, second, ms] = NAME.exec(name) ?? []
  return year ? Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`) : null
}

/**
 * The newest of names in their order that lies in the past; one of a clock that ran ahead only where there is no other, since
 * it would stay the newest for as long as it ran ahead. Pure.
 */
export const newestOf = (names: string[], now: number): string | undefined =>
  names.findLast((name) => momentOf(name)! <= now) ?? names.at(-1)

export const manifestFile = (name: string): string => `${name}.json`
export const databaseFile = (name: string): string => `${name}.db.gz`
export const mediaFile = (name: string): string => `${name}.media.gz`

/** The files of one backup, the one that makes it a backup last. */
export const filesOf = (name: string): string[] => [databaseFile(name), mediaFile(name), manifestFile(name)]

const KEPT = { hours: 24, days: 14, months: 12 }

/**
 * Backups that are let go: kept are the newest of each of the last 24 hours, the first of each of the last 14 days and of
 * the last 12 months (of those that have any, in Shanghai), and the newest of all. Pure.
 */
export function outdated(names: string[]): string[] {
  const newestFirst = names.toSorted().toReversed()
  const oldestFirst = names.toSorted()
  const of = (name: string) => momentOf(name)!
  const kept = new Set([
    ...firstOfEach(newestFirst, (name) => String(Math.floor(of(name) / HOUR_MS)), KEPT.hours),
    ...firstOfEach(oldestFirst, (name) => civilDate(of(name)), KEPT.days),
    ...firstOfEach(oldestFirst, (name) => civilDate(of(name)).slice(0, 7), KEPT.months),
    ...newestFirst.slice(0, 1),
  ])
  return names.filter((name) => !kept.has(name))
}

/** The first name of each of the `most` newest spans. */
function firstOfEach(names: string[], spanOf: (name: string) => string, most: number): string[] {
  const first = new Map<string, string>()
  for (const name of names) if (!first.has(spanOf(name))) first.set(spanOf(name), name)
  return [...first.values()].sort().slice(-most)
}
