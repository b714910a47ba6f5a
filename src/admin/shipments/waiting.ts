import type { WaitingLine } from '../../fulfilment/queries.ts'
import { findDivision } from '../../kernel/divisions.ts'

/** Lines still to send, one list a parcel to be. */
export function orderedParts(lines: WaitingLine[]): WaitingLine[][] {
  const parts = new Map<string, WaitingLine[]>()
  for (const line of lines) {
    const key = `${line.number}:${line.storage}`
    parts.set(key, [...(parts.get(key) ?? []), line])
  }
  return [...parts.values()]
}

export function regionName(code: string): string {
  const found = findDivision(code)
  return found ? [...new Set([found.province.name, found.city.name, found.district.name])].join('') : ''
}
