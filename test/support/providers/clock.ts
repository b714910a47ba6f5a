import { SHOP_NOW } from '../runtime.ts'

/** The clock of a shop that was started now at SHOP_NOW: providers refuse one that is far off theirs. */
export function shopClock(): () => number {
  const [there, here] = [Date.parse(SHOP_NOW), Date.now()]
  return () => Date.now() + there - here
}
