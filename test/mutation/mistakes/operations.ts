import type { Mistake } from '../mistake.ts'

/** The switch at the desk, the robot, the copy outside the database, the doctor. */
export const OPERATIONS: Mistake[] = [
  {
    file: 'src/orders/writing.ts',
    was: '    insistOpen(db),\n',
    is: '',
    breaks: 'an order decided before the shop was stopped is not written after',
    alsoIn: ['test/settings/selling.d1.test.ts'],
  },
  {
    file: 'src/payments/attempting.ts',
    was: ' AND NOT ${stopped} RETURNING id',
    is: ' RETURNING id',
    breaks: 'no payment begins once the shop is stopped',
    alsoIn: ['test/settings/selling.d1.test.ts'],
  },
  {
    file: 'src/orders/placing.ts',
    was: "  if (clocks[0]!.stopped) return refuse({ code: 'closed_for_now' })\n",
    is: '',
    breaks: 'who orders while the shop is stopped is told so',
    alsoIn: ['test/settings/selling.d1.test.ts'],
  },
]
