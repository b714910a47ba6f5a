import { expect, test } from 'vitest'
import { adminPaths, mediaPath, type Policy, pathsFor, URLS } from '../src/urls.ts'

const [zh, en] = [pathsFor('zh'), pathsFor('en')]

test('a link fills in the parameters in the order of the pattern, then its query', () => {
  expect(zh.order('7GQ4')).toBe('/orders/7GQ4')
  expect(adminPaths.gardenPlot('A', 'A-12')).toBe('/admin/gardens/A/plots/A-12')
  expect(adminPaths.gardenHarvestCorrection('A', 'h1', { season: 2027 })).toBe(
    '/admin/gardens/A/harvests/h1/correction?season=2027',
  )
  expect(mediaPath('a.webp')).toBe('/media/a.webp')
})

test('a pattern without parameters and query is a plain string, in each language', () => {
  expect([zh.home, en.home, zh.cart, en.cart]).toEqual(['/', '/en', '/cart', '/en/cart'])
  expect(adminPaths.home).toBe('/admin')
})

test('a query leaves out what is empty and encodes what is not', () => {
  expect(zh.products()).toBe('/products')
  expect(en.products({ q: '', family: undefined })).toBe('/en/products')
  expect(zh.products({ q: '茶 & 米', page: 0 })).toBe('/products?q=%E8%8C%B6%20%26%20%E7%B1%B3&page=0')
  expect(zh.products({ q: '\ud800' })).toBe('/products?q=%EF%BF%BD')
})

test('a permission that is misspelt does not compile', () => {
  const right: Policy = 'staff:gardens.keep'
  // @ts-expect-error no such permission
  const wrong: Policy = 'staff:garden.keep'
  // @ts-expect-error none at all
  const none: Policy = 'staff:'
  expect([right, wrong, none]).toHaveLength(3)
})

test('a pattern stands in the table once, so that no policy hides another', () => {
  const patterns = URLS.map(({ path }) => path)
  expect(patterns.filter((path, at) => patterns.indexOf(path) < at)).toEqual([])
})
