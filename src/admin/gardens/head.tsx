import { adminPaths } from '../../urls.ts'

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
