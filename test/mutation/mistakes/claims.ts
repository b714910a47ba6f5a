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
    file: at('clocks'),
    was: "state === 'resending' && dispatchId === null && dueAt !== null && dueAt <= now",
    is: "state === 'resending' && dispatchId === null && dueAt !== null",
    breaks: 'a replacement becomes money at the buyer’s word only once it is late',
  },
  {
    file: at('due'),
    was: 'const quantity = Math.min(claim.quantity, of)',
    is: 'const quantity = claim.quantity',
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
    file: at('pieces'),
    was: "  return claim.state === 'resending' && pieces.length",
    is: "  return claim.state === 'settled' && pieces.length",
    breaks: 'goods that are not sent again after all are on the shelf again',
  },
  {
    file: at('moving'),
    was: '[orderAsRead(shop.db, desk.account.order), ...unsentBack(shop, desk, goingOut(desk))]',
    is: 'unsentBack(shop, desk, goingOut(desk))',
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
    was: '      orderAsRead(db, { id: claim.orderId, seq: orderSeq }),\n',
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
  {
    file: at('pieces'),
    was: 'drawn(desk, (line) => sentStanding(desk.account, line))',
    is: 'drawn(desk, (line) => line.quantity)',
    breaks: 'a piece that was refunded otherwise is not sent again too',
  },
  {
    file: at('moving'),
    was: ', ...unsentBack(shop, desk, goingOut(desk))]',
    is: ']',
    breaks: 'what is refunded while it is kept to be sent again stands on the shelf again',
  },
  {
    file: at('moving'),
    was: '  if (!due) return cover(shop, desk, by, { note, facts, more: shelved })',
    is: '  if (!due) return cover(shop, desk, by, { note })',
    breaks: 'what came back stands on the shelf though its money went back otherwise',
  },
  {
    file: at('due'),
    was: 'isOfWaiting(claim) ? unsent(account, line) : standing(account, line)',
    is: 'standing(account, line)',
    breaks: 'goods that left after they were claimed as not sent are not given with their money',
  },
  {
    file: at('due'),
    was: 'Math.min(left, upTo(before + taken.amountFen) - upTo(before))',
    is: 'upTo(before + taken.amountFen) - upTo(before)',
    breaks: 'freight that went back otherwise does not go back again',
  },
  {
    file: at('answering'),
    was: "  if (claim.state === 'refused') return refuse({ code: 'conflict' })\n",
    is: '',
    breaks: 'a second refusal does not take the buyer’s objection away',
  },
  {
    file: at('asking'),
    was: '  if (shop.now > teaUntil(parcel, clocks.deadlines))',
    is: '  if (shop.now < 0)',
    breaks: 'tea is not claimed years after it was sent',
  },
  {
    file: at('sweeping-photos'),
    was: 'uploaded.getTime() < now - DRAFT_MS',
    is: 'uploaded.getTime() < now',
    breaks: 'photos of a form that is being filled in stay',
  },
  {
    file: at('queries'),
    was: 'g.claimed_at IS NOT NULL) ORDER',
    is: 'g.claimed_at IS NOT NULL AND 0) ORDER',
    breaks: 'what the receiver of a gift claims is not shown to whoever gave it',
  },
]
