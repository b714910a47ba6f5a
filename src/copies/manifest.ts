import { addDays } from '../kernel/time.ts'
import type { Key } from './parts.ts'

/** What one object of a copy holds: rows of a table, and how to know that it is whole. */
export type Part = { table: string; file: string; rows: number; sha256: string }

/** What a copy is: the moment all of it is of (UTC ms), its tables with their columns, and its objects. */
export type Manifest = {
  format: 1
  at: number
  tables: { name: string; columns: string[]; rows: number }[]
  parts: Part[]
}

/** A part while the copy is being made: its range, and the mark under which it was read. */
export type OpenPart = Part & { after: Key | null; upTo: Key | null; mark: string }

/** Copies of days lie under this; no address of pictures reaches a key with a slash in it (media/key.ts). */
const ROOT = 'copies/'
export const folderOf = (day: string): string => `${ROOT}${day}/`
export const manifestKey = (day: string): string => `${folderOf(day)}manifest.json`
export const progressKey = (day: string): string => `${folderOf(day)}progress.json`
export const ALL_COPIES = ROOT

const DAYS = 14
const MONTHS = 12

/** Days whose copies are let go: kept are the last 14 and the first one of each of the last 12 months. Pure. */
export function outdated(days: string[], today: string): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  // Counted from today, not from the newest: where none are made any more the old ones end too.
  const since = new Date(Date.UTC(year, month - MONTHS)).toISOString().slice(0, 7)
  const months = [...new Set(days.map((day) => day.slice(0, 7)))].filter((one) => one >= since)
  const firsts = months.map((month) => days.filter((day) => day.startsWith(month)).sort()[0])
  return days.filter((day) => day <= addDays(today, -DAYS) && !firsts.includes(day))
}
