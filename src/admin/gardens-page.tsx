import { formatMu } from '../adoption/adoption.ts'
import type { GardenLine } from '../adoption/season-queries.ts'
import { civilDate, DAY_MS } from '../kernel/time.ts'
import { adminPaths } from '../paths.ts'

/** A garden nobody has written about for this long raises an alarm (issue: 30 days). */
export const SILENT_DAYS = 30

type Props = { gardens: GardenLine[]; season: number; seasons: number[]; now: number }

/** Every garden with what waits there: the keepers' first page, made for a phone. */
export const GardensDeskPage = ({ gardens, season, seasons, now }: Props) => (
  <>
    <h1>茶园</h1>
    <p class="admin-actions">
      <a class="button button-secondary" href={adminPaths.newGarden}>
        新茶园
      </a>
      <a class="button button-secondary" href={adminPaths.campaign}>
        认购活动
      </a>
    </p>
    <SeasonChoice
      season={season}
      seasons={seasons}
      to={(own) => adminPaths.gardens({ season: String(own) })}
    />
    <ul class="desk-gardens">
      {gardens.map((garden) => (
        <li>
          <h2>
            {garden.nameZh} {garden.sample ? <span class="tag tag-sample">示例数据</span> : null}
          </h2>
          <Alarm garden={garden} season={season} now={now} />
          <p>
            {garden.placeZh} · 已认购 {garden.adopted} / {garden.plots} 块,{formatMu(garden.adoptedCmu)} 亩
            {garden.closedAt === null ? '' : ` · ${civilDate(garden.closedAt)} 已关季`}
          </p>
          <GardenLinks garden={garden} season={season} />
        </li>
      ))}
    </ul>
  </>
)

const Alarm = ({ garden, season, now }: { garden: GardenLine; season: number; now: number }) => {
  const silent = garden.updatedAt === null ? null : Math.floor((now - garden.updatedAt) / DAY_MS)
  if (!garden.adopted || garden.closedAt !== null || (silent !== null && silent < SILENT_DAYS)) return null
  return (
    <p class="basket-alert" role="alert">
      {silent === null ? `${season} 年还没有写过动态` : `${silent} 天没有写动态了`}
      ,认购人在等消息。
      <a href={adminPaths.gardenUpdates(garden.code, season)}>现在写一条</a>
    </p>
  )
}

const GardenLinks = ({ garden, season }: { garden: GardenLine; season: number }) => (
  <ul class="admin-actions">
    <li>
      <a class="button button-primary" href={adminPaths.gardenUpdates(garden.code, season)}>
        写动态
      </a>
    </li>
    <li>
      <a class="button button-secondary" href={adminPaths.gardenHarvests(garden.code, season)}>
        记收成
      </a>
    </li>
    <li>
      <a class="button button-secondary" href={adminPaths.gardenDispatches(garden.code, season)}>
        安排寄送
      </a>
    </li>
    <li>
      <a class="button button-secondary" href={adminPaths.gardenBoards(garden.code, season)}>
        审名牌{garden.boardsWaiting ? `(${garden.boardsWaiting})` : ''}
      </a>
    </li>
    <li>
      <a class="button button-secondary" href={adminPaths.visits()}>
        参观{garden.visitsOpen ? `(${garden.visitsOpen})` : ''}
      </a>
    </li>
    <li>
      <a class="button button-secondary" href={adminPaths.gardenClosing(garden.code, season)}>
        关季
      </a>
    </li>
    <li>
      <a class="button button-secondary" href={adminPaths.editGarden(garden.code)}>
        资料
      </a>
    </li>
    <li>
      <a class="button button-secondary" href={adminPaths.gardenPlots(garden.code)}>
        地块
      </a>
    </li>
    <li>
      <a class="button button-secondary" href={adminPaths.gardenOffers(garden.code, season)}>
        认购方案
      </a>
    </li>
  </ul>
)

type ChoiceProps = { season: number; seasons: number[]; to: (season: number) => string }

export const SeasonChoice = ({ season, seasons, to }: ChoiceProps) => (
  <nav aria-label="产季">
    <ul class="chips">
      {seasons.map((own) => (
        <li>
          <a class="chip" href={to(own)} aria-current={own === season ? 'page' : undefined}>
            {own} 年
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Heading of a page of one garden, with the way back. */
export const GardenHead = ({ title, name, season }: { title: string; name: string; season: number }) => (
  <>
    <p>
      <a href={adminPaths.gardens({ season: String(season) })}>← 茶园</a>
    </p>
    <h1>
      {title} · {name} · {season} 年
    </h1>
  </>
)
