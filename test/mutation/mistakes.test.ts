import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MISTAKES } from './mistakes.ts'

test('every mistake of the list can still be made, in one place', () => {
  const gone = MISTAKES.filter(
    ({ file, was, is }) => readFileSync(file, 'utf8').split(was).length !== 2 || was === is,
  )
  expect(gone.map(({ file, was }) => `${file}: ${was}`)).toEqual([])
})
