import { inLanguage } from '../i18n/texts.ts'
import type { GardenPageProps } from './garden-page.tsx'
import { isSelling, stateOf } from './picker.ts'

/**
 * How many plots there are and how many nobody has adopted; where the plan shows them all, those that can be chosen now
 * and those kept for somebody, so that the parts sum to the whole and to the plan's legend.
 */
export function freeText(props: GardenPageProps): string {
  const { picker, t } = props
  const { tiers } = picker.garden
  const { freeParts, free } = t.gardens
  const sum = (key: 'plots' | 'left') => tiers.reduce((all, tier) => all + tier[key], 0)
  if (!picker.whole) return freeParts.unknown(free(sum('plots'), sum('left')))
  const open = picker.plan.filter((plot) => !plot.keptBack)
  const left = open.filter((plot) => plot.state !== 'adopted')
  const mine = left.filter((plot) => stateOf(plot, picker.mine) === 'mine').length
  const now = left.filter((plot) => stateOf(plot, picker.mine) === 'available').length
  const others = left.length - now - mine
  const closed = picker.plan.length - open.length
  const parts = [
    (others || mine) && isSelling(props) ? freeParts.now(now) : '',
    others ? freeParts.others(others) : '',
    mine ? freeParts.mine(mine) : '',
    closed ? freeParts.closed(closed) : '',
  ].filter(Boolean)
  return t.shell.facts([free(open.length, left.length), ...parts])
}

/** Straight to a plot whose code one knows, in a garden of several pages; a GET form, so it needs no script. */
export function FindPlot({ picker, lost, t, paths, language }: GardenPageProps) {
  const { garden, plots } = picker
  const first = plots[0]?.code
  if (!first || (picker.whole && !lost)) return null
  const texts = t.gardens
  const name = inLanguage(language, garden.nameZh, garden.nameEn)
  return (
    <form class="plot-find" method="get" action={paths.garden(garden.slug)} role="search">
      {garden.offer ? <input type="hidden" name="season" value={String(garden.offer.season)} /> : null}
      <label for="find">{texts.find}</label>
      <input
        id="find"
        name="find"
        value={lost ?? ''}
        placeholder={texts.findHint(first)}
        required
        maxlength={20}
        autocomplete="off"
        autocapitalize="characters"
        aria-invalid={lost ? 'true' : undefined}
        aria-describedby={lost ? 'find-error' : undefined}
      />
      <button class="button button-secondary" type="submit">
        {texts.findDo}
      </button>
      {lost ? (
        <p class="form-error" id="find-error" role="alert">
          {texts.notFound(name, lost, first)}
        </p>
      ) : null}
    </form>
  )
}
