import type { Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { formatInstant } from '../kernel/time.ts'
import type { Paths } from '../urls.ts'
import type { HeldQuotation } from './access.ts'

type Props = { quotations: HeldQuotation[]; t: Texts['institutions']; paths: Paths }

/** Requests this browser sent or looked up. */
export const HeldQuotations = ({ quotations, t, paths }: Props) =>
  quotations.length ? (
    <section class="held-orders" aria-labelledby="held-title">
      <h1 id="held-title">{t.lookup.held}</h1>
      <ul class="held-list">
        {quotations.map(({ number, unitName, state, requestedAt }) => (
          <li>
            <a href={paths.quotation(number)}>
              <span class="held-head">
                <strong>{formatOrderNumber(number)}</strong>
                <span class="tag">{state === 'draft' ? t.lookup.waiting : t.status[state]}</span>
              </span>
              <span>{unitName}</span>
              <span class="fine">{t.sheet.dated(formatInstant(requestedAt))}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  ) : null
