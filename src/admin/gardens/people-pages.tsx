import type { Child } from 'hono/jsx'
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
            <div class="admin-actions">
              <Judgement {...{ garden, season, board }} state="approved">
                <button
                  class="button button-primary"
                  type="submit"
                  aria-label={`通过 ${board.plot} 的名牌 ${board.boardName}`}
                >
                  通过
                </button>
              </Judgement>
              <details class="admin-ask">
                <summary
                  class="button button-secondary"
                  aria-label={`退回 ${board.plot} 的名牌 ${board.boardName}`}
                >
                  退回修改
                </summary>
                <Judgement {...{ garden, season, board }} state="refused">
                  <p>认购人会看到这个名字没有通过，要另起一个。</p>
                  <button class="button button-danger" type="submit">
                    确认退回“{board.boardName}”
                  </button>
                </Judgement>
              </details>
            </div>
          </li>
        ))}
      </ul>
    ) : (
      <p>没有待审核的名牌。</p>
    )}
  </>
)

type JudgementProps = Pick<BoardsProps, 'garden' | 'season'> & {
  board: BoardLine
  state: 'approved' | 'refused'
  children: Child
}

/** Over the name that was read: one that was changed meanwhile is read again. */
const Judgement = ({ garden, season, board, state, children }: JudgementProps) => (
  <form method="post" action={adminPaths.boardName(garden.code, board.id, { season })} data-once>
    <input type="hidden" name="seenName" value={board.boardName} />
    <input type="hidden" name="state" value={state} />
    {children}
  </form>
)
