import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { rulesOf } from '../../src/node/asset-headers.ts'
import { type Place, placeAt } from '../../src/node/place.ts'
import { LostSecrets, readSettings } from '../../src/node/settings.ts'
import { newFolder } from '../support/node/folders.ts'

let place: Place
beforeEach(() => {
  place = placeAt(newFolder())
})

test('secrets are made once, for the owner of the folder alone, and stay the same', () => {
  const first = readSettings(place, {}, 8787)
  expect(new Set([first.SESSION_SECRET, first.PHONE_PEPPER, first.PHONE_KEY]).size).toBe(3)
  expect(first.PHONE_KEY!.length).toBeGreaterThan(40)
  expect(statSync(place.secrets).mode & 0o777).toBe(0o600)
  expect(readSettings(place, {}, 8787)).toEqual(first)
})

test('a shop that does not say otherwise is in production', () => {
  expect(readSettings(place, {}, 8080)).toMatchObject({
    APP_ENV: 'production',
    PUBLIC_URL: 'http://127.0.0.1:8080',
  })
})

test('the environment comes before shop.env, and shop.env before what was made', () => {
  writeFileSync(
    place.settings,
    'PUBLIC_URL=https://shop.example\nPHONE_KEY=own-phone-key-0000001\nSHOP_ICP=1\n',
  )
  const settings = readSettings(place, { SHOP_ICP: '2' }, 8787)
  expect(settings).toMatchObject({
    PUBLIC_URL: 'https://shop.example',
    PHONE_KEY: 'own-phone-key-0000001',
    SHOP_ICP: '2',
  })
  expect(readFileSync(place.secrets, 'utf8')).not.toContain('PHONE_KEY')
})

test('an empty secret of shop.env or of the environment is none: the one that was made counts, and stays', () => {
  const first = readSettings(place, {}, 8787)
  writeFileSync(place.settings, 'PHONE_KEY=\nSHOP_ICP=\n')
  expect(readSettings(place, { SESSION_SECRET: '' }, 8787)).toEqual({ ...first, SHOP_ICP: '' })
  writeFileSync(place.database, '')
  expect(readSettings(place, { PHONE_PEPPER: '' }, 8787)).toMatchObject({ PHONE_KEY: first.PHONE_KEY })
})

test('what stands in secrets.env is left as it is spelt when what is missing is added', () => {
  const own = '# kept by hand\nPHONE_KEY="a#b c"'
  writeFileSync(place.secrets, own)
  const first = readSettings(place, {}, 8787)
  expect(first.PHONE_KEY).toBe('a#b c')
  expect(readFileSync(place.secrets, 'utf8').startsWith(`${own}\n`)).toBe(true)
  expect(readSettings(place, {}, 8787)).toEqual(first)
})

test('a file that was written on Windows says the same', () => {
  writeFileSync(place.settings, '\uFEFFPUBLIC_URL=https://shop.example\r\nSHOP_ICP="1" # ours\r\nBANK_NAME=b')
  const { PUBLIC_URL, SHOP_ICP, BANK_NAME } = readSettings(place, {}, 8787)
  expect([PUBLIC_URL, SHOP_ICP, BANK_NAME]).toEqual(['https://shop.example', '1', 'b'])
})

test('secrets that are gone while their rows are there are never made anew', () => {
  writeFileSync(place.database, '')
  expect(() => readSettings(place, {}, 8787)).toThrow(LostSecrets)
  expect(() => readSettings(place, {}, 8787)).toThrow('SESSION_SECRET, PHONE_PEPPER, PHONE_KEY stand nowhere')
})

test('the headers of a file are those of every rule that names it, the later one first', () => {
  const headers = rulesOf(
    '# said\n/build/*\n  Cache-Control: public\n  X-A: 1\n\n/build/a.js\n  X-A: 2\n/other\n  X-B: 3\n',
  )
  expect(headers('/build/a.js')).toEqual({ 'Cache-Control': 'public', 'X-A': '2' })
  expect(headers('/build/b.js')).toEqual({ 'Cache-Control': 'public', 'X-A': '1' })
  expect(headers('/buildings')).toEqual({})
})
