import { type BasketPlot, basketPlots } from '../adoption/basket.ts'
import { choiceStatement } from '../adoption/choice-reading.ts'
import type { AdoptionRequest } from '../adoption/choosing.ts'
import type { Db } from '../db/client.ts'
import type { Settings } from '../env.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import type { AskedCode } from '../promotions/code.ts'
import { askedCode, codeStatement } from '../promotions/redeeming.ts'
import type { Shelf } from './quote.ts'
import { shelfFrom, shelfStatements } from './shelf.ts'

/** What a basket of goods and plots comes to is decided from this; one round trip. `phone` is canonical. */
export async function readBasket(
  { db, settings, now }: { db: Db; settings: Settings; now: number },
  skus: string[],
  plots: AdoptionRequest[],
  code: { typed: string | null; phone: string | null } = { typed: null, phone: null },
): Promise<{ shelf: Shelf; plots: BasketPlot[]; asked: AskedCode | null }> {
  const { typed, phone } = code
  const phoneHmac = typed && phone ? await phoneMark(settings.phonePepper, phone) : null
  const [choice, codes, ...shelf] = await db.batch([
    choiceStatement(db, plots, now),
    codeStatement(db, typed, phoneHmac),
    ...shelfStatements(db, skus, now),
  ])
  return {
    shelf: shelfFrom({ settings, now }, ...shelf),
    plots: await basketPlots(settings, plots, choice, now),
    asked: askedCode(typed, codes, phoneHmac),
  }
}
