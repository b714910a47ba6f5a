import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/catalog/stock/${file}.ts`

/** What lies on the shelf, and the ledger that explains it. */
export const STOCK: Mistake[] = [
  {
    file: at('adjusting'),
    was: 'available: now + available - seen }',
    is: 'available }',
    breaks: 'who meant a difference changes the stock by it, whatever orders took meanwhile',
    alsoIn: ['test/admin/listing-table-forms.d1.test.ts'],
  },
  {
    file: at('adjusting'),
    was: " AND v.available = j.value ->> 'seen'), ${int(now)}",
    is: '), ${int(now)}',
    breaks: 'an order between reading and writing keeps its pieces',
    alsoIn: ['test/interleavings/stock.d1.test.ts'],
  },
  {
    file: at('adjusting'),
    was: "change.available > change.seen ? 'restocked' : 'adjusted'",
    is: "'restocked'",
    breaks: 'the ledger tells what came from what was written off',
  },
  {
    file: at('adjusting'),
    was: 'writes: [audit(db, record, now), ...statements',
    is: 'writes: [...statements',
    breaks: 'whoever changes the stock stands in the log with the reason',
    alsoIn: ['test/admin/audit-log.d1.test.ts'],
  },
  {
    file: at('adjusting'),
    was: '!own || own.available < 0',
    is: '!own',
    breaks: 'pieces that are promised cannot be taken away',
    alsoIn: ['test/attacks/staff.d1.test.ts'],
  },
  {
    file: at('moving'),
    was: '    enterMovement(db, cause, kind, pieces, now),\n',
    is: '',
    breaks: 'what goes back on the shelf stands in the ledger, once',
    alsoIn: ['test/payments/settling.d1.test.ts', 'test/payments/refunding-lines.d1.test.ts'],
  },
  {
    file: at('taking'),
    was: 'seen, available: seen + difference, reason }',
    is: 'seen, available: found ?? 0, reason }',
    breaks: 'what was sold since the sheet was made stays sold when its count is entered',
  },
  {
    file: at('reconciling'),
    was: 'available + held + sold <> opening',
    is: 'available + held + sold > opening',
    breaks: 'pieces that are missing are found like those too many',
  },
]
