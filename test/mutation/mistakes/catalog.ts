import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/catalog/${file}.ts`

/** Freight, days on which parcels leave, seasons and prices. */
export const CATALOG: Mistake[] = [
  {
    file: at('freight'),
    was: 'subtotalFen >= freeOverFen',
    is: 'subtotalFen > freeOverFen',
    breaks: 'exactly at the threshold freight is free',
    alsoIn: ['test/attacks/cart.d1.test.ts'],
  },
  {
    file: at('freight'),
    was: 'minuteOfDay(now) >= (hours',
    is: 'minuteOfDay(now) > (hours',
    breaks: 'exactly at the cut-off nothing leaves that day any more',
    alsoIn: ['test/orders/leaving.test.ts'],
  },
  {
    file: at('freight'),
    was: 'Math.ceil((grossG - zone.firstG) / zone.stepG)',
    is: 'Math.floor((grossG - zone.firstG) / zone.stepG)',
    breaks: 'a begun step of weight is charged as a whole one',
    alsoIn: ['test/attacks/cart.d1.test.ts'],
  },
  {
    file: at('freight'),
    was: 'zone.freeOverFen === undefined ? rules.freeOverFen : zone.freeOverFen',
    is: 'zone.freeOverFen ?? rules.freeOverFen',
    breaks: 'freight to a zone that is never free is never free',
    alsoIn: ['test/attacks/cart.d1.test.ts'],
  },
  {
    file: at('freight'),
    was: 'day <= holiday.lastOn',
    is: 'day < holiday.lastOn',
    breaks: 'nothing leaves on the last day of a holiday',
    alsoIn: ['test/orders/leaving.test.ts'],
  },
  {
    file: at('freight'),
    was: ' || (rules.neverBeforeHoliday && closed(addDays(on, 1)))',
    is: '',
    breaks: 'cold goods do not leave the day before a holiday',
    alsoIn: ['test/orders/leaving.test.ts'],
  },
  {
    file: at('season'),
    was: 'product.sellsOnlyInSeason === 1 && !inSeason',
    is: 'product.sellsOnlyInSeason === 1 && inSeason',
    breaks: 'what sells in its season alone is sold in it and not outside',
    alsoIn: ['test/attacks/cart.d1.test.ts', 'test/orders/shopping.d1.test.ts'],
  },
  {
    file: at('promotion'),
    was: 'now < promoUntil',
    is: 'now <= promoUntil',
    breaks: 'at its end a price for a time is over',
  },
  {
    file: at('promotion'),
    was: 'wasFen: sku.promoWasCharged ? priceFen : null',
    is: 'wasFen: priceFen',
    breaks: 'a price is struck through only when somebody paid it',
  },
  {
    file: at('promoting'),
    was: 'fen >= own.priceFen',
    is: 'fen > own.priceFen',
    breaks: 'a price for a time is lower than the usual one',
  },
  {
    file: at('promoting'),
    was: 'const from = Math.max(wish.from, now)',
    is: 'const from = wish.from',
    breaks: 'a price for a time begins now at the earliest',
  },
  {
    file: at('pricing'),
    was: ", promo_was_charged = 0\n",
    is: '\n',
    breaks: 'a price that nobody paid yet is not struck through',
  },
  {
    file: at('pricing'),
    was: "    if (row.priceFen !== seenFen) return declined({ code: 'price_moved', sku, priceFen: row.priceFen })\n",
    is: '',
    breaks: 'a price is changed from the one that was seen',
  },
  {
    file: at('pricing'),
    was: '      ...(await followDrafts(db, fresh, moving)),\n',
    is: '',
    breaks: 'a draft does not bring an old price back',
  },
  {
    file: at('listings/claims'),
    was: 'rest.includes(word) || rest.includes(bare(word))',
    is: 'text.includes(word)',
    breaks: 'a barred word is found however it is spelt',
  },
  {
    file: at('listings/shelving'),
    was: 'db.batch([audit(db, record, now), ...statements])',
    is: 'db.batch([statements[0]!, ...statements.slice(1)])',
    breaks: 'whoever takes goods off the shelf stands in the log',
  },
]
