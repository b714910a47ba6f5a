import type { Mistake } from '../mistake.ts'

const at = (file: string) => `src/staff/${file}.ts`
const SIGNING_IN = ['test/admin/signing-in.d1.test.ts', 'test/attacks/staff.d1.test.ts']
const ROLES = ['test/admin/permissions.d1.test.ts', 'test/http/policies.d1.test.ts']

/** Who works here, how they come in, and what each may do. */
export const STAFF: Mistake[] = [
  {
    file: 'src/http/form.ts',
    was: 'c.var.staff ? spoiltIn(form) : []',
    is: '[]',
    breaks: 'a text with NUL is refused by every form of the desk',
    alsoIn: ['test/admin/spoilt-form.d1.test.ts'],
  },
  {
    file: 'src/admin/listings/routes.tsx',
    was: "[textOf(form, 'entry'), backOf(form)]",
    is: "[textOf(form, 'entry'), adminPaths.listings()]",
    breaks: 'undoing leads back to the filter it was pressed under',
    alsoIn: ['test/admin/after-post.d1.test.ts'],
  },
  {
    file: at('sign-in-limits'),
    was: 'forgive: () => [forgetHits(db, pair), ',
    is: 'forgive: () => [',
    breaks: 'a right try forgets the wrong ones before it',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('sign-in-limits'),
    was: 'pair: { limit: 5,',
    is: 'pair: { limit: 6,',
    breaks: 'five wrong tries close the way in from there',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('sign-in-limits'),
    was: '`${login} ${network}`',
    is: 'login',
    breaks: 'a stranger’s network locks no colleague out',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('sign-in-limits'),
    was: " && !(await spend('slowed', login))",
    is: '',
    breaks: 'a name is slowed, never locked',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('sign-in-limits'),
    was: "...back(['network', 'name', 'slowed'])]",
    is: ']',
    breaks: 'an office that signs in from one address spends no tries by it',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('resetting'),
    was: '      ...closeAllSessions(db, row.id),\n',
    is: '',
    breaks: 'a reset ends the sessions of who is reset',
  },
  {
    file: at('resetting'),
    was: '      dropRecoveryCodes(db, row.id),\n',
    is: '',
    breaks: 'a reset takes the recovery codes away',
  },
  {
    file: at('resetting'),
    was: '      endSetups(db, row.id, now),\n',
    is: '',
    breaks: 'the last link alone gives a way in',
  },
  {
    file: at('resetting'),
    was: 'row.id === by || ',
    is: '',
    breaks: 'nobody resets the own account without its password',
  },
  {
    file: at('own-account'),
    was: "return row && fits ? { row, tried } : 'current'",
    is: "return row ? { row, tried } : 'current'",
    breaks: 'the own password is asked before the way in is changed',
  },
  {
    file: at('own-account'),
    was: '      ...closeAllSessions(db, row.id),\n',
    is: '',
    breaks: 'a new password ends the other sessions',
  },
  {
    file: at('signing-in'),
    was: "      audit(db, { staffId: row.id, verb: 'staff.signed_in', object: `staff:${row.id}` }, now),\n",
    is: '',
    breaks: 'who came in stands in the log',
    alsoIn: SIGNING_IN,
  },
  {
    file: at('signing-in'),
    was: "    return (await matchingStep(secret, code, now, 0)) === null ? 'wrong' : 'used'\n",
    is: "    return 'wrong'\n",
    breaks: 'whoever has just set up an account is told to wait for the next code',
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
    was: "    'orders.reveal',\n    'claims.read',\n    'claims.write',",
    is: "    'orders.reveal',\n    'orders.refund',\n    'claims.read',\n    'claims.write',",
    breaks: 'a manager gives no money back',
    alsoIn: ROLES,
  },
  {
    file: at('roles'),
    was: "    'orders.note',\n    'orders.export',\n    'books.write',\n  ],",
    is: "    'orders.reveal',\n    'orders.note',\n    'orders.export',\n    'books.write',\n  ],",
    breaks: 'finance does not look at whole addresses',
    alsoIn: ROLES,
  },
  {
    file: at('roles'),
    was: "keeper: ['desk', 'gardens.read', 'gardens.keep', 'media.store']",
    is: "keeper: ['desk', 'gardens.read', 'gardens.keep', 'media.store', 'gardens.plan']",
    breaks: 'who keeps a garden sets no prices',
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
