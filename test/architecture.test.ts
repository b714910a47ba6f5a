import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { URLS } from '../src/urls.ts'

const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.endsWith('.generated.ts'))
const text = (file: string): string => readFileSync(file, 'utf8')

/** What a file needs when it runs; types cost nothing and may come from anywhere below the door of the house. */
const needs = (file: string): string[] =>
  [...text(file).matchAll(/^(?:import|export) (?!type )[^'";]*?from '(\.[^']+)'/gms)].map(([, path]) =>
    normalize(join(dirname(file), path!)),
  )
const folderOf = (file: string): string => (file.split('/').length > 2 ? file.split('/')[1]! : '')

/** Each folder may need those named here; between features the graph has no circle. */
const GROUND = ['kernel', 'db', 'jobs', 'i18n', 'art', 'ui', 'http']
const MAY_NEED: Record<string, string[]> = {
  kernel: [],
  jobs: ['kernel', 'db'],
  i18n: ['kernel'],
  urls: [],
  art: [],
  ui: ['kernel', 'i18n', 'art'],
  http: ['kernel', 'db', 'i18n', 'ui'],
  staff: GROUND,
  outbox: ['kernel', 'db', 'staff'],
  alarms: ['kernel', 'db', 'jobs', 'outbox'],
  // Verbs of all features owe notices; what they say is read of the tables as they stand.
  notices: ['kernel', 'db', 'i18n', 'ui', 'http', 'staff', 'outbox'],
  // Who somebody is over there; asked by what signs in, pays and tells.
  wechat: ['kernel', 'http'],
  settings: ['kernel', 'db', 'staff'],
  catalog: [...GROUND, 'staff', 'settings'],
  promotions: [...GROUND, 'staff'],
  adoption: [...GROUND, 'staff', 'settings', 'notices', 'catalog'],
  cart: [...GROUND, 'staff', 'catalog', 'promotions', 'adoption'],
  customers: [...GROUND, 'notices'],
  orders: [
    ...GROUND,
    'staff',
    'settings',
    'notices',
    'customers',
    'catalog',
    'promotions',
    'cart',
    'adoption',
  ],
  institutions: [...GROUND, 'staff', 'settings', 'catalog', 'cart', 'orders'],
  impact: [...GROUND, 'staff', 'catalog', 'cart', 'orders'],
  payments: [
    ...GROUND,
    'staff',
    'settings',
    'outbox',
    'alarms',
    'notices',
    'catalog',
    'promotions',
    'cart',
    'adoption',
    'orders',
    'fulfilment',
    'impact',
    'wechat',
  ],
  fulfilment: [...GROUND, 'staff', 'settings', 'notices', 'adoption', 'orders', 'impact'],
  // What comes after the sale: it asks the refunds and the stock, and is asked by nobody but pages.
  claims: [
    ...GROUND,
    'staff',
    'settings',
    'outbox',
    'notices',
    'catalog',
    'adoption',
    'orders',
    'fulfilment',
    'payments',
    'media',
    'my',
  ],
  // Made by hand of what an order keeps; read by pages alone.
  invoices: [...GROUND, 'staff', 'notices', 'catalog', 'orders', 'payments'],
  media: [...GROUND, 'staff'],
  books: ['kernel', 'db', 'staff'],
  invariants: ['kernel', 'db'],
  copies: ['kernel', 'db', 'jobs', 'catalog', 'orders', 'invariants'],
  admin: [
    ...GROUND,
    'staff',
    'outbox',
    'settings',
    'catalog',
    'promotions',
    'cart',
    'adoption',
    'orders',
    'impact',
    'institutions',
    'payments',
    'fulfilment',
    'claims',
    'invoices',
    'notices',
    'media',
    'invariants',
    'desk',
    'books',
  ],
  my: [
    ...GROUND,
    'staff',
    'notices',
    'customers',
    'catalog',
    'promotions',
    'cart',
    'adoption',
    'orders',
    'payments',
    'wechat',
  ],
  // What one page of the back office reads of several features.
  desk: [
    ...GROUND,
    'staff',
    'outbox',
    'settings',
    'catalog',
    'adoption',
    'orders',
    'impact',
    'payments',
    'fulfilment',
  ],
  // Cards to pass on are drawn of what several features read.
  sharing: [...GROUND, 'staff', 'settings', 'catalog', 'adoption', 'orders', 'my', 'media'],
  pages: [...GROUND, 'settings', 'catalog', 'impact'],
  api: [...GROUND, 'staff', 'catalog', 'promotions', 'cart', 'adoption', 'orders', 'impact', 'payments'],
  // The sample world is written through the verb an import will use.
  db: ['kernel', 'catalog', 'staff', 'adoption'],
  // Pure words of listings, checked while they are typed and again by the server.
  browser: ['kernel', 'catalog', 'urls'],
  // The rules of a shop on one machine are asked where they stand.
  doctor: ['kernel', 'payments', 'node'],
  // The same shop on one machine: what Cloudflare hands to a Worker, made of Node.
  node: ['kernel', 'db', 'jobs', 'settings', 'copies', 'invariants'],
  dev: [
    'kernel',
    'db',
    'catalog',
    'staff',
    'adoption',
    'orders',
    'payments',
    'fulfilment',
    'copies',
    'doctor',
  ],
}

test('folders need only what stands below them', () => {
  const crooked = files.flatMap((file) =>
    needs(file)
      .filter((path) => folderOf(path) && folderOf(path) !== folderOf(file))
      .filter((path) => folderOf(file) && !MAY_NEED[folderOf(file)]?.includes(folderOf(path)))
      // The page of a plot asks my/ for the right to renew it.
      .filter((path) => file !== 'src/adoption/showing.tsx' || path !== 'src/my/access.ts')
      .map((path) => `${file} → ${path}`),
  )
  expect(crooked).toEqual([])
})

test('every folder of src is known to the graph', () => {
  expect([...new Set(files.map(folderOf))].filter((folder) => folder && !MAY_NEED[folder])).toEqual([])
})

test('the back office holds no SQL: it calls the verbs and queries of the features', () => {
  const own = files.filter((file) => file.startsWith('src/admin/'))
  const sql = /^import (?!type )[^'";]*?from '(?:drizzle-orm|(?:\.\.\/)+db\/)|\bdb\s*\.(?:all|run|batch)\b/m
  expect(own.filter((file) => sql.test(text(file)))).toEqual([])
})

test('a page gives itself and nothing else: shared words and parts have files of their own', () => {
  const guilty = files.flatMap((file) =>
    [...text(file).matchAll(/^import (?!type )\{([^}]*)\} from '(\.[^']*-pages?\.tsx)'/gm)].flatMap(
      ([, names, path]) => {
        // A page's routes take its form from it: the names of its fields, the sentences of its refusals.
        const own = /routes\.tsx?$/.test(file) && path!.startsWith('./')
        return names!
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name && !own && !/^type |page$/i.test(name))
          .map((name) => `${file}: ${name}`)
      },
    ),
  )
  expect(guilty).toEqual([])
})

test('only routes and the shared web parts know Hono', () => {
  const doors = /\/routes\.tsx?$|^src\/(http|ui|api|admin|node)\/|^src\/app\.tsx$/
  // Cookies and tokens of one visit, read beside the routes that need them.
  const known = [
    'src/cart/store.ts',
    'src/customers/asking-state.ts',
    'src/customers/current.ts',
    'src/my/favourites/cookie.ts',
    'src/orders/access.ts',
    'src/orders/fields.tsx',
    'src/wechat/identity.ts',
  ]
  const guilty = files.filter(
    (file) =>
      !doors.test(file) && !known.includes(file) && /^import (?!type )[^;]*?from 'hono/m.test(text(file)),
  )
  expect(guilty).toEqual([])
})

test('a route names its URL in the table and writes none itself', () => {
  const guilty = files.flatMap((file) => {
    const routers = [...text(file).matchAll(/const (\w+) = new Hono/g)].map(([, name]) => name)
    if (!routers.length) return []
    const calls = `(?:${routers.join('|')})\\.(?:get|post|put|patch|delete|all|on|use|basePath)`
    return [...text(file).matchAll(new RegExp(`${calls}\\(\\s*['"\`](?!\\$\\{\\w*[uU]rls\\.)`, 'g'))].map(
      ([call]) => `${file}: ${call}`,
    )
  })
  expect(guilty).toEqual([])
})

test('a URL is written once: in the table', () => {
  const patterns = URLS.map(({ path }) => path)
    .filter((path) => path !== '/')
    .map((path) => path.replaceAll('.', '\\.').replace(/:\w+/g, '(?::\\w+|\\$\\{[^}]*\\})'))
  const written = new RegExp(`['"\`}](?:${patterns.join('|')})['"\`?#]`, 'g')
  const guilty = files
    .filter((file) => !file.startsWith('src/urls/'))
    .flatMap((file) => [...text(file).matchAll(written)].map(([path]) => `${file}: ${path}`))
  expect(guilty).toEqual([])
})

test('a submitted form is read in one place', () => {
  expect(files.filter((file) => /parseBody\(|\.formData\(/.test(text(file)))).toEqual(['src/http/form.ts'])
})

/** Texts and data, which no line is broken for. */
const DATA = /^src\/(?:i18n|db\/sample)\/|\.generated\.ts$|worker-configuration\.d\.ts$/

test('no line of code is longer than 160 characters', () => {
  const long = globSync('src/**/*.{ts,tsx,mjs,css}')
    .filter((file) => !DATA.test(file))
    .flatMap((file) =>
      text(file)
        .split('\n')
        .flatMap((line, at) => (line.length > 160 ? [`${file}:${at + 1}`] : [])),
    )
  expect(long).toEqual([])
})

test('only money.ts turns money into text by floats', () => {
  const guilty = files.filter(
    (file) => file !== 'src/kernel/money.ts' && /\.toFixed\(|parseFloat\(/.test(text(file)),
  )
  expect(guilty).toEqual([])
})

test('nobody calls db.transaction, which D1 does not have', () => {
  // A browser's own store has them.
  const served = files.filter((file) => !file.startsWith('src/browser/'))
  expect(served.filter((file) => /\.transaction\(/.test(text(file)))).toEqual([])
})

test('nothing is written with REPLACE, which passes by every trigger that keeps a row', () => {
  const replaced = /\bOR\s+REPLACE\b|\bREPLACE\s+INTO\b|\bON\s+CONFLICT\s+REPLACE\b/i
  const sql = globSync('migrations/*.sql')
  const bare = (file: string) => text(file).replace(/--.*$/gm, '')
  expect(files.filter((file) => replaced.test(text(file)))).toEqual([])
  expect(sql.filter((file) => replaced.test(bare(file)))).toEqual([])
})

/** Written by hand, with the rows put back under the same name, and tried with rows and children in test/db. */
const REHEARSED = ['migrations/0051_products_with_rowid.sql']

test('no migration rebuilds or drops a table unrehearsed, which could delete its children', () => {
  const guilty = globSync('migrations/*.sql').filter(
    (file) => !REHEARSED.includes(file) && /__new_|DROP TABLE/i.test(text(file)),
  )
  expect(guilty).toEqual([])
})

/** What stands here is deployed, or will be, and is never edited again (docs/decisions/0039): a change is a new file. */
const MIGRATIONS: Record<string, string> = {
  '0001_staff.sql': '9a335b93be78',
  '0002_settings.sql': '4d7a3adf81b6',
  '0003_catalog.sql': '16412eb7ca14',
  '0004_stock.sql': 'cee6f0804945',
  '0005_media.sql': 'c5844243a6fc',
  '0006_adoption.sql': '431a6c29956e',
  '0007_season.sql': '1e3a1a3d0a06',
  '0008_promotions.sql': 'efdfa560025b',
  '0009_orders.sql': 'e07f41290e73',
  '0010_payments.sql': 'd665a8edb2f1',
  '0011_fulfilment.sql': 'df6316e5f284',
  '0012_unpaid_limits.sql': '0b5ccf129041',
  '0013_institutions.sql': '225bac1be884',
  '0014_impact.sql': '59d63bc77b25',
  '0015_outbox_and_jobs.sql': 'da0be6838e3d',
  '0016_shop_settings.sql': '42644228b6bf',
  '0017_refunds_asked_again.sql': 'a0ea8183ba7f',
  '0019_makeup_workdays.sql': 'ce9b9233d7b1',
  '0023_refund_transfers.sql': 'c84f11977484',
  '0024_payment_anomalies.sql': '7b66b6c4dfff',
  '0025_packing_begun.sql': 'ab8f15acdaa7',
  '0018_last_lines.sql': '9593d66e0621',
  '0020_search.sql': '617fdb2e0e47',
  '0022_people.sql': '297ac00f0a1b',
  '0021_order_desk.sql': '58c3d50e98ce',
  '0028_board_waiting.sql': 'de712ae17b0e',
  '0029_gift_address.sql': '3a3634b02991',
  '0030_families.sql': 'f592a463121e',
  '0031_producer_scans.sql': '41f0a627dfef',
  '0033_bank_transfer.sql': '3799e1cc5c68',
  '0034_reconciliation.sql': '2c718c6dc4c7',
  '0035_staff_alarms.sql': '38356e00f3d2',
  '0036_tracking_numbers.sql': '8d178e4c666f',
  '0037_taking_back.sql': '83ca7dd4dfae',
  '0038_words.sql': '3f8f0bfa278c',
  '0039_guides.sql': 'dfbae073bb94',
  '0040_claims.sql': 'e6ef0980d769',
  '0041_garden_covers.sql': '85ff6b587f8b',
  '0042_notices.sql': 'f3869b980a4c',
  '0043_accounts.sql': '36d2fd9ff4c8',
  '0044_invoices.sql': '205e81504ab3',
  '0045_e_mail.sql': 'f0ef5ae5f692',
  '0046_wechat.sql': '63dfc4c30ea0',
  '0047_buyers_and_favourites.sql': 'd47e1e3fd888',
  '0048_more_notices.sql': '8f99acf2397b',
  '0049_invoice_files.sql': '7ad11f16c02d',
  '0050_lost_phones.sql': 'be6a4b2b48b4',
  '0051_products_with_rowid.sql': 'f0cb5c94ba05',
}

test('a migration is never edited, only added', () => {
  const hash = (file: string) => createHash('sha256').update(text(file)).digest('hex').slice(0, 12)
  const found = globSync('migrations/*').map((file) => [basename(file), hash(file)])
  expect(Object.fromEntries(found)).toEqual(MIGRATIONS)
})

test('foreign keys never cascade, and every table is STRICT', () => {
  const migrations = globSync('migrations/*.sql').map(text).join('\n')
  expect(migrations).not.toMatch(/ON DELETE CASCADE/i)
  const tables = migrations.match(/CREATE TABLE[\s\S]*?\n\)[^;]*;/g) ?? []
  expect(tables.length).toBeGreaterThan(10)
  expect(tables.filter((table) => !/STRICT/.test(table.slice(table.lastIndexOf(')'))))).toEqual([])
})

/** Figures of a machine and its load: told by npm run bench as medians, asserted nowhere (docs/decisions/0031). */
const TIMED = /performance\.now\(|hrtime|cpuUsage\(|Date\.now\(\)\s*-|-\s*Date\.now\(\)/
const PAINTED = /'performance'|largest-contentful-paint|speed-index|total-blocking-time/
/** What a busy machine breaks: a fixed wait, a limit of one test's own. And what hides that it broke: another try. */
const HURRIED = /waitForTimeout\(|\btimeout: \d|test\.(?:setTimeout|slow)\(|\bretr(?:y|ies):/

test('no test asserts a time, waits a fixed while, has a limit of its own or is tried again', () => {
  const tests = globSync('test/**/*.{ts,mjs}').filter(
    (file) => !/^test\/(bench|mutation)\//.test(file) && file !== 'test/architecture.test.ts',
  )
  const guilty = tests.flatMap((file) =>
    [TIMED, PAINTED, HURRIED].filter((rule) => rule.test(text(file))).map((rule) => `${file}: ${rule}`),
  )
  expect(guilty).toEqual([])
})
