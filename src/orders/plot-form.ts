import { parseBoardName } from '../adoption/board-name.ts'
import type { AdoptionRequest } from '../adoption/choosing.ts'
import { exactOf, type Form } from '../http/form.ts'
import type { Texts } from '../i18n/texts.ts'
import { parseMobile } from '../kernel/phone.ts'
import { isWholeText, plainText } from '../kernel/plain-text.ts'

/** One plot of the checkout as it was typed. */
export type PlotForm = {
  plot: string
  season: number
  boardName: string
  forWhom: string
  giftPhone: string
  giftMessage: string
}

export type PlotErrors = Record<string, string>

const MOST_PLOTS = 3
const KEPT = 200
const MESSAGE_MOST = 100

/** A field's name: the same in the form, in the page's ids and in what is wrong. */
export const plotField = (name: 'board' | 'for' | 'giftPhone' | 'giftMessage', plot: { plot: string }) =>
  `${name}-${plot.plot}`

/** Plots named by the form's own list (`A-07.2027~A-08.2027`), each with what was typed for it. */
export function readPlots(one: (name: string) => string): PlotForm[] {
  const named = new Map<string, PlotForm>()
  for (const entry of one('plots').split('~')) {
    const [, plot, season] = /^([A-Z0-9-]{1,24})\.(20\d\d)$/.exec(entry) ?? []
    if (!plot || named.size === MOST_PLOTS) continue
    const typed = (name: Parameters<typeof plotField>[0]) => one(plotField(name, { plot })).slice(0, KEPT)
    named.set(entry, {
      ...{ plot, season: Number(season), boardName: typed('board'), forWhom: typed('for') },
      ...{ giftPhone: typed('giftPhone'), giftMessage: typed('giftMessage') },
    })
  }
  return [...named.values()]
}

export const blankPlot = ({ plot, season }: { plot: string; season: number }): PlotForm => ({
  ...{ plot, season, boardName: '', forWhom: '', giftPhone: '', giftMessage: '' },
})

export const shownPlots = (plots: PlotForm[]): string =>
  plots.map(({ plot, season }) => `${plot}.${season}`).join('~')

export const isGift = ({ forWhom }: PlotForm): boolean => forWhom === 'gift'

type Wished = Pick<AdoptionRequest, 'boardName' | 'gift'>

/** What each plot is to carry, or the sentence to show at each field that needs fixing. */
export function parsePlots(
  plots: PlotForm[],
  texts: Texts['gardens']['checkout']['errors'],
): { wishes: Wished[]; errors: PlotErrors } {
  const errors: PlotErrors = {}
  const wishes = plots.map((form) => {
    const boardName = parseBoardName(form.boardName)
    if (boardName === null) errors[plotField('board', form)] = texts.board
    const phone = parseMobile(form.giftPhone)
    const message = plainText(form.giftMessage)
    if (isGift(form) && phone === null) errors[plotField('giftPhone', form)] = texts.giftPhone
    if (isGift(form) && ([...message].length > MESSAGE_MOST || !isWholeText(form.giftMessage)))
      errors[plotField('giftMessage', form)] = texts.giftMessage
    return { boardName: boardName ?? '', gift: isGift(form) && phone ? { phone, message } : null }
  })
  return { wishes, errors }
}

const PLOT = /^([A-Z0-9-]{1,24}\.20\d\d)(?:\.([A-Z0-9-]{1,24}))?$/

/** The form without a plot (`drop`), or with another in its place (`swap`); null when neither was asked for. */
export function changedPlots<F extends { plots: PlotForm[] }>(form: F, posted: Form): F | null {
  const [, gone, other] = PLOT.exec(exactOf(posted, 'swap') || exactOf(posted, 'drop')) ?? []
  if (!gone) return null
  const plots = form.plots.flatMap((one) => {
    if (`${one.plot}.${one.season}` !== gone) return [one]
    return other ? [{ ...one, plot: other }] : []
  })
  return { ...form, plots }
}
