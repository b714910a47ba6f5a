import { type BasketPlot, basketPlots } from '../adoption/basket.ts'
import { type AdoptionRequest, choiceStatement } from '../adoption/choosing.ts'
import type { Db } from '../db/client.ts'
import type { Settings } from '../env.ts'
import type { Shelf } from './quote.ts'
import { shelfFrom, shelfStatements } from './shelf.ts'

/** What a basket of goods and plots comes to is decided from this; one round trip. */
export async function readBasket(
  { db, settings, now }: { db: Db; settings: Settings; now: number },
  skus: string[],
  plots: AdoptionRequest[],
): Promise<{ shelf: Shelf; plots: BasketPlot[] }> {
  const [choice, ...shelf] = await db.batch([
    choiceStatement(db, plots, now),
    ...shelfStatements(db, skus, now),
  ])
  return { shelf: shelfFrom(...shelf), plots: await basketPlots(settings, plots, choice, now) }
}
