import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/promotions/${file}.ts`

/** Codes: what they take off, for whom, and how often. */
export const PROMOTIONS: Mistake[] = [
  {
    file: at('code'),
    was: "  if (row.phoneHmac !== null && phoneHmac !== null && row.phoneHmac !== phoneHmac) return 'code_not_yours'\n",
    is: '',
    breaks: 'somebody’s own code is used with their phone only',
  },
  {
    file: at('code'),
    was: 'now >= row.endsAt',
    is: 'now > row.endsAt',
    breaks: 'at its end a code takes nothing off',
  },
  {
    file: at('code'),
    was: 'eligible < row.minimumFen',
    is: 'eligible <= row.minimumFen',
    breaks: 'exactly at its minimum a code takes off',
  },
  {
    file: at('redeeming'),
    was: ' AND r.given_back_at IS NULL',
    is: '',
    breaks: 'a code that was given back can be used again by the same phone',
  },
  {
    file: at('redeeming'),
    was: "['code_per_phone', 'code_already_used']",
    is: "['code_per_phone', 'code_used_up']",
    breaks: 'of two orders of one phone at once the second is told that it used the code',
  },
  {
    file: at('making'),
    was: 'and(eq(promoCodes.code, code), isNull(promoCodes.adoptionId))',
    is: 'eq(promoCodes.code, code)',
    breaks: 'what is owed to a buyer for a short season is not staff’s to end',
  },
  {
    file: at('making'),
    was: "      audit(db, { staffId, verb: 'code.made', object: `code:${input.code}`, after: input }, now),\n",
    is: '',
    breaks: 'whoever makes a code stands in the log with what it takes off',
  },
  {
    file: 'src/kernel/money.ts',
    was: 'b.remainder - a.remainder || a.index - b.index',
    is: 'a.remainder - b.remainder || a.index - b.index',
    breaks: 'what does not divide goes to the largest remainders',
  },
]
