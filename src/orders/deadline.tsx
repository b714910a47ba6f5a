import type { Texts } from '../i18n/texts.ts'
import { DAY_MS, formatInstant } from '../kernel/time.ts'

/** Until when to pay: minutes are counted down, a deadline of days says its date and how many are left. */
export function Deadline({ payBefore, now, t }: { payBefore: number; now: number; t: Texts['orders'] }) {
  const left = payBefore - now
  const at = formatInstant(payBefore)
  if (left > DAY_MS) return <>{t.payWithinDays(t.stamp(at), Math.floor(left / DAY_MS))}</>
  return (
    <>
      {t.payBefore(at.slice(11))} <span class="clock" data-clock data-label={t.clock} hidden />
    </>
  )
}
