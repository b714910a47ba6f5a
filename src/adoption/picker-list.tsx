import { formatYuan } from '../kernel/money.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { PlotSwatch } from '../ui/plan-figure.tsx'
import { formatMu } from './adoption.ts'
import type { GardenPageProps } from './garden-page.tsx'
import { isSelling, pageLink, planTexts, stateOf } from './picker.ts'
import type { PlotView } from './plots.ts'

/** The plots as a list: everything the plan says, in words, and where the list goes on. */
export function PickerList(props: GardenPageProps) {
  const { picker, query, t } = props
  const texts = t.gardens
  const same = picker.plan.length === picker.plots.length
  const note = same ? texts.listNote(picker.plots.length) : texts.listOf(picker.plots.length)
  return (
    <section class="picker-list" aria-labelledby="list-title">
      <div class="section-head">
        <h2 id="list-title">{texts.list}</h2>
        <span class="fine">{note}</span>
      </div>
      {picker.plots.length ? (
        <table class="plot-table">
          <thead class="visually-hidden">
            <tr>
              {Object.values(texts.columns).map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {picker.plots.map((plot) => (
              <Row plot={plot} {...props} />
            ))}
          </tbody>
        </table>
      ) : (
        <p class="fine">
          <a href={pageLink(props, { area: '', after: '' }, '#plan')}>{texts.noPlots}</a>
        </p>
      )}
      <p class="picker-pages">
        {query.after ? (
          <a class="button button-secondary" href={pageLink(props, { after: '', plot: '' }, '#plan')}>
            {texts.firstPlots}
          </a>
        ) : null}
        {picker.next ? (
          <a
            class="button button-secondary"
            href={pageLink(props, { after: picker.next, plot: '' }, '#plan')}
          >
            {texts.nextPlots}
          </a>
        ) : null}
      </p>
    </section>
  )
}

function Row(props: GardenPageProps & { plot: PlotView }) {
  const { plot, picker, t, now } = props
  const texts = t.gardens
  const state = stateOf(plot, picker.mine)
  const tier = picker.garden.tiers.find((own) => own.areaCmu === plot.areaCmu)
  const chosen = picker.chosen?.code === plot.code
  const open = state === 'available' || state === 'mine'
  const minutes =
    state === 'held' && plot.heldUntil ? Math.max(1, Math.round((plot.heldUntil - now) / MINUTE_MS)) : 0
  return (
    <tr class={`plot-row plot-row-${state}`} aria-current={chosen ? 'true' : undefined}>
      <th scope="row">
        <PlotSwatch state={state} />{' '}
        {open ? <a href={pageLink(props, { plot: plot.code }, '#plan')}>{plot.code}</a> : plot.code}
      </th>
      <td>{texts.area(formatMu(plot.areaCmu))}</td>
      <td>
        {planTexts(props).states[state]} {minutes > 0 ? <small>{texts.keptFor(minutes)}</small> : null}
      </td>
      <td>
        {state === 'available' && tier && isSelling(props)
          ? `¥${formatYuan(tier.priceFen)}`
          : state === 'mine'
            ? texts.look
            : '—'}
      </td>
    </tr>
  )
}
