import { STOCK_REASONS } from '../../catalog/stock/adjusting.ts'
import { adminPaths } from '../../urls.ts'
import type { Done, ListingsProps } from './table-page.tsx'

/** What was just done, with what undoes it; undone, one stands at the same page of the table. */
export const DoneBar = ({ done, back }: { done: Done; back: string }) => (
  <div class="listing-done" role="status">
    <span>{done.text}</span>
    {done.entry ? (
      <form method="post" action={adminPaths.listingReversions}>
        <input type="hidden" name="entry" value={done.entry} />
        <input type="hidden" name="back" value={back} />
        <button class="link-button" type="submit">
          撤销
        </button>
      </form>
    ) : null}
  </div>
)

/** Acts on the chosen rows, and saving what was typed in cells. */
export const BulkBar = ({ can, typed }: ListingsProps) => (
  <div class="listing-bar">
    <strong data-selected>勾选后批量改</strong>
    {can.prices ? (
      <>
        <label>
          调价{' '}
          <input
            name="percent"
            inputmode="decimal"
            placeholder="-5"
            size={4}
            value={typed.values.percent ?? ''}
            aria-label="调价百分比"
          />{' '}
          %
        </label>
        <label class="listing-round">
          <input type="checkbox" name="round" value="on" checked={typed.values.round === 'on'} /> 取整到元
        </label>
        <button class="button" type="submit" formaction={adminPaths.listingPreview} name="act" value="price">
          预览调价
        </button>
      </>
    ) : null}
    {can.publish ? (
      <>
        <button class="button" type="submit" formaction={adminPaths.listingPreview} name="act" value="list">
          上架
        </button>
        <button class="button" type="submit" formaction={adminPaths.listingPreview} name="act" value="unlist">
          下架
        </button>
      </>
    ) : null}
    {can.stock ? (
      <label>
        库存原因{' '}
        <select name="reason">
          {STOCK_REASONS.map((reason) => (
            <option value={reason} selected={typed.values.reason === reason}>
              {reason}
            </option>
          ))}
        </select>
      </label>
    ) : null}
    <button class="button listing-save" type="submit" data-save>
      保存改动
    </button>
  </div>
)
