import { type PriceChange, planPrices, priceRace, priceStatements } from '../pricing.ts'
import { planStock, readStock, type StockChange, stockRace } from '../stock/adjusting.ts'
import { declined, done, type ListingResult, type Place } from './refusal.ts'

/** Cells of the listing table that somebody typed in; what was only looked at is not among them. */
export type CellChanges = { prices: PriceChange[]; stock: StockChange[]; reason: string }

/**
 * Changes prices and stock in one batch, all or nothing; answers an audit entry for each of the two that differs.
 * Refusals: those of both; stock_moved where the stock moved since it was seen and nobody said what was meant.
 */
export async function changeCells(
  place: Place,
  { prices, stock, reason }: CellChanges,
  by: string,
): Promise<ListingResult<{ entries: string[] }>> {
  const [there, ...ground] = await place.db.batch([
    readStock(place.db, stock),
    ...priceStatements(place, prices),
  ])
  const priced = planPrices(place, prices, ground, by)
  if (!priced.ok) return priced
  const stocked = planStock(place, stock, there, reason, by)
  if (!stocked.ok) return stocked
  const [first, ...rest] = [...priced.value.writes, ...stocked.value.writes]
  try {
    if (first) await place.db.batch([first, ...rest])
  } catch (error) {
    const race = priceRace(error) ? declined({ code: 'conflict' }) : await stockRace(error, place, stock)
    if (race) return race
    throw error
  }
  return done({ entries: [priced.value.entry, stocked.value.entry].flatMap((entry) => entry ?? []) })
}
