import type { Mistake } from '../mistake.ts'

const POLICIES = ['test/urls.test.ts', 'test/admin/permissions.d1.test.ts', 'test/http/policies.d1.test.ts']

/** What stands between a request and a verb: policies, guards, cookies, limits, copies of pages. */
export const DOORS: Mistake[] = [
  {
    file: 'src/urls/admin.ts',
    was: "producerScan: { path: '/admin/producers/:id/scans/:scan', get: 'staff:producers.write' }",
    is: "producerScan: { path: '/admin/producers/:id/scans/:scan', get: 'staff:producers.read' }",
    breaks: 'a scan of a licence is opened by those alone who keep producers',
    alsoIn: ['test/catalog/producers.d1.test.ts', 'test/admin/permissions.d1.test.ts'],
  },
  {
    file: 'src/urls/admin.ts',
    was: "post: 'staff:orders.reveal'",
    is: "post: 'staff:orders.read'",
    breaks: 'a whole address is shown to who may see it, not to everybody who reads orders',
    alsoIn: POLICIES,
  },
  {
    file: 'src/urls/admin.ts',
    was: "get: 'staff:orders.export'",
    is: "get: 'staff:orders.read'",
    breaks: 'the list of orders is taken away by who may, not by everybody who reads orders',
    alsoIn: POLICIES,
  },
  {
    file: 'src/urls/admin.ts',
    was: "path: '/admin/orders/:number/goodwill/:id/confirmation',\n    post: 'staff:orders.refund'",
    is: "path: '/admin/orders/:number/goodwill/:id/confirmation',\n    post: 'staff:orders.note'",
    breaks: 'goodwill is confirmed by who may give money back',
    alsoIn: POLICIES,
  },
  {
    file: 'src/urls/admin.ts',
    was: "contact', post: 'staff:quotations.write'",
    is: "contact', post: 'staff:quotations.read'",
    breaks: 'the contact of a unit is shown to who answers it',
    alsoIn: POLICIES,
  },
  {
    file: 'src/urls/admin.ts',
    was: "    get: 'staff:settings.refunds',\n    post: 'staff:settings.refunds'",
    is: "    get: 'staff:settings.refunds',\n    post: 'staff:settings.write'",
    breaks: 'the limit of goodwill is set by owners',
    alsoIn: POLICIES,
  },
  {
    file: 'src/http/policies.ts',
    was: '  if (policies.some((policy) => !policy)) return answerNotFound(c)\n',
    is: '',
    breaks: 'a route that declares no policy is never reached',
  },
  {
    file: 'src/http/policies.ts',
    was: '  if (forTrying && c.var.visit.settings.production) return answerNotFound(c)\n',
    is: '',
    breaks: 'neither the sandbox nor the page of components exists in production',
    alsoIn: ['test/payments/settling.d1.test.ts', 'test/http/policies.d1.test.ts'],
  },
  {
    file: 'src/http/keyring.ts',
    was: 'httpOnly: true',
    is: 'httpOnly: false',
    breaks: 'no script reads the rights that a browser holds',
    alsoIn: ['test/attacks/privacy.d1.test.ts', 'test/orders/shopping.d1.test.ts'],
  },
  {
    file: 'src/http/page-cache.ts',
    was: "copy?.headers.get('ETag') === current",
    is: 'copy',
    breaks: 'a copy of a page is shown while what it shows still holds',
  },
  {
    file: 'src/admin/staff/kept-form.ts',
    was: '.filter(([name]) => !/password/i.test(name))',
    is: '',
    breaks: 'a form that is kept over the sign-in carries no password',
  },
  {
    file: 'src/admin/meanwhile.tsx',
    was: '  apart: edit !== over && changedApart(typed, was, now),',
    is: '  apart: edit !== over,',
    breaks: 'what two people both changed is asked about',
  },
]
