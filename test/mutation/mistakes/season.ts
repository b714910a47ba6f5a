import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/adoption/${file}.ts`

/** A garden’s season: harvests, their corrections, and parcels of tea. */
export const SEASON: Mistake[] = [
  {
    file: at('harvesting'),
    was: "  if (plan.value.seen !== seen) return refuse({ code: 'conflict' })\n",
    is: '',
    breaks: 'a harvest is shared as it was looked at or not at all',
  },
  {
    file: at('harvesting'),
    was: '      ...(staffId ? [audit(db, { staffId, ...entry }, now)] : []),\n',
    is: '',
    breaks: 'whoever enters a harvest stands in the log with its grams',
  },
  {
    file: at('correcting'),
    was: 'plan.value.seen !== seen || short.length || !difference',
    is: 'plan.value.seen !== seen || !difference',
    breaks: 'a correction leaves nobody with less than was sent, and says so before it is entered',
    alsoIn: ['test/attacks/meanwhile.d1.test.ts'],
    survives:
      'the trigger correction_leaves_sent refuses the same corrections with the same answer; the plan is what names the plots',
  },
  {
    file: at('correcting'),
    was: '      ...(staffId ? [audit(db, { staffId, ...entry }, now)] : []),\n',
    is: '',
    breaks: 'whoever corrects a harvest stands in the log with both weights and the reason',
  },
  {
    file: at('correcting'),
    was: 'const difference = input.grams - harvest.nowG',
    is: 'const difference = input.grams - harvest.enteredG',
    breaks: 'a second correction counts from the first one',
  },
  {
    file: at('dispatching'),
    was: 'harvested[grade] ?? 0) - (planned[grade] ?? 0)',
    is: 'harvested[grade] ?? 0)',
    breaks: 'a second window sends what is left, never the same tea again',
  },
  {
    file: at('address-of'),
    was: '  WHEN g.claimed_at IS NOT NULL THEN iif(g.to_street IS NULL, NULL, g.${sql.raw(OF_RECEIVER[column])})\n',
    is: '',
    breaks:
      'tea of a gift that was taken does not go to its buyer, planned in the season or made up after it',
    alsoIn: [
      'test/orders/forgotten-words.d1.test.ts',
      'test/my/gift-address.d1.test.ts',
      'test/payments/owed-to-whom.d1.test.ts',
    ],
  },
  {
    file: at('address-of'),
    was: "WHEN o.street <> '' THEN",
    is: 'ELSE',
    breaks: 'a parcel of gifts alone waits for an address, and is not sent to an empty one',
    alsoIn: ['test/my/gift-address.d1.test.ts'],
  },
  {
    file: at('further-parcel'),
    was: 'left > 0 && !toCome',
    is: 'left > 0',
    breaks: 'a further parcel does not take what a window still has to bring',
    alsoIn: ['test/adoption/season.d1.test.ts'],
  },
  {
    file: at('harvesting'),
    was: '      ...(twins === undefined ? [] : [insist(db, sql`${twinsOf(input)} = ${int(twins)}`)]),\n',
    is: '',
    breaks: 'of two colleagues who enter the same harvest at once the second is asked',
    alsoIn: ['test/adoption/season.d1.test.ts'],
  },
  {
    file: at('visiting'),
    was: "  if (wish.wishedOn > lastDayOf(row.season)) return { ok: false, problem: 'after_season' }\n",
    is: '',
    breaks: 'nobody is asked to come after the season is over',
    alsoIn: ['test/adoption/season.d1.test.ts'],
  },
  {
    file: at('dispatching'),
    was: '      ...(staffId ? [audit(db, { staffId, ...entry }, now)] : []),\n',
    is: '',
    breaks: 'whoever plans parcels of tea stands in the log',
  },
]
