import * as v from 'valibot'

// What several answers hold. They describe answers and parse none: an object here is open, because a field may be added to
// an answer at any time (docs/api-changes.md). A test closes them and lets a running shop answer.

/** Money in fen. */
export const fen = v.pipe(v.number(), v.integer(), v.minValue(0))
export const whole = v.pipe(v.number(), v.integer(), v.minValue(0))
/** UTC milliseconds. */
export const instant = v.pipe(v.number(), v.integer())
export const civilDate = v.pipe(v.string(), v.isoDate())
export const areaMu = v.pipe(v.number(), v.minValue(0))
export const period = v.object({ from: civilDate, until: civilDate })

/** A list as every call answers it. */
export const list = <S extends v.GenericSchema>(item: S) => ({
  items: v.array(item),
  nextCursor: v.nullable(v.string()),
})
