import type { Texts } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import { formatInstant } from '../kernel/time.ts'
import type { ClaimDesk } from './reading.ts'

type Props = { events: ClaimDesk['events']; t: Texts }

/** Both sides read the same: who did what and when, with what they said. Names of staff are not told. */
export const ClaimTimeline = ({ events, t }: Props) => (
  <section class="claim-timeline">
    <h2>{t.claims.timeline}</h2>
    <ol>
      {events.map((event) => (
        <li>
          <time>{t.orders.stamp(formatInstant(event.at))}</time>
          <span>
            <b>{t.claims.sides[event.actor]}</b> {wordOf(event, t.claims)}
            {event.amountFen === null ? '' : ` ¥${formatYuan(event.amountFen)}`}
            {event.note ? <q class="claim-said">{event.note}</q> : null}
          </span>
        </li>
      ))}
    </ol>
  </section>
)

const wordOf = ({ kind, actor }: ClaimDesk['events'][number], t: Texts['claims']): string =>
  kind === 'declined' && actor === 'time' ? t.declinedByTime : t.events[kind]
