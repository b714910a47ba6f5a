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
    was: ' AND (${int(Number(desk))} OR NOT ${stopped})',
    is: '',
    breaks: 'no payment begins once the shop is stopped',
    alsoIn: ['test/settings/selling.d1.test.ts'],
  },
  {
    file: 'src/alarms/robot.ts',
    was: 'answer.ok && told?.errcode === 0',
    is: 'answer.ok',
    breaks: 'what the robot did not take is said again later',
  },
  {
    file: 'src/alarms/telling.ts',
    was: ' AND a.resolved_at IS NULL',
    is: '',
    breaks: 'what somebody saw to is not told any more',
  },
  {
    file: 'src/alarms/noticing.ts',
    was: "b.kind <> 'staff.alarm' AND ",
    is: '',
    breaks: 'a robot that does not answer is no reason for more alarms',
  },
  {
    file: 'src/alarms/noticing.ts',
    was: '  if (last < now - MINUTE_LATE_MS) return []\n',
    is: '',
    breaks: 'after a pause of the clock each job has its chance before it is told late',
  },
  {
    file: 'src/orders/placing.ts',
    was: "  if (clocks[0]!.stopped) return refuse({ code: 'closed_for_now' })\n",
    is: '',
    breaks: 'who orders while the shop is stopped is told so',
    alsoIn: ['test/settings/selling.d1.test.ts'],
  },
  {
    file: 'src/copies/copying.ts',
    was: 'if (!others.length) return finish',
    is: 'if (others) return finish',
    breaks: 'a copy made while people order is of one moment',
  },
  {
    file: 'src/copies/restoring.ts',
    was: 'sha256Hex(bytes) !== part.sha256',
    is: 'false',
    breaks: 'a copy that was spoilt is not restored',
  },
  {
    file: 'src/copies/restoring.ts',
    was: 'if (row!.used)',
    is: 'if (false)',
    breaks: 'a copy is not laid over a shop in use',
  },
  {
    file: 'src/doctor/keys.ts',
    was: 'if (der(given) === der(derived))',
    is: 'if (false)',
    breaks: 'our own public key in the place of the provider’s is found before a buyer pays',
  },
  {
    file: 'src/doctor/reaching.ts',
    was: 'if (status === 404 || status === 405)',
    is: 'if (status)',
    breaks: 'a gate before the callbacks is found',
  },
  {
    file: 'src/doctor/machine.ts',
    was: 'file.owner !== owner',
    is: 'false',
    breaks: 'a file that a restore left to root is found before the shop cannot write it',
  },
]
