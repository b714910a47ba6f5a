import type { BoardLine, VisitLine } from '../adoption/season-queries.ts'
import { formatInstant } from '../kernel/time.ts'
import { adminPaths } from '../paths.ts'
import { GardenHead } from './gardens-page.tsx'

type BoardsProps = {
  garden: { code: string; nameZh: string }
  season: number
  boards: BoardLine[]
  error: string | null
}

/** Names as adopters wrote them, each read by a person before it is painted. */
export const GardenBoardsPage = ({ garden, season, boards, error }: BoardsProps) => (
  <>
    <GardenHead title="审名牌" name={garden.nameZh} season={season} />
    {error ? (
      <p class="basket-alert" role="alert">
        {error}
      </p>
    ) : null}
    {boards.length ? (
      <ul class="desk-boards">
        {boards.map((board) => (
          <li>
            <p>
              {board.plot} <strong class="desk-board">{board.boardName}</strong>
            </p>
            <form
              method="post"
              action={adminPaths.boardName(garden.code, season, board.id)}
              class="admin-actions"
            >
              <input type="hidden" name="seenName" value={board.boardName} />
              <button
                class="button button-primary"
                type="submit"
                name="state"
                value="approved"
                aria-label={`通过 ${board.plot} 的名牌 ${board.boardName}`}
              >
                通过
              </button>
              <button
                class="button button-secondary"
                type="submit"
                name="state"
                value="refused"
                aria-label={`退回 ${board.plot} 的名牌 ${board.boardName}`}
              >
                退回请改
              </button>
            </form>
          </li>
        ))}
      </ul>
    ) : (
      <p>没有等着审核的名牌。</p>
    )}
  </>
)

const VISIT_STATES: Record<string, string> = {
  requested: '等答复',
  confirmed: '已确认',
  declined: '已婉拒',
  called_off: '已取消',
}

type VisitsProps = {
  /** YYYY-MM. */
  month: string
  before: string
  after: string
  visits: VisitLine[]
  error: string | null
}

/** A month of visits, day by day; open wishes carry their two answers. */
export const VisitsPage = ({ month, before, after, visits, error }: VisitsProps) => {
  const days = [...new Set(visits.map((visit) => visit.wishedOn))]
  return (
    <>
      <h1>到园参观 · {month}</h1>
      {error ? (
        <p class="basket-alert" role="alert">
          {error}
        </p>
      ) : null}
      <p class="admin-actions">
        <a class="button button-secondary" href={adminPaths.visits(before)}>
          上个月
        </a>
        <a class="button button-secondary" href={adminPaths.visits(after)}>
          下个月
        </a>
      </p>
      {days.length ? (
        days.map((day) => (
          <section>
            <h2>
              {day}(
              {visits
                .filter((visit) => visit.wishedOn === day && visit.state === 'confirmed')
                .reduce((sum, visit) => sum + visit.guests, 0)}{' '}
              人已确认)
            </h2>
            <ul class="desk-visits">
              {visits
                .filter((visit) => visit.wishedOn === day)
                .map((visit) => (
                  <Visit visit={visit} />
                ))}
            </ul>
          </section>
        ))
      ) : (
        <p>这个月没有参观申请。</p>
      )}
    </>
  )
}

const Visit = ({ visit }: { visit: VisitLine }) => (
  <li>
    <p>
      {visit.gardenName} · {visit.plot} · {visit.guests} 人 ·{' '}
      <span class="tag">{VISIT_STATES[visit.state]}</span>
      {visit.answeredAt === null ? '' : ` ${formatInstant(visit.answeredAt)}`}
    </p>
    {visit.note ? <p>{visit.note}</p> : null}
    {visit.answer ? <p>答复:{visit.answer}</p> : null}
    {visit.answeredAt === null ? (
      <form method="post" action={adminPaths.visit(visit.id)} class="admin-form" data-once>
        <div class="form-field">
          <label for={`answer-${visit.id}`}>答复(认购人会看到,例如几点到、找谁)</label>
          <input id={`answer-${visit.id}`} name="answer" maxlength={200} />
        </div>
        <div class="admin-actions">
          <button class="button button-primary" type="submit" name="state" value="confirmed">
            确认
          </button>
          <button class="button button-secondary" type="submit" name="state" value="declined">
            婉拒
          </button>
        </div>
      </form>
    ) : null}
  </li>
)
