import { lastDayOf, seasonOver } from '../adoption/adoption.ts'
import { MOST_DAYS_AHEAD } from '../adoption/visiting.ts'
import { addDays, civilDate } from '../kernel/time.ts'
import { described, Labelled } from '../orders/fields.tsx'
import type { MyGardenProps } from './garden-page.tsx'
import { correcting, Said } from './said.tsx'

/** Asking for a visit and reading the answer. */
export const Visits = ({ my, t, paths, now, said }: MyGardenProps) => {
  const words = t.mine
  const { errors, typed } = correcting(said, 'visits')
  const open = my.visits.find((visit) => visit.answeredAt === null)
  const today = civilDate(now)
  const over = seasonOver(my.adoption, today)
  if (over && !my.visits.length) return null
  const furthest = addDays(today, MOST_DAYS_AHEAD)
  const lastDay = lastDayOf(my.adoption.season)
  return (
    <section id="visits">
      <h2>{words.visit}</h2>
      <Said said={said} at="visits" />
      {my.visits.length ? (
        <ul class="my-visits">
          {my.visits.map((visit) => (
            <li>
              <p>
                {t.shell.facts([t.gardens.terms.fullDate(visit.wishedOn), words.people(visit.guests)])}{' '}
                <b>{words.visitStates[visit.state]}</b>
              </p>
              {visit.answer ? <p>{visit.answer}</p> : null}
              {visit.answeredAt === null ? (
                <form method="post" action={paths.myVisitCancellation(my.adoption.id, visit.id)}>
                  <button class="button button-secondary" type="submit">
                    {words.visitCallOff}
                  </button>
                </form>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {over ? <p class="fine">{words.visitClosed}</p> : null}
      {open || over ? null : (
        <>
          <p>{words.visitIntro(my.guests)}</p>
          <details class="my-fold" open={said?.at === 'visits' && !said.done}>
            <summary class="button button-secondary">{words.visitOpen}</summary>
            <form method="post" action={paths.myVisits(my.adoption.id)} novalidate data-once>
              <Labelled
                name="wishedOn"
                label={words.visitOn}
                errors={errors}
                errorText={words.visitErrors.past!}
              >
                <input
                  {...described('wishedOn', errors)}
                  name="wishedOn"
                  type="date"
                  min={addDays(today, 1)}
                  max={furthest < lastDay ? furthest : lastDay}
                  value={typed.wishedOn ?? ''}
                  required
                />
              </Labelled>
              <Labelled
                name="guests"
                label={words.visitGuests}
                errors={errors}
                errorText={words.visitErrors.guests!}
              >
                <input
                  {...described('guests', errors)}
                  name="guests"
                  type="number"
                  min={1}
                  max={my.guests}
                  value={typed.guests ?? '1'}
                  required
                />
              </Labelled>
              <Labelled
                name="visitNote"
                label={words.visitNote}
                errors={errors}
                errorText={t.checkout.errors.spoilt}
              >
                <input
                  {...described('visitNote', errors)}
                  name="note"
                  value={typed.note ?? ''}
                  maxlength={200}
                />
              </Labelled>
              <button class="button button-secondary" type="submit">
                {words.visitAsk}
              </button>
            </form>
          </details>
        </>
      )}
    </section>
  )
}
