import { seasonOver } from '../adoption/adoption.ts'
import { civilDate, DAY_MS } from '../kernel/time.ts'
import { described, Labelled } from '../orders/fields.tsx'
import type { MyGardenProps } from './garden-page.tsx'
import { correcting, Said } from './said.tsx'

/** From when on a board that waits says for how long, and whom to ask. */
const LONG_WAIT_DAYS = 30

/** The name on the board and how far it has come; it can be changed until it is approved or the season is over. */
export const Board = ({ my, t, paths, said, now }: MyGardenProps) => {
  const { adoption } = my
  const over = seasonOver(adoption, civilDate(now))
  if (over && !adoption.boardName) return null
  const since =
    adoption.boardState === 'waiting' && !over ? (adoption.boardNamedAt ?? adoption.adoptedAt) : null
  const days = since === null ? 0 : Math.floor((now - since) / DAY_MS)
  const { errors, typed } = correcting(said, 'board')
  return (
    <section id="board">
      <h2>{t.mine.board}</h2>
      <Said said={said} at="board" />
      {adoption.boardName ? <p class="my-board">{adoption.boardName}</p> : null}
      <p>
        {t.shell.facts([
          t.mine.boardStates[adoption.boardState] ?? '',
          ...(since === null ? [] : [t.mine.boardSince(civilDate(since))]),
        ])}
      </p>
      {days >= LONG_WAIT_DAYS ? (
        <p class="notice-info">
          {t.mine.boardLong(days)} <a href={paths.contact}>{t.shell.contact}</a>
        </p>
      ) : null}
      {over ? <p class="fine">{t.mine.boardClosed}</p> : null}
      {over || adoption.boardState === 'approved' ? null : (
        <details class="my-fold" open={adoption.boardState !== 'waiting' || said?.at === 'board'}>
          <summary class="button button-secondary">{t.mine.boardChange}</summary>
          <form method="post" action={paths.myBoard(adoption.id)} novalidate>
            <Labelled name="boardName" label={t.mine.boardName} errors={errors} errorText={t.mine.boardWrong}>
              <input
                {...described('boardName', errors)}
                name="boardName"
                value={typed.boardName ?? adoption.boardName}
                maxlength={40}
              />
            </Labelled>
            <button class="button button-secondary" type="submit">
              {t.mine.boardSave}
            </button>
          </form>
        </details>
      )}
    </section>
  )
}
