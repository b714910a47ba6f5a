import type { BoardLine } from '../../adoption/season-queries.ts'
import { civilDate, DAY_MS } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { GardenHead } from './head.tsx'

type BoardsProps = {
  garden: { code: string; nameZh: string }
  season: number
  boards: BoardLine[]
  error: string | null
  now: number
}

/** A name nobody has read for a week stands out. */
const LATE_MS = 7 * DAY_MS

/** Names as adopters wrote them, each read by a person before it is painted. */
export const GardenBoardsPage = ({ garden, season, boards, error, now }: BoardsProps) => (
  <>
    <GardenHead title="审名牌" name={garden.nameZh} season={season} />
    <Alert>{error}</Alert>
    {boards.length ? (
      <ul class="desk-boards">
        {boards.map((board) => (
          <li>
            <p>
              {board.plot} <strong class="desk-board">{board.boardName}</strong>{' '}
              <span class="fine">{civilDate(board.since)} 提交</span>{' '}
              {now - board.since >= LATE_MS ? (
                <span class="tag tag-late">已等 {Math.floor((now - board.since) / DAY_MS)} 天</span>
              ) : null}
            </p>
            <form
              method="post"
              action={adminPaths.boardName(garden.code, board.id, { season })}
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
