import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Files that write in a batch and are driven by no verb of test/attacks/verbs, and why. */
const OTHERWISE: Record<string, string> = {
  'claims/moving.ts': 'driven through what staff answer and buyers reply',
  'copies/restoring.ts': 'lays a copy out in a database that nobody uses yet',
  'fulfilment/sweeping.ts': 'a job: its rows are chosen by the statements that write them',
  'jobs/running.ts': 'the clockwork of the jobs',
  'notices/hearing.ts': 'a carrier’s word: its rows are chosen by the statements that write them',
  'payments/closing.ts': 'driven through cancelOrder',
  'payments/refunds/giving-back.ts': 'driven through every verb that gives money back',
}

test('every file that writes in a batch is driven through a verb, or says why not', () => {
  const driven = globSync('test/attacks/verbs/*.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join()
  const writing = globSync('src/**/*.{ts,tsx}')
    .filter((file) => !/^src\/(db|dev)\//.test(file))
    .filter((file) =>
      /\.batch\([\s\S]*\b(audit|insert|insertRows|update|step|insist)\(|\.batch\([\s\S]*\b(INSERT|UPDATE|DELETE)\b/.test(
        readFileSync(file, 'utf8'),
      ),
    )
  const missing = writing
    .filter((file) => !driven.includes(`/${file}'`))
    .map((file) => file.slice('src/'.length))
  expect(missing.sort()).toEqual(Object.keys(OTHERWISE))
})
