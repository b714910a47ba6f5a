import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const FOLDER = 'src/ui/styles'
/** Drawn sheets: their words are fitted into a picture, in the picture's own units. */
const DRAWN = ['verified.css', 'certificate-sheet.css', 'certificate-paper.css', 'plan.css']
const DRAWN_RULES = /\.plan (text|\.more) \{[^}]*\}/g

const sizesOf = (css: string): string[] =>
  [...css.matchAll(/\bfont(?:-size)?:\s*([^;]+);/g)]
    .map(([, value]) => value!.trim())
    .filter((value) => !['inherit', '0'].includes(value))

test('text stands in eight sizes, named by tokens', () => {
  const sheets = readdirSync(FOLDER).filter((name) => name.endsWith('.css') && !DRAWN.includes(name))
  const wrong = sheets.flatMap((name) =>
    sizesOf(readFileSync(`${FOLDER}/${name}`, 'utf8').replace(DRAWN_RULES, ''))
      .filter((value) => !/var\(--text-\w+\)/.test(value))
      .map((value) => `${name}: ${value}`),
  )
  expect(wrong).toEqual([])
  const tokens = readFileSync(`${FOLDER}/tokens.css`, 'utf8')
  expect(new Set([...tokens.matchAll(/(--text-\w+):/g)].map(([, name]) => name)).size).toBe(8)
})
