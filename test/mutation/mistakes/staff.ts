import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/staff/${file}.ts`
const SIGNING_IN = ['test/admin/signing-in.d1.test.ts', 'test/attacks/staff.d1.test.ts']
const ROLES = ['test/admin/permissions.d1.test.ts', 'test/http/policies.d1.test.ts']

/** Who works here, how they come in, and what each may do. */
export const STAFF: Mistake[] = [
  {
    file: at('signing-in'),
    was: '      db.run(update(staff).set({ failed: 0 }).where(eq(staff.id, row.id))),\n',
    is: '',
    breaks: 'a right try forgets the wrong ones before it',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('signing-in'),
    was: 'iif(${staff.failed} + 1 >= ${WRONG_TRIES}',
    is: 'iif(${staff.failed} + 1 > ${WRONG_TRIES}',
    breaks: 'five wrong tries lock an account',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('signing-in'),
    was: 'row.lockedUntil > now || ',
    is: '',
    breaks: 'a locked account opens to nobody, the right password included',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('signing-in'),
    was: '      takeHitBack(db, bucket, TRIES_PER_ADDRESS.windowMs, now),\n',
    is: '',
    breaks: 'an office that signs in from one address spends no tries by it',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('signing-in'),
    was: "      audit(db, { staffId: row.id, verb: 'staff.signed_in', object: `staff:${row.id}` }, now),\n",
    is: '',
    breaks: 'who came in stands in the log',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('totp'),
    was: 'if (step > lastStep && (await',
    is: 'if ((await',
    breaks: 'a code of the moment is accepted once',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('sessions'),
    was: ', gt(createdAt, now - LONGEST_MS)',
    is: '',
    breaks: 'eight hours end a session in any case',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('role-changing'),
    was: 'row.id === editor.staffId || ',
    is: '',
    breaks: 'nobody changes the own role, so the shop keeps an owner',
    alsoIn: [...SIGNING_IN, 'test/attacks/meanwhile.d1.test.ts'],
  },
  {
    file: at('role-changing'),
    was: '      audit(db, { ...entry, before: { role: row.role }, after: { role } }, now),\n',
    is: '',
    breaks: 'whoever gives a role stands in the log with both',
    alsoIn: [...SIGNING_IN, 'test/attacks/meanwhile.d1.test.ts'],
  },
  {
    file: at('roles'),
    was: "    'orders.reveal',\n    'listings.read',\n    'listings.write',",
    is: "    'orders.reveal',\n    'orders.refund',\n    'listings.read',\n    'listings.write',",
    breaks: 'a manager gives no money back',
    alsoIn: ROLES,
  },
  {
    file: at('roles'),
    was: "    'orders.invoice',\n    'orders.note',\n    'orders.export',\n  ],",
    is: "    'orders.invoice',\n    'orders.reveal',\n    'orders.note',\n    'orders.export',\n  ],",
    breaks: 'finance does not look at whole addresses',
    alsoIn: ROLES,
  },
  {
    file: at('roles'),
    was: "  viewer: [\n    'desk',",
    is: "  viewer: [\n    'desk',\n    'orders.export',",
    breaks: 'who only looks takes no list of orders away',
    alsoIn: ROLES,
  },
]
