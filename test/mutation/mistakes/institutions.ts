import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/institutions/${file}.ts`

/** Quotations: sending, accepting, running out, being forgotten. */
export const INSTITUTIONS: Mistake[] = [
  {
    file: at('accepting'),
    was: 'provinceOf(acceptance.recipient.region)?.code !== quotation.region.code',
    is: 'false',
    breaks: 'quoted freight holds for the province it was quoted for',
  },
  {
    file: at('accepting'),
    was: '(sent.payWithinDays + 1) * DAY_MS',
    is: 'sent.payWithinDays * DAY_MS',
    breaks: 'the last day to pay a quotation runs to its midnight',
  },
  {
    file: at('accepting'),
    was: "  return missing.length ? { code: 'consent_required', consents: missing } : null",
    is: '  return null',
    breaks: 'a quotation is accepted with the consents its goods need',
  },
  {
    file: at('accepting'),
    was: '    buyer: { phone: await unseal(shop.settings.phoneKey, quotation.phoneSealed) },\n',
    is: '',
    breaks: 'the order of a unit is theirs who asked, not whose phone receives it',
  },
  {
    file: at('quotation'),
    was: "(quotation.validUntil ?? '') < today",
    is: "(quotation.validUntil ?? '') <= today",
    breaks: 'a quotation stands on its last day',
  },
  {
    file: at('expiring'),
    was: 'valid_until < ${civilDate(now)}',
    is: 'valid_until <= ${civilDate(now)}',
    breaks: 'the night ends no quotation on its last day',
  },
  {
    file: at('declining'),
    was: '...(staffId ? [audit(db, { staffId, ...entry }, now)] : [])',
    is: '',
    breaks: 'whoever of the staff turns a request down stands in the log with the reason',
    alsoIn: ['test/interleavings/quotations.d1.test.ts'],
  },
  {
    file: at('declining'),
    was: "  if (quotation.state === 'expired') return refuse({ code: 'conflict' })\n",
    is: '',
    breaks: 'what ran out cannot be declined any more',
  },
  {
    file: at('drafting'),
    was: '      audit(db, entry, now),\n',
    is: '',
    breaks: 'whoever sends a quotation stands in the log with its sum',
  },
  {
    file: at('forgetting'),
    was: "              wanted: '',\n",
    is: '',
    breaks: 'what a unit wrote in its own words is forgotten with its contact',
  },
  {
    file: at('forgetting'),
    was: "iif(state = 'accepted',",
    is: "iif(state <> 'accepted',",
    breaks: 'the contact of an accepted quotation is kept as long as its order',
  },
  {
    file: at('requesting'),
    was: "      logConsents(db, `quotation:${id}`, ['privacy'], INSTITUTION_CHANNEL, now),\n",
    is: '',
    breaks: 'what a unit agreed to is kept with the version of its text',
  },
]
