import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/invoices/${file}.ts`

/** Invoices: what is copied, what is taken in, and what a refund leaves to be done. */
export const INVOICES: Mistake[] = [
  {
    file: at('sheet'),
    was: 'leftFen: line.amountFen - line.discountFen - sumOf(back)',
    is: 'leftFen: line.amountFen - sumOf(back)',
    breaks: 'a line is invoiced at what was paid for it, its share of a code taken off',
  },
  {
    file: at('sheet'),
    was: 'inside.every(({ rateBp }) => rateBp !== null)',
    is: 'inside.some(({ rateBp }) => rateBp !== null)',
    breaks: 'freight has no rate while one of what travelled with it has none',
  },
  {
    file: at('replacing'),
    was: '    Math.abs(said.amountFen) === known.amountFen &&\n',
    is: '',
    breaks: 'files that are sent once more are of the same invoice, sums and all',
  },
  {
    file: at('replacing'),
    was: '  await dropFiles(bucket, done.ok ? keyOf(known) : filesKey)\n',
    is: '',
    breaks: 'the file of somebody else is not kept once it was replaced',
  },
  {
    file: at('xml-reading'),
    was: "  if (/<!\\s*(?:DOCTYPE|ENTITY)/i.test(text)) return 'declares'\n",
    is: '',
    breaks: 'no file that declares anything is read',
  },
  {
    file: at('checking'),
    was: "...(xml.amountFen === sheet.amountFen ? [] : (['total'] as const)),",
    is: '',
    breaks: 'an invoice over another sum is never kept',
  },
  {
    file: at('checking'),
    was: "...([xml.redOf, xml.remark].some((text) => text.includes(blueNumber)) ? [] : (['blue_named'] as const)),",
    is: '',
    breaks: 'a red invoice names the blue one it takes back',
  },
  {
    file: at('keeping'),
    was: '(needsReason && reason)',
    is: 'needsReason',
    breaks: 'another buyer passes with a reason alone',
  },
  {
    file: at('keeping'),
    was: "desk.request.redDueFen > 0 ? 'issued_short' : 'issued'",
    is: "desk.request.redDueFen < 0 ? 'issued_short' : 'issued'",
    breaks: 'what went back while it was issued is due on a red one',
  },
  {
    file: at('issuing'),
    was: "  if (lackingIn(sheet).size) return refuse({ code: 'too_late' })\n",
    is: '',
    breaks: 'nothing is issued without a code and a rate',
  },
  {
    file: at('requesting'),
    was: "  if (open && !mayHappen(open.state, 'changed')) return refuse({ code: 'conflict' })\n",
    is: '',
    breaks: 'nobody changes what is being issued',
  },
]
