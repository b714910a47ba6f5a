import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/adoption/${file}.ts`

/** Plots: choosing, holding, adopting, and the offer they are sold under. */
export const ADOPTION: Mistake[] = [
  {
    file: at('choosing'),
    was: 'on <= content.renewal.until',
    is: 'on < content.renewal.until',
    breaks: 'the last day of the renewal window still belongs to the adopter',
  },
  {
    file: at('choice-reading'),
    was: '>= ${civilDate(now)})`',
    is: '> ${civilDate(now)})`',
    breaks: 'no plot is drawn at random on the last day its adopter may renew it',
  },
  {
    file: at('plots'),
    was: '>= ${civilDate(now)} AND EXISTS',
    is: '> ${civilDate(now)} AND EXISTS',
    breaks: 'the plan shows a plot as its adopter’s on the last day of renewal',
  },
  {
    file: at('choosing'),
    was: 'return mine ? row.before : null',
    is: 'return row.before',
    breaks: 'only its adopter renews a plot, by the right to it',
  },
  {
    file: at('choosing'),
    was: 'claimedAt: row.giftClaimedAt }, renews.token',
    is: 'claimedAt: null }, renews.token',
    breaks: 'a gift that was taken is its receiver’s to renew, not its buyer’s',
    alsoIn: ['test/my/my-garden.d1.test.ts'],
  },
  {
    file: at('choosing'),
    was: '(mine && !reserved)',
    is: 'mine',
    breaks: 'a hold takes no plot that its adopter may renew first',
  },
  {
    file: at('offer'),
    was: 'sales.from <= on && on <= sales.until',
    is: 'sales.from <= on && on < sales.until',
    breaks: 'a plot is on sale on the last day of its sales',
  },
  {
    file: at('offer'),
    was: 'renewal.from <= on && on <= renewal.until',
    is: 'renewal.from <= on && on < renewal.until',
    breaks: 'an adopter may renew on the last day of the window',
  },
  {
    file: at('holding'),
    was: ')) < ${MAX_HOLDS}',
    is: ')) <= ${MAX_HOLDS}',
    breaks: 'a browser keeps three plots at a time',
    alsoIn: ['test/api/gardens.d1.test.ts'],
  },
  {
    file: at('holding'),
    was: '          isNull(plotClaims.orderId),\n',
    is: '',
    breaks: 'an order keeps its plot whoever lets go of the hold it came from',
    alsoIn: ['test/api/gardens.d1.test.ts'],
  },
  {
    file: at('claim'),
    was: 'row.expiresAt > now) return',
    is: 'row.expiresAt >= now) return',
    breaks: 'at its end a hold is no hold',
    alsoIn: ['test/api/gardens.d1.test.ts'],
  },
  {
    file: at('adopting'),
    was: '          eq(plotClaims.adoptionId, one.id),\n',
    is: '',
    breaks: 'a plot that went to somebody else stays theirs when an older order lets go of it',
    alsoIn: ['test/payments/plots-meanwhile.d1.test.ts', 'test/interleavings/plots.d1.test.ts'],
  },
  {
    file: at('refund-rule'),
    was: 'if (on <= fullUntil)',
    is: 'if (on < fullUntil)',
    breaks: 'the last day of the full refund still gives all of it back',
    alsoIn: ['test/my/calling-off.d1.test.ts'],
  },
  {
    file: at('refund-rule'),
    was: 'Math.floor((grams * valueFenPer100g) / 100)',
    is: 'Math.ceil((grams * valueFenPer100g) / 100)',
    breaks: 'half a fen of tea sent is the adopter’s',
    alsoIn: ['test/my/calling-off.d1.test.ts'],
  },
  {
    file: at('visiting'),
    was: 'wish.guests > most',
    is: 'wish.guests > most + 1',
    breaks: 'no more guests come than the adoption’s size allows',
    alsoIn: ['test/my/my-garden.d1.test.ts'],
  },
  {
    file: at('dispatch-address'),
    was: 'civilDate(now) < dispatch.addressUntil',
    is: 'civilDate(now) <= dispatch.addressUntil',
    breaks: 'from the day its window opens a parcel’s address stays',
    alsoIn: ['test/my/my-garden.d1.test.ts'],
  },
]
