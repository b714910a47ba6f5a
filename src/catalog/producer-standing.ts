import { giMark, type Permit, permitState } from './producer.ts'
import type { Product, StoredProducer } from './schema.ts'

/** What is checked of a producer, in the order in which its page lists it. */
export const CHECKS = [
  'name',
  'address',
  'place',
  'business',
  'production',
  'labels',
  'mark',
  'photo',
] as const
export type Check = (typeof CHECKS)[number]

type Who = Pick<StoredProducer, 'nameZh' | 'addressZh' | 'sample' | 'giAuthorised' | 'giCertificate'> & {
  permits: Permit[]
}
type Sold = Pick<Product, 'family' | 'originCode' | 'factsMissing' | 'picture'>

/**
 * What is known of a producer and what is still missing on a day (a civil date). What does not apply is not asked for:
 * a township of a box, a licence to produce of fresh chives, the mark of origin of anything but tea.
 */
export function standingOf(who: Who, sold: Sold[], today: string): { check: Check; done: boolean }[] {
  const holds = (kind: Permit['kind']) =>
    who.permits.some(
      (permit) => permit.kind === kind && permit.number && permitState(permit.validUntil, today) !== 'ended',
    )
  const makes = (...families: string[]) => sold.some(({ family }) => families.includes(family))
  const only = (family: string) => sold.length > 0 && sold.every((product) => product.family === family)
  const done: Record<Check, boolean | null> = {
    name: !who.sample && who.nameZh !== '',
    address: who.addressZh !== '',
    place: sold.length && !only('gift') ? sold.every(({ originCode }) => originCode !== 'puding') : null,
    business: holds('business'),
    production: only('chive') || only('gift') ? null : holds('production'),
    labels: sold.length ? sold.every(({ factsMissing }) => factsMissing === 0) : null,
    mark: makes('tea') ? giMark(who) !== null : null,
    photo: sold.some(({ picture }) => picture.startsWith('/')),
  }
  return CHECKS.flatMap((check) => {
    const state = done[check]
    return state === null ? [] : { check, done: state }
  })
}

/** A name without the state that sample names carry in brackets: the page says it in its own way. */
export const plainName = (name: string): string =>
  name.replace(/（[^（）]*待定）$| \([^()]*to be named\)$/, '')
