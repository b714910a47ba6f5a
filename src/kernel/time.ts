/** Returns the current instant in UTC milliseconds; passed in, so that tests can move it. */
export type Clock = () => number

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
// Puding and Guangzhou keep one clock without summer time, so a fixed offset is exact.
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** Civil date in Asia/Shanghai, `YYYY-MM-DD`. */
export const civilDate = (at: number): string => new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)

/** Whether a text is a civil date that exists: 30 February does not. */
export function isCivilDate(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** Minutes since midnight in Asia/Shanghai. */
export function minuteOfDay(at: number): number {
  const shifted = new Date(at + SHANGHAI_OFFSET_MS)
  return shifted.getUTCHours() * 60 + shifted.getUTCMinutes()
}

export function addDays(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** 1 = Monday … 7 = Sunday. */
export const weekday = (on: string): number => new Date(`${on}T00:00:00Z`).getUTCDay() || 7

/** Month 1–12 of a civil date. */
export const monthOf = (on: string): number => Number(on.slice(5, 7))

/** "YYYY-MM-DD HH:mm" in Asia/Shanghai. */
export const formatInstant = (at: number): string =>
  new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ')

/** UTC ms of "YYYY-MM-DDTHH:mm" in Asia/Shanghai, as a browser's field sends it; null when there is no such moment. */
export function parseLocalInstant(text: string): number | null {
  const [on = '', at = ''] = text.trim().split(/[T ]/)
  return isCivilDate(on) && /^([01]\d|2[0-3]):[0-5]\d$/.test(at) ? Date.parse(`${on}T${at}:00+08:00`) : null
}

/** The same instant as such a field wants it. */
export const localInstant = (at: number): string => formatInstant(at).replace(' ', 'T')

/** UTC ms of the midnight in Shanghai that began the day of `at`. */
export const dayStart = (at: number): number => Date.parse(`${civilDate(at)}T00:00:00+08:00`)
