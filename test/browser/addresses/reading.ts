import { parseAddress } from '../../../src/browser/address-parsing.ts'
import { readDivisions } from '../../../src/kernel/divisions/read.ts'
import { divisionsAsset, findDivision } from '../../../src/kernel/divisions.ts'
import type { HardLine } from './line.ts'

const divisions = readDivisions(JSON.parse(divisionsAsset()))
const FIELDS = ['name', 'phone', 'region', 'street'] as const

export type WrongField = { kind: string; told: string; marked: boolean }

/** The fields read otherwise than they should be, each with whether the shopper is shown that it is uncertain. */
export function wrongFields(lines: HardLine[]): { wrong: WrongField[]; share: number } {
  const wrong = lines.flatMap(([kind, text, ...expected]) => {
    const { name, phone, regionCode, street, unsure } = parseAddress(text, divisions)
    const read = [name, phone, regionCode && namesOf(regionCode), street]
    return FIELDS.flatMap((field, at) => {
      const got = read[at] ?? null
      return got === expected[at]
        ? []
        : [{ kind, told: `${field} ${got} ≠ ${expected[at]} in ${text}`, marked: unsure.includes(field) }]
    })
  })
  return { wrong, share: 1 - wrong.length / (lines.length * FIELDS.length) }
}

/** Names from the province down, each once; null where the code is no district's, since the form asks for one. */
function namesOf(code: string): string | null {
  const place = findDivision(code)
  return place && [...new Set([place.province.name, place.city.name, place.district.name])].join(' ')
}
