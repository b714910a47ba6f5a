import type { NumberUse } from '../fulfilment/number-uses.ts'
import { formatOrderNumber } from '../kernel/ids.ts'

/** The form's list of tracking numbers that somebody looked at. */
export const SURE = 'sure'

export const sharedWords = ({ trackingNo, usedBy }: NumberUse): string =>
  `运单号 ${trackingNo} 已用在 ${formatOrderNumber(usedBy)}，确定吗？`

/** Asks once about tracking numbers that another order has. */
export const SharedNumbers = ({ uses }: { uses: NumberUse[] }) => (
  <>
    {uses.map((use) => (
      <p class="notice-info">
        <label>
          <input type="checkbox" name={SURE} value={use.trackingNo} required /> 没有填错：和{' '}
          {formatOrderNumber(use.usedBy)} 合寄一箱，运单号都是 {use.trackingNo}
        </label>
      </p>
    ))}
  </>
)
