import { expect, it } from 'vitest'
import { destinationOf, PROVINCES, provinceOf } from '../../src/kernel/provinces.ts'

it('knows the 34 provinces by their short names, Guangdong first', () => {
  expect(PROVINCES).toHaveLength(34)
  expect(PROVINCES[0]).toEqual({ code: '440000', name: '广东', nameEn: 'Guangdong' })
  expect(PROVINCES.every(({ name, nameEn }) => /^[一-龥]{2,3}$/.test(name) && /^[A-Z]/.test(nameEn))).toBe(
    true,
  )
  expect(provinceOf('150000')).toMatchObject({ name: '内蒙古', nameEn: 'Inner Mongolia' })
})

it('finds the province of a district and refuses what is no code', () => {
  expect(provinceOf('440114')?.name).toBe('广东')
  for (const code of ['990000', '44', '4401141', '<b>', '', undefined]) expect(provinceOf(code)).toBeNull()
})

it('ships to Guangdong until told otherwise', () => {
  expect(destinationOf('rubbish').code).toBe('440000')
})
