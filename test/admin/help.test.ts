import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HELP } from '../../src/admin/help/pages.ts'
import { AREAS } from '../../src/admin/menu.ts'

const source = join(import.meta.dirname, '../../src')

/** What the back office, and what it shows of elsewhere, can put on a screen. */
const shown = ['admin', 'kernel', 'catalog', 'db/sample', 'impact']
  .flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !`${folder}/${name}`.startsWith('admin/help/'))
      .map((name) => readFileSync(join(source, folder, name), 'utf8')),
  )
  .join('\n')

test('every area of the menu has a page of help with five to eight questions, and no page is left over', () => {
  expect(AREAS.map(({ help }) => help).sort()).toEqual(Object.keys(HELP).sort())
  for (const [area, answers] of Object.entries(HELP))
    expect([
      area,
      answers.length >= 5 && answers.length <= 8,
      answers.every((own) => own.length > 1),
    ]).toEqual([area, true, true])
})

test('a word that help says stands on the screen stands there', () => {
  const named = Object.values(HELP)
    .flat(2)
    .flatMap((text) => [...text.matchAll(/「(.+?)」/g)].map((match) => match[1]!))
  expect(named.length).toBeGreaterThan(100)
  expect([...new Set(named)].filter((word) => !shown.includes(word))).toEqual([])
})

test('no two areas share a shortcut, and none waits for the letter that begins it', () => {
  const keys = AREAS.flatMap(({ key }) => key ?? [])
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.every((key) => /^[a-fh-z]$/.test(key))).toBe(true)
})
