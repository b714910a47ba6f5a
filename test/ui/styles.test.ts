import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const FOLDER = 'src/ui/styles'
const SHEETS = readdirSync(FOLDER).map((name) => ({ name, css: readFileSync(`${FOLDER}/${name}`, 'utf8') }))
const MOST_LINES = 300

test('a style sheet is of one component, and short', () => {
  const long = SHEETS.filter(({ css }) => css.split('\n').length > MOST_LINES)
  expect(long.map(({ name }) => name)).toEqual([])
})

test('a token is defined wherever it is used, and has no second value there', () => {
  const defined = new Set(
    SHEETS.flatMap(({ css }) => [...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name)),
  )
  const wrong = SHEETS.flatMap(({ name, css }) =>
    [...css.matchAll(/var\(\s*(--[\w-]+)\s*([,)])/g)]
      .filter(([, token, end]) => end === ',' || !defined.has(token))
      .map(([use]) => `${name}: ${use}`),
  )
  expect(wrong).toEqual([])
})

test('a margin, a padding and a gap are steps of the one scale', () => {
  const own = SHEETS.flatMap(({ name, css }) =>
    [
      ...css.matchAll(
        /(?<=[\s{])(?:margin|padding|gap|row-gap|column-gap)[a-z-]*:[^;]*?\d(?:px|rem|em)\b[^;]*;/g,
      ),
    ].map(([rule]) => `${name}: ${rule}`),
  )
  expect(own).toEqual([])
})

/** The classes a sheet says by themselves what they are, outside any condition. */
const classesOf = (css: string): string[] =>
  [...css.replace(/\/\*.*?\*\//gs, '').matchAll(/(?<!,\n)^(\.[\w-]+) \{/gm)].map(([, name]) => name!)

test('a class is defined in one place', () => {
  const all = SHEETS.flatMap(({ name, css }) => classesOf(css).map((own) => ({ own, name })))
  const twice = all.filter(({ own }, at) => all.findIndex((one) => one.own === own) !== at)
  expect(twice.map(({ own, name }) => `${own} again in ${name}`)).toEqual([])
})

test('every sheet is part of what a page loads', () => {
  const imported = new Set(
    SHEETS.flatMap(({ css }) => [...css.matchAll(/@import "\.\/([\w-]+\.css)"/g)].map(([, name]) => name)),
  )
  const entries = [
    'shop.css',
    'admin.css',
    'claims.css',
    'garden.css',
    'certificate.css',
    'reading.css',
    'sharing.css',
    'api.css',
  ]
  expect(
    SHEETS.filter(({ name }) => !imported.has(name) && !entries.includes(name)).map(({ name }) => name),
  ).toEqual([])
})
