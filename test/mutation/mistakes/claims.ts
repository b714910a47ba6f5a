import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/claims/${file}.ts`

/** Claims after the sale: who may speak until when, and what goes back. */
export const CLAIMS: Mistake[] = [
  {
    file: at('moving'),
    was: '  const settled = desk && settleSilence(shop, desk)\n  if (!settled) return desk',
    is: '  const settled = null\n  if (!settled) return desk',
    breaks: 'nobody speaks after their time, whether the clock came by or not',
  },
  {
    file: at('claim'),
    was: "    case 'returning':\n    case 'disputed':\n      return ACCEPTANCE[kind]",
    is: "    case 'returning':\n      return ACCEPTANCE[kind]",
    breaks: 'a disputed return is not left hanging',
  },
  {
    file: at('due'),
    was: 'Math.min(claim.quantity, standing(account, line))',
    is: 'claim.quantity',
    breaks: 'a claim whose money went back otherwise ends as covered',
  },
  {
    file: at('due'),
    was: '  if (!isShopsFault(claim.reason)) return due\n',
    is: '',
    breaks: 'freight goes back only when the shop is answerable',
  },
  {
    file: at('answering'),
    was: '    more: same ? [insist(shop.db, nobodyElse(shop, staffId))] : [],',
    is: '    more: [],',
    breaks: 'the last word after a refusal is somebody else’s',
  },
  {
    file: at('answering'),
    was: 'amountFen > mostProposed(read.value)',
    is: 'amountFen > Number.MAX_SAFE_INTEGER',
    breaks: 'no more is proposed than the claim is worth',
  },
  {
    file: at('moving'),
    was: '  const out = pieces.length ? takeOff(db, claim.id, pieces, now) : []',
    is: '  const out: never[] = []',
    breaks: 'goods that are sent again are reserved when it is granted',
  },
  {
    file: at('moving'),
    was: "  desk.claim.state === 'resending' && drawnBy(desk).length",
    is: "  desk.claim.state === 'settled' && drawnBy(desk).length",
    breaks: 'goods that are not sent again after all are on the shelf again',
  },
  {
    file: at('moving'),
    was: ', more: [asRead(shop, desk)] })',
    is: ' })',
    breaks: 'goods are not sent again whose money goes back at the same moment',
  },
  {
    file: at('replying'),
    was: '  if (read.value.claim.proposedFen !== seenFen) ',
    is: '  if (read.value.claim.proposedFen === null) ',
    breaks: 'a proposal is taken at the sum that was read',
  },
  {
    file: at('window'),
    was: 'delivered === null ? null : delivered + FRESH_MS',
    is: 'delivered === null ? null : delivered + 7 * FRESH_MS',
    breaks: 'fresh goods are claimed within a day of delivery',
  },
  {
    file: at('asking'),
    was: '      insist(db, unchanged),\n',
    is: '',
    breaks: 'what changed since it was read is not claimed',
  },
  {
    file: at('stepping'),
    was: 'dueAt: dueAfter(event, next, claim, now, clocks),',
    is: 'dueAt: claim.dueAt,',
    breaks: 'each state of a claim has a clock of its own',
  },
  {
    file: 'migrations/0040_claims.sql',
    was: '>= 5\n',
    is: '>= 50\n',
    breaks: 'a line is not claimed without end',
  },
]
