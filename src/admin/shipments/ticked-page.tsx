import type { NumberUse } from '../../fulfilment/number-uses.ts'
import type { WaitingLine } from '../../fulfilment/queries.ts'
import { goodsOf, LONGEST_NUMBERS } from '../../fulfilment/sheet.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { CarrierField, CellField } from '../field.tsx'
import { SharedNumbers } from '../shared-numbers.tsx'
import { Table } from '../table.tsx'
import { STORAGES } from '../words.ts'
import { regionName } from './waiting.ts'

/** The box of an order's tracking numbers goes by its number. */
export const NUMBER = 'no-'

type Props = {
  /** What is left to send of each order. */
  parts: WaitingLine[][]
  gone: string[]
  storage: string
  values: Record<string, string>
  /** What is wrong, by order number. */
  wrong: Map<string, string>
  /** Numbers another order has, to be confirmed. */
  uses: NumberUse[]
  error: string | null
}

/** One carrier, and a tracking number for each of the orders that were ticked; all of them are sent, or none. */
export const TickedPage = ({ parts, gone, storage, values, wrong, uses, error }: Props) => (
  <>
    <p>
      <a href={adminPaths.orders({ view: storage })}>‹ 订单</a>
    </p>
    <h1>一起发货 · {STORAGES[storage]}</h1>
    <Alert>{error}</Alert>
    {gone.length ? <Alert>这些订单已经不在待发货里：{gone.map(formatOrderNumber).join('、')}</Alert> : null}
    {parts.length === 0 ? (
      <p class="empty">没有勾选待发货的订单。请回到订单列表勾选。</p>
    ) : (
      <form method="post" action={adminPaths.tickedOrders()} novalidate data-once>
        <input type="hidden" name="storage" value={storage} />
        <p>每笔订单把剩下的商品一起发出。运单号空着的这次不发；分几箱寄的，几个单号用顿号隔开。</p>
        <div class="admin-form">
          <CarrierField id="carrier" value={values.carrier ?? 'sf'} name={values.carrierName} />
        </div>
        <Table class="ticked-orders" head={['订单号', '收货地区', '商品', '运单号']}>
          {parts.map((lines) => {
            const { number, regionCode } = lines[0]!
            return (
              <tr>
                <th scope="row">
                  <input type="hidden" name="order" value={number} />
                  <a href={adminPaths.order(number)}>{formatOrderNumber(number)}</a>
                </th>
                <td>{regionName(regionCode)}</td>
                <td>{goodsOf(lines)}</td>
                <td>
                  <div class="ticked-number">
                    <CellField
                      name={NUMBER + number}
                      label={`${formatOrderNumber(number)} 的运单号`}
                      value={values[NUMBER + number] ?? ''}
                      error={wrong.get(number)}
                      maxlength={LONGEST_NUMBERS}
                    />
                  </div>
                </td>
              </tr>
            )
          })}
        </Table>
        <SharedNumbers uses={uses} />
        <p class="admin-actions">
          <button class="button button-primary" type="submit">
            确认发货
          </button>
        </p>
      </form>
    )}
  </>
)
