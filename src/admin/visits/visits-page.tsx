import type { VisitLine } from '../../adoption/season-queries.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'
import { VisitCalendar } from './calendar.tsx'

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
  /** Months that hold wishes nobody answered. */
  open: { month: string; wishes: number }[]
  today: string
  error: string | null
}

/** A month of visits as a calendar, and under it day by day; open wishes carry their two answers. */
export const VisitsPage = ({ month, before, after, visits, open, today, error }: VisitsProps) => {
  const days = [...new Set(visits.map((visit) => visit.wishedOn))]
  return (
    <>
      <h1>到园参观 · {month}</h1>
      <Alert>{error}</Alert>
      <p class="admin-actions">
        <a class="button button-secondary" href={adminPaths.visits({ month: before })}>
          上个月
        </a>
        <a class="button button-secondary" href={adminPaths.visits({ month: after })}>
          下个月
        </a>
      </p>
      <OpenWishes open={open} month={month} />
      <VisitCalendar month={month} visits={visits} today={today} />
      {days.length ? (
        days.map((day) => (
          <section id={`day-${day}`}>
            <h2>
              {day}（
              {visits
                .filter((visit) => visit.wishedOn === day && visit.state === 'confirmed')
                .reduce((sum, visit) => sum + visit.guests, 0)}{' '}
              人已确认）
            </h2>
            <ul class="desk-visits">
              {visits
                .filter((visit) => visit.wishedOn === day)
                .map((visit) => (
                  <Visit visit={visit} today={today} />
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

const OpenWishes = ({ open, month }: Pick<VisitsProps, 'open' | 'month'>) =>
  open.length ? (
    <p class="visit-open">
      等答复：
      {open.map((one) => (
        <a
          href={adminPaths.visits({ month: one.month })}
          aria-current={one.month === month ? 'true' : undefined}
        >
          {one.month}（{one.wishes} 个）
        </a>
      ))}
    </p>
  ) : null

const Visit = ({ visit, today }: { visit: VisitLine; today: string }) => (
  <li>
    <p>
      {visit.gardenName} · {visit.plot} · {visit.guests} 人 ·{' '}
      <span class="tag">{VISIT_STATES[visit.state]}</span>
      {visit.answeredAt === null ? '' : ` ${formatInstant(visit.answeredAt)}`}
    </p>
    {visit.note ? <p>{visit.note}</p> : null}
    {visit.answer ? <p>答复：{visit.answer}</p> : null}
    {visit.answeredAt === null ? (
      <form
        method="post"
        action={adminPaths.visit(visit.id, { month: visit.wishedOn.slice(0, 7) })}
        class="admin-form"
        data-once
      >
        <Field
          name="answer"
          id={`answer-${visit.id}`}
          label="回复（认购人可见，例如几点到、联系谁）"
          value=""
          maxlength={200}
        />
        <div class="admin-actions">
          <button class="button button-primary" type="submit" name="state" value="confirmed">
            确认
          </button>
          <button class="button button-secondary" type="submit" name="state" value="declined">
            回复：不能接待
          </button>
        </div>
      </form>
    ) : null}
    {visit.state === 'confirmed' && visit.wishedOn >= today ? <Change visit={visit} /> : null}
  </li>
)

/** A confirmed visit that cannot be as it was said: on another day, or not at all. */
const Change = ({ visit }: { visit: VisitLine }) => (
  <details>
    <summary class="button button-secondary">改期或取消</summary>
    <form
      method="post"
      action={adminPaths.visit(visit.id, { month: visit.wishedOn.slice(0, 7) })}
      class="admin-form"
      novalidate
      data-once
    >
      <p class="fine">认购人会收到短信，登录后看到这里的说明。</p>
      <Field name="on" id={`on-${visit.id}`} label="改到哪一天" type="date" value="" />
      <Field
        name="answer"
        id={`change-${visit.id}`}
        label="说明（认购人可见）"
        value={visit.answer}
        maxlength={200}
      />
      <div class="admin-actions">
        <button class="button button-primary" type="submit" name="state" value="moved">
          改到这一天
        </button>
        <button class="button button-danger" type="submit" name="state" value="called_off">
          取消这次参观
        </button>
      </div>
    </form>
  </details>
)
