import { walkXml } from './xml.ts'

/** The year days are counted from: workbooks from old Macs count from 1904. */
export type DateSystem = 1900 | 1904

// Formats every program knows by number without writing them down, those of Chinese Excel among them.
const BUILT_IN: [from: number, to: number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]
/** Texts, escaped signs, paddings, colours and conditions of a format. */
const NO_CODE = /"[^"]*"|\\.|[_*].|\[[^\]]*\]/g

const showsDate = (id: number, formats: Map<number, string>): boolean => {
  const code = formats.get(id)
  if (code === undefined) return BUILT_IN.some(([from, to]) => id >= from && id <= to)
  return /[ymdhs]/i.test(code.replace(NO_CODE, '').replace(/general/gi, ''))
}

/** Numbers of the cell styles that show a number as a date or a time. */
export function dateStyles(part: Uint8Array | undefined): Set<number> {
  const formats = new Map<number, string>()
  const styles: number[] = []
  let inCells = false
  if (part)
    walkXml(part, {
      open: (name, attribute) => {
        if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), attribute('formatCode'))
        if (name === 'cellXfs') inCells = true
        if (name === 'xf' && inCells) styles.push(Number(attribute('numFmtId')))
      },
      close: (name) => {
        if (name === 'cellXfs') inCells = false
      },
    })
  return new Set(styles.flatMap((id, style) => (showsDate(id, formats) ? style : [])))
}

const MINUTES = 1440
const LAST_DAY = 2_958_465

/** A day number as `2026-11-28`, with its time where it has one; what is no day stays as it is. */
export function dateText(value: string, system: DateSystem): string {
  const minutes = Math.round(Number(value) * MINUTES)
  const days = Math.floor(minutes / MINUTES)
  if (!Number.isFinite(minutes) || minutes < 0 || days > LAST_DAY) return value
  const time = new Date((minutes % MINUTES) * 60_000).toISOString().slice(11, 16)
  if (days === 0 && system === 1900) return time
  const on = dayText(days, system)
  return time === '00:00' ? on : `${on} ${time}`
}

/** The system of 1900 has a 29 February in that year which never was: days before it are counted one higher. */
function dayText(days: number, system: DateSystem): string {
  if (system === 1900 && days === 60) return '1900-02-29'
  const start = system === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  return new Date(start + days * 86_400_000).toISOString().slice(0, 10)
}
