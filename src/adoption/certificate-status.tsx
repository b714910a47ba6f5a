import type { Texts } from '../i18n/texts.ts'
import type { CertificateStatusCode } from './certificate-page.tsx'

/** A shape for each answer, so that it is not told by colour: tick, arrow, cross, dash. */
const SIGNS: Record<CertificateStatusCode, string> = {
  valid: 'M8 16.500l5.500 5.500L24.500 10.500',
  transferred: 'M7 16h17M17.500 9l7 7-7 7',
  refunded: 'M9 9l14 14M23 9L9 23',
  concluded: 'M8 16h16',
}

type Props = { status: CertificateStatusCode; t: Texts['drawings']['certificate'] }

/** What verifying says: the state in a word, a sentence and a shape. */
export const CertificateStatus = ({ status, t }: Props) => (
  <section class={`verified verified-${status}`} aria-label={t.verified}>
    <svg viewBox="0 0 32 32" width="48" height="48" fill="none" stroke-width="2.6" aria-hidden="true">
      {status === 'valid' ? (
        <circle class="verified-ground" cx="16" cy="16" r="15" />
      ) : (
        <path class="verified-ground" d="M2 2h28v28H2z" />
      )}
      <path class="verified-sign" d={SIGNS[status]} />
    </svg>
    <p>
      <strong>{t.states[status].name}</strong>
      <span>{t.states[status].text}</span>
    </p>
  </section>
)
