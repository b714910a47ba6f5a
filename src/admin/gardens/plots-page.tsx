import { formatMu } from '../../adoption/adoption.ts'
import type { DeskPlot, GardenInput } from '../../adoption/garden-keeping.ts'
import { placeText } from '../../adoption/plot-place.ts'
import type { PlotRow } from '../../adoption/plot-sheet.ts'
import type { Plot as PlotShape } from '../../adoption/schema.ts'
import { Plan } from '../../art/plan.tsx'
import { drawings } from '../../i18n/zh/drawings.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field, Saved } from '../field.tsx'
import { SearchBox } from '../search-box.tsx'
import { Table } from '../table.tsx'
import { PlotSheetPart } from './plot-sheet.tsx'

export type GridTyped = { columns: string; rows: string; halves: string; wholes: string }

export type PlotsProps = {
  garden: GardenInput
  plots: DeskPlot[]
  next: string | null
  grid: { typed: GridTyped; error: string | null; plots: PlotShape[] | null }
  planned: PlotRow[] | null
  error: string | null
  /** A code that was looked for and is none of this garden's; '' when nothing was. */
  lost: string
  /** How many were just kept. */
  saved: string | null
}

/** Stands for the plots that were looked at: a colleague's in between move the codes. */
export const seenOf = (plots: PlotShape[]): string => `${plots[0]?.code ?? ''}~${plots.at(-1)?.code ?? ''}`

/** As many plots as one plan draws. */
const ON_PLAN = 66

/** The plots of a garden: the plan, the table, a grid to add, a sheet to change many. */
export const PlotsPage = (props: PlotsProps) => {
  const { garden, plots, next, grid, error, saved } = props
  return (
    <>
      <p>
        <a href={adminPaths.editGarden(garden.code)}>← {garden.nameZh}</a>
      </p>
      <h1>地块 · {garden.nameZh}</h1>
      <Saved shown={saved !== null}>已保存 {saved} 块地。</Saved>
      <Alert>{error}</Alert>
      {grid.plots ? <GridLook {...props} made={grid.plots} /> : null}
      {plots.length ? (
        <>
          <PlanPicture plots={plots} title={`${garden.nameZh}地块示意图`} />
          <FindPlot {...props} />
          <PlotTable garden={garden.code} plots={plots} />
          {next ? <a href={adminPaths.gardenPlots(garden.code, { after: next })}>后面的</a> : null}
        </>
      ) : grid.plots ? null : (
        <p>还没有地块。用下面的“生成地块”一次画好，再逐块调整。</p>
      )}
      <GridForm {...props} />
      <PlotSheetPart garden={garden.code} planned={props.planned} />
    </>
  )
}

const FindPlot = ({ garden, plots, lost }: PlotsProps) => (
  <SearchBox
    name="find"
    action={adminPaths.gardenPlots(garden.code)}
    label="按编号找"
    value={lost}
    maxlength={20}
    button="找"
    placeholder={plots[0]?.code}
    required
    capitals
    error={lost && `${garden.nameZh}没有编号“${lost}”的地块，请核对；编号如 ${plots[0]?.code ?? ''}`}
  />
)

const PlanPicture = ({ plots, title }: { plots: (PlotShape & { claimed?: number })[]; title: string }) => {
  const drawn = plots.slice(0, ON_PLAN)
  const top = Math.floor(Math.min(...drawn.map((plot) => plot.v)))
  const shown = drawn.map((plot) => ({
    ...plot,
    v: plot.v - top,
    state: plot.claimed ? ('adopted' as const) : plot.open ? ('available' as const) : ('held' as const),
    href: null,
  }))
  const rows = Math.max(1, ...shown.map((plot) => Math.ceil(plot.v + plot.height)))
  const states = { ...drawings.plan.states, held: '不开放', adopted: '有认购' }
  return (
    <figure class="desk-plan">
      <Plan plots={shown} rows={rows} t={{ ...drawings.plan, states }} title={title} />
      <figcaption class="fine">
        示意图，位置不代表实地。{plots.length > ON_PLAN ? `图上是前 ${ON_PLAN} 块。` : ''}
      </figcaption>
    </figure>
  )
}

const PlotTable = ({ garden, plots }: { garden: string; plots: DeskPlot[] }) => (
  <Table label="地块" head={['地块', '面积（亩）', '状态', '土地文件', '位置']}>
    {plots.map((plot) => (
      <tr>
        <th scope="row">
          <a href={adminPaths.gardenPlot(garden, plot.code)}>{plot.code}</a>
        </th>
        <td>{formatMu(plot.areaCmu)}</td>
        <td>
          {plot.open ? '开放' : '不开放'}
          {plot.claimed ? ' · 有认购' : ''}
        </td>
        <td>{plot.landRef ?? '—'}</td>
        <td>{placeText(plot)}</td>
      </tr>
    ))}
  </Table>
)

const GRID_FIELDS = [
  ['columns', '列数（1—6，一列一格是 0.1 亩）'],
  ['rows', '行数'],
  ['halves', '其中半亩几块'],
  ['wholes', '其中一亩几块'],
] as const

const GridForm = ({ garden, grid }: PlotsProps) => (
  <section aria-labelledby="grid">
    <h2 id="grid">生成地块</h2>
    <p>接在已有地块下面。大块先排，剩下的格子都是 0.1 亩。先看图，再决定要不要。</p>
    <Alert>{grid.error}</Alert>
    <form method="post" action={adminPaths.gardenGrid(garden.code)} class="admin-form">
      {GRID_FIELDS.map(([name, label]) => (
        <Field name={name} label={label} value={grid.typed[name]} inputmode="numeric" maxlength={3} />
      ))}
      <button class="button button-secondary" type="submit" name="step" value="look">
        预览地块
      </button>
    </form>
  </section>
)

const GridLook = ({ garden, grid, made }: PlotsProps & { made: PlotShape[] }) => {
  const count = (areaCmu: number) => made.filter((plot) => plot.areaCmu === areaCmu).length
  return (
    <section aria-labelledby="look">
      <h2 id="look">
        将新增 {made.length} 块：{made[0]!.code} 至 {made.at(-1)!.code}
      </h2>
      <p>
        0.1 亩 {count(10)} 块，0.5 亩 {count(50)} 块，1 亩 {count(100)} 块。现在还没有保存。
      </p>
      <PlanPicture plots={made} title="将新增的地块示意图" />
      <form method="post" action={adminPaths.gardenGrid(garden.code)} data-once>
        {GRID_FIELDS.map(([name]) => (
          <input type="hidden" name={name} value={grid.typed[name]} />
        ))}
        <input type="hidden" name="seen" value={seenOf(made)} />
        <button class="button button-primary" type="submit" name="step" value="apply">
          新增这 {made.length} 块
        </button>
      </form>
    </section>
  )
}
