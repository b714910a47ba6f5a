import type { Mistake } from '../mistake.ts'

/** The shop on one machine: its database, its door, its backups; and what the strip of a page says. */
export const HOST: Mistake[] = [
  {
    file: 'src/node/proxy.ts',
    was: '  request.headers[SAID_BY_US] = visitor\n',
    is: '',
    breaks: 'what a visitor says of their own address counts for no limit on one machine',
  },
  {
    file: 'src/node/proxy.ts',
    was: "said('x-forwarded-for').split(',').at(-1)!",
    is: "said('x-forwarded-for').split(',').at(0)!",
    breaks: 'of the addresses of a request the one the proxy added counts',
  },
  {
    file: 'src/node/only-one.ts',
    was: 'BEGIN EXCLUSIVE; ',
    is: 'BEGIN; ',
    breaks: 'two shops never run on one folder',
  },
  {
    file: 'src/node/sqlite.ts',
    was: "if (db.isTransaction) bracket('ROLLBACK')",
    is: "if (db.isTransaction) bracket('COMMIT')",
    breaks: 'of a batch that fails nothing is done',
  },
  {
    file: 'src/node/sqlite.ts',
    was: 'if (known.parameters !== values.length)',
    is: 'if (known.parameters < values.length)',
    breaks: 'a statement with too few values is refused and not run with nothing in their place',
  },
  {
    file: 'src/node/sqlite.ts',
    was: 'PRAGMA foreign_keys = ON; ',
    is: '',
    breaks: 'what a row refers to is there',
    survives: 'node:sqlite switches foreign keys on by itself; said for whoever reads it',
  },
  {
    file: 'src/node/values.ts',
    was: 'if (value instanceof Uint8Array) told[name] = Array.from(value)',
    is: 'if (value instanceof Uint8Array) told[name] = value as never',
    breaks: 'bytes are answered as D1 answers them',
  },
  {
    file: 'src/node/bucket.ts',
    was: "part !== '' && !part.startsWith('.') && ",
    is: "part !== '' && ",
    breaks: 'no key of the bucket names a file beside it',
  },
  {
    file: 'src/node/cache.ts',
    was: 'if (page.until <= now()) {',
    is: 'if (page.until < 0) {',
    breaks: 'a kept page is gone once its time is over',
  },
  {
    file: 'src/node/cache.ts',
    was: "if (answer.headers.has('Set-Cookie')) return\n",
    is: '',
    breaks: 'a page that sets a cookie is kept for nobody else',
  },
  {
    file: 'src/node/disk.ts',
    was: ' || bavail < blocks * LEAST_FREE.part',
    is: '',
    breaks: 'a large disk with little left is told as well',
  },
  {
    file: 'src/node/desk-reading.ts',
    was: 'const path = getPath(request)',
    is: 'const path = new URL(request.url).pathname',
    breaks: 'the back office is read in its own thread however its address is spelt',
  },
  {
    file: 'src/node/backups/source.ts',
    was: 'if (measure.sha256 !== sha256) throw damaged(file)\n',
    is: '',
    breaks: 'a backup with a flipped byte is not laid out',
  },
  {
    file: 'src/node/backups/sealing.ts',
    was: "throw Object.assign(damaged(file, 'is cut off or not as it was sealed'), { cause: error })",
    is: '',
    breaks: 'a sealed file that was changed is not opened',
  },
  {
    file: 'src/node/backups/checking.ts',
    was: 'if (broken.length) {',
    is: 'if (broken.length > 1000) {',
    breaks: 'a drill fails where the books of the copy do not hold',
  },
  {
    file: 'src/jobs.ts',
    was: 'shop.settings.hostBackups ? leaveToBackups(shop) : copyDatabase(shop, budget)',
    is: 'copyDatabase(shop, budget)',
    breaks: 'a machine that backs itself up makes no copy among its pictures',
    alsoIn: ['test/copies/copies.d1.test.ts'],
  },
  {
    file: 'src/kernel/samples.ts',
    was: 'Boolean(sample)',
    is: 'sample === true',
    breaks: 'a list with a sample in it says that its figures are examples',
    alsoIn: ['test/catalog/sample-strip.d1.test.ts'],
  },
  {
    file: 'src/ui/header.tsx',
    was: '${meta.samples ? ',
    is: '${meta.current ? ',
    breaks: 'a page of goods that are for sale does not call its prices examples',
    alsoIn: ['test/catalog/sample-strip.d1.test.ts'],
  },
]
