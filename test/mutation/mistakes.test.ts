import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MISTAKES } from './mistakes.ts'

test('every mistake of the list can still be made, each of its edits in one place', () => {
  const gone = MISTAKES.flatMap(({ also = [], ...own }) => [own, ...also]).filter(
    ({ file, was, is }) => readFileSync(file, 'utf8').split(was).length !== 2 || was === is,
  )
  expect(gone.map(({ file, was }) => `${file}: ${was}`)).toEqual([])
})

test('the tests a mistake names are there', () => {
  expect(MISTAKES.flatMap(({ alsoIn = [] }) => alsoIn).filter((file) => !existsSync(file))).toEqual([])
})
