import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { VERBS } from '../../src/admin/staff/verbs.ts'

const source = join(import.meta.dirname, '../../src')

/** Verbs of audit entries as they stand in the source, an end put together at run time left open. */
function verbsWritten(): string[] {
  const found = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => readFileSync(join(source, name), 'utf8').split('\n'))
    .filter((line) => /\bverb: /.test(line))
    .flatMap((line) => [...line.slice(line.indexOf('verb: ')).matchAll(/['`]([a-z_]+\.[a-z_]*)/g)])
  return [...new Set(found.map(([, verb]) => verb!))]
}

test('every act that is recorded has a name a clerk can read', () => {
  const written = verbsWritten()
  expect(written.length).toBeGreaterThan(40)
  expect(written.filter((verb) => !Object.keys(VERBS).some((known) => known.startsWith(verb)))).toEqual([])
})
