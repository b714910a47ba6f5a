import type { Texts } from '../i18n/texts.ts'
import type { SeasonStep } from '../ui/season-progress.tsx'
import type { MyGarden } from './queries.ts'

/** First and last day of each step of a season, as MM-DD; winter care begins in the December before. */
const SPANS = { winter: ['12-01', '02-28'], spring: ['03-01', '04-30'], making: ['04-01', '06-30'] } as const

/** 冬管 → 春采 → 制茶 → 寄出, by the date; sent is by the parcels themselves. Pure; `today` is a civil date. */
export function seasonSteps(
  { adoption, dispatches }: Pick<MyGarden, 'adoption' | 'dispatches'>,
  t: Texts['mine'],
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
  const [label = '', when = ''] = t.steps.sent
  const over = adoption.concludedAt !== null || (gone.length > 0 && !waiting.length)
  const sent: SeasonStep = { name: label, when, state: over ? 'done' : waiting.length ? 'now' : 'next' }
  return [step('winter'), step('spring'), step('making'), sent]
}
