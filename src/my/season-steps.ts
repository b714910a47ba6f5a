import type { Texts } from '../i18n/texts.ts'
import { monthOf } from '../kernel/time.ts'
import type { SeasonStep } from '../ui/season-progress.tsx'
import type { MyGarden } from './queries.ts'

/** First and last day of each step of a season, as MM-DD; winter care begins in the December before. */
const SPANS = {
  winter: ['12-01', '02-28'],
  spring: ['03-01', '04-30'],
  making: ['04-01', '06-30'],
  summer: ['07-01', '08-31'],
} as const

/** 冬管 → 春采 → 制茶 → 夏管 → 寄出, by the date; sent is by the parcels themselves. Pure; `today` is a civil date. */
export function seasonSteps(
  { adoption, dispatches, offer }: Pick<MyGarden, 'adoption' | 'dispatches' | 'offer'>,
  { mine: t, gardens }: Texts,
  today: string,
): SeasonStep[] {
  const { season } = adoption
  const step = (name: keyof typeof SPANS): SeasonStep => {
    const [from, until] = SPANS[name]
    const first = `${name === 'winter' ? season - 1 : season}-${from}`
    const state = today > `${season}-${until}` ? 'done' : today >= first ? 'now' : 'next'
    const [label = '', when = ''] = t.steps[name]
    return { name: label, when, state }
  }
  const waiting = dispatches.filter((one) => one.shippedAt === null && one.calledOffAt === null)
  const gone = dispatches.filter((one) => one.shippedAt !== null)
  const months = new Set(offer.content.dispatches.map(({ until }) => monthOf(until)))
  const over = adoption.concludedAt !== null || (gone.length > 0 && !waiting.length)
  const name = t.sentStep
  const when = gardens.monthList([...months])
  const sent: SeasonStep = { name, when, state: over ? 'done' : waiting.length ? 'now' : 'next' }
  return [step('winter'), step('spring'), step('making'), step('summer'), sent]
}
