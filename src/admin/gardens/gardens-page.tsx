import { formatMu } from '../../adoption/adoption.ts'
import type { GardenLine } from '../../adoption/season-queries.ts'
import { SILENT_DAYS } from '../../desk/waiting.ts'
import { civilDate, DAY_MS } from '../../kernel/time.ts'
import type { Permission } from '../../staff/roles.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { SeasonChoice } from './head.tsx'

/** Whether the person who looks may do a thing. */
type Can = (permission: Permission) => boolean

type Props = { gardens: GardenLine[]; season: number; seasons: number[]; now: number; can: Can }

/** Every garden with what waits there: the keepers' first page, made for a phone. */
export const GardensDeskPage = ({ gardens, season, seasons, now, can }: Props) => (
  <>
    <h1>茶园</h1>
    {can('gardens.plan') ? (
      <p class="admin-actions">
        <a class="button button-secondary" href={adminPaths.newGarden}>
          新茶园
        </a>
        <a class="button button-secondary" href={adminPaths.campaign}>
          认购活动
        </a>
      </p>
    ) : null}
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
          <Alarm garden={garden} season={season} now={now} can={can} />
          <p>
            {garden.placeZh} · 已认购 {garden.adopted} / {garden.plots} 块，{formatMu(garden.adoptedCmu)} 亩
            {garden.closedAt === null ? '' : ` · ${civilDate(garden.closedAt)} 已关季`}
          </p>
          <GardenLinks garden={garden} season={season} can={can} />
        </li>
      ))}
    </ul>
  </>
)

const Alarm = ({ garden, season, now, can }: LinksProps & { now: number }) => {
  const silent = garden.updatedAt === null ? null : Math.floor((now - garden.updatedAt) / DAY_MS)
  if (!garden.adopted || garden.closedAt !== null || (silent !== null && silent < SILENT_DAYS)) return null
  return (
    <Alert>
      {silent === null ? `${season}季还没有茶园动态` : `${silent}天没有茶园动态`}
      。认购人在等候。
      {can('gardens.keep') ? (
        <a href={adminPaths.gardenUpdates(garden.code, { season })}>现在写一条</a>
      ) : (
        '请管护茶园的同事写一条。'
      )}
    </Alert>
  )
}

type LinksProps = { garden: GardenLine; season: number; can: Can }
type LinkTo = [label: string, href: string, permission: Permission]

const GardenLinks = ({ garden: { code, boardsWaiting, visitsOpen }, season, can }: LinksProps) => {
  const links: LinkTo[] = [
    ['写茶园动态', adminPaths.gardenUpdates(code, { season }), 'gardens.keep'],
    ['记收成', adminPaths.gardenHarvests(code, { season }), 'gardens.keep'],
    ['安排寄送', adminPaths.gardenDispatches(code, { season }), 'gardens.write'],
    [
      `审名牌${boardsWaiting ? `（${boardsWaiting}）` : ''}`,
      adminPaths.gardenBoards(code, { season }),
      'gardens.write',
    ],
    [`参观${visitsOpen ? `（${visitsOpen}）` : ''}`, adminPaths.visits(), 'gardens.keep'],
    ['关季', adminPaths.gardenClosing(code, { season }), 'gardens.close'],
    ['资料', adminPaths.editGarden(code), 'gardens.plan'],
    ['地块', adminPaths.gardenPlots(code), 'gardens.plan'],
    ['认购方案', adminPaths.gardenOffers(code, { season }), 'gardens.plan'],
  ]
  return (
    <ul class="admin-actions">
      {links
        .filter(([, , permission]) => can(permission))
        .map(([label, href], n) => (
          <li>
            <a class={`button ${n === 0 ? 'button-primary' : 'button-secondary'}`} href={href}>
              {label}
            </a>
          </li>
        ))}
    </ul>
  )
}
