import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/catalog/${file}.ts`

/** Freight, days on which parcels leave, seasons and prices. */
export const CATALOG: Mistake[] = [
  {
    file: at('card-rows'),
    was: "over: dispatchOf(row, rules, holidays, now).problem === 'out_of_season',",
    is: 'over: false,',
    breaks: 'on the last days of a season a list says what the product says',
  },
  {
    file: at('listings/compliance'),
    was: 'onSale || (products && !producer.sample)',
    is: 'products && !producer.sample',
    breaks: 'a sample producer under whose name real goods sell counts its missing licence',
  },
  {
    file: at('producer'),
    was: 'permit.kind === kind && permit.number',
    is: 'permit.number',
    breaks: 'some other certificate is no business licence',
  },
  {
    file: 'src/i18n/texts.ts',
    was: "language === 'en' && enText",
    is: "language === 'en'",
    breaks: 'what nobody wrote in English is shown in Chinese',
    alsoIn: ['test/admin/without-english.d1.test.ts', 'test/catalog/families.d1.test.ts'],
  },
  {
    file: 'src/admin/orders/past.ts',
    was: 'one.at - other.at',
    is: '0',
    breaks: 'the history of an order stands in its order',
    alsoIn: ['test/admin/after-post.d1.test.ts'],
  },
  {
    file: at('search/statements'),
    was: 'OUT_OF_SEASON : key) / POSITION_STEP',
    is: 'OUT_OF_SEASON : key) / OUT_OF_SEASON',
    breaks: 'the next page of a search begins behind the last product of this one',
  },
  {
    file: at('search/expression'),
    was: 'ORDER BY reading LIMIT 1`',
    is: 'ORDER BY reading DESC LIMIT 1`',
    breaks: 'what was typed comes before what may have been meant',
  },
  {
    file: at('listings/merge'),
    was: "own === (was?.[name] ?? '') ? theirs?.[name] : own",
    is: 'own',
    breaks: 'choosing one’s own row takes back nothing of a colleague’s that was not touched',
    alsoIn: ['test/admin/listing-editor-forms.d1.test.ts'],
  },
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
    was: 'day <= each.lastOn',
    is: 'day < each.lastOn',
    breaks: 'nothing leaves on the last day of a holiday',
    alsoIn: ['test/orders/leaving.test.ts'],
  },
  {
    file: at('freight'),
    was: "  if (is('rest', addDays(on, 1))) return false\n",
    is: '',
    breaks: 'cold goods do not leave the day before a holiday',
    alsoIn: ['test/orders/leaving.test.ts'],
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
    file: at('pricing'),
    was: ', promo_was_charged = 0\n',
    is: '\n',
    breaks: 'a price that nobody paid yet is not struck through',
  },
  {
    file: at('pricing'),
    was: "    if (row.priceFen !== seenFen) return declined({ code: 'price_moved', sku, priceFen: row.priceFen })\n",
    is: '',
    breaks: 'a price is changed from the one that was seen',
  },
]
