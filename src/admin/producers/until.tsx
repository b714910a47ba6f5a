import { permitState } from '../../catalog/producer.ts'

/** A last day with a word where it is near or past. */
export const Until = ({ day, today }: { day: string | null; today: string }) => {
  if (day === null) return <>—</>
  const state = permitState(day, today)
  return (
    <>
      {day} {state === 'ended' ? <span class="tag tag-danger">已过期</span> : null}
      {state === 'ending' ? <span class="tag tag-warn">60天内到期</span> : null}
    </>
  )
}
