import { LONGEST_NUMBERS } from '../../fulfilment/sheet.ts'
import { formatYuan } from '../../kernel/money.ts'
import { LONGEST_WAIT_DAYS } from '../../payments/extending.ts'
import { adminPaths } from '../../urls.ts'
import { CarrierField, Field, FieldError } from '../field.tsx'
import { SharedNumbers } from '../shared-numbers.tsx'
import { STORAGES } from '../words.ts'
import type { OrderDeskProps } from './order-page.tsx'
import { usesAt, wrongAt } from './typed.ts'

export function ShipForms(props: OrderDeskProps) {
  const { order, typed } = props
  const left = order.lines.flatMap(({ line, sku, storage }) => {
    const pieces = order.leftToShip.find((own) => own.line === line)?.left ?? 0
    return pieces > 0 ? [{ line, sku, storage, left: pieces }] : []
  })
  const storages = [...new Set(left.map((line) => line.storage))]
  return (
    <>
      {storages.map((storage) => {
        const own = typed.values.storage === storage ? typed.values : {}
        return (
          <section>
            <h2>发货 · {STORAGES[storage]}</h2>
            <form
              method="post"
              action={adminPaths.orderShipments(order.number)}
              class="admin-form"
              novalidate
              data-once
            >
              <input type="hidden" name="storage" value={storage} />
              {left
                .filter((line) => line.storage === storage)
                .map((line) => (
                  <div class="form-field">
                    <div class="admin-inline">
                      <label for={`line-${line.line}`}>
                        {order.lines.find((own) => own.line === line.line)?.titleZh} {line.sku}（还剩{' '}
                        {line.left}）
                      </label>
                      <input
                        id={`line-${line.line}`}
                        name={`line-${line.line}`}
                        type="number"
                        min={0}
                        max={line.left}
                        value={own[`line-${line.line}`] ?? line.left}
                        {...faulty(props, `line-${line.line}`)}
                      />
                    </div>
                    <FieldError name={`line-${line.line}`} text={wrongAt(props, `line-${line.line}`)} />
                  </div>
                ))}
              <CarrierField id={`carrier-${storage}`} value={own.carrier ?? 'sf'} name={own.carrierName} />
              <Field
                name="trackingNo"
                id={`number-${storage}`}
                label="运单号"
                value={own.trackingNo ?? ''}
                error={wrongAt(props, `number-${storage}`)}
                hint="分几箱寄的，几个单号用顿号隔开"
                required
                maxlength={LONGEST_NUMBERS}
                autocomplete="off"
              />
              <SharedNumbers uses={usesAt(props, `number-${storage}`)} />
              <button class="button button-primary" type="submit">
                确认发货
              </button>
            </form>
          </section>
        )
      })}
    </>
  )
}

/** Money moves: the number is typed, not clicked. */
export const CancelForm = (props: OrderDeskProps) => (
  <section>
    <h2>{props.order.state === 'awaiting_payment' ? '取消订单' : '取消并退款'}</h2>
    <p>
      {props.order.state === 'awaiting_payment'
        ? '取消订单，商品放回库存，不能恢复。'
        : `取消整笔订单，¥${formatYuan(props.goingBackFen)} ${props.byHand ? '由财务从银行转回' : '原路退回'}，尚未发出的商品放回库存，不能恢复。`}
      请输入订单号最后四位确认。
    </p>
    <form
      method="post"
      action={adminPaths.orderCancellation(props.order.number)}
      class="admin-form"
      novalidate
      data-once
    >
      <input type="hidden" name="seen" value={props.goingBackFen} />
      <Field
        name="confirm"
        label="订单号最后四位"
        value={props.typed.values.confirm ?? ''}
        error={wrongAt(props, 'confirm')}
        required
        maxlength={4}
        autocomplete="off"
      />
      <button class="button button-danger" type="submit">
        取消订单
      </button>
    </form>
  </section>
)

/** More time to pay, for a bank transfer: then the payment page offers one. */
export const ExtendForm = (props: OrderDeskProps) => (
  <section>
    <h2>延长付款期限</h2>
    <p>
      单位用对公转账付款要几天。延长到一天以上，买家的付款页就会给出收款账户和参考号；商品和地块保留到那天晚上。
    </p>
    <form
      method="post"
      action={adminPaths.orderDeadline(props.order.number)}
      class="admin-form"
      novalidate
      data-once
    >
      <Field
        name="until"
        label="最后付款日"
        type="date"
        value={props.typed.values.until ?? ''}
        error={wrongAt(props, 'until')}
        hint={`最多 ${LONGEST_WAIT_DAYS} 天`}
        required
      />
      <button class="button button-secondary" type="submit">
        延长期限
      </button>
    </form>
  </section>
)

/** Why an order cannot be called off as a whole any more, and what does it instead. */
export const NoCancelling = ({ order, refunded }: OrderDeskProps) => {
  const left = order.lines.some(
    ({ sku, line, quantity }) => sku !== null && (refunded.get(line) ?? 0) < quantity,
  )
  return (
    <section>
      <h2>取消并退款</h2>
      <p>
        这笔订单不能整笔取消：
        {order.parcels.length ? '已经有包裹发出' : '其中的茶园地块现在不能退'}。
        {left ? '要退其余的商品，请用上面的“部分退款”填上剩下的件数。' : '商品都已退完。'}
      </p>
    </section>
  )
}

/** Said before money of a bank transfer is given back: nothing goes by itself. */
export const ByHand = () => (
  <p>这笔订单是对公转账付的：这里先记下退款，再从银行把钱转回原付款账户，转出后在「退款」里登记。</p>
)

/** Some pieces of an order: what they cost is said, and typed by the person who gives it back. */
export const RefundForm = (props: OrderDeskProps) => {
  const { order, refunded } = props
  const { values } = props.typed
  return (
    <section>
      <h2>部分退款</h2>
      <p>尚未发出的商品会放回库存。一组商品全部未发、又全部退掉时，运费一起退。</p>
      {props.byHand ? <ByHand /> : null}
      <form
        method="post"
        action={adminPaths.orderRefunds(order.number)}
        class="admin-form"
        novalidate
        data-once
      >
        {order.lines
          .map((line) => ({ ...line, before: refunded.get(line.line) ?? 0 }))
          .filter(({ sku, quantity, before }) => sku !== null && before < quantity)
          .map((line) => (
            <div class="form-field">
              <div class="admin-inline">
                <label for={`refund-${line.line}`}>
                  {line.titleZh} {line.sku}(¥{formatYuan(line.unitPriceFen)} × {line.quantity}
                  {line.before ? `，已退${line.before}件` : ''})
                </label>
                <input
                  id={`refund-${line.line}`}
                  name={`refund-${line.line}`}
                  type="number"
                  min={0}
                  max={line.quantity - line.before}
                  value={values[`refund-${line.line}`] ?? '0'}
                  {...faulty(props, `refund-${line.line}`)}
                />
              </div>
              <FieldError name={`refund-${line.line}`} text={wrongAt(props, `refund-${line.line}`)} />
            </div>
          ))}
        <Field
          name="reason"
          label="原因"
          value={values.reason ?? ''}
          error={wrongAt(props, 'reason')}
          required
          maxlength={60}
        />
        <Field
          name="amount"
          label="输入退款金额（元）确认"
          value={values.amount ?? ''}
          error={wrongAt(props, 'amount')}
          inputmode="decimal"
          required
          maxlength={12}
          autocomplete="off"
        />
        <button class="button button-secondary" type="submit">
          {props.byHand ? '记下退款' : '原路退款'}
        </button>
      </form>
    </section>
  )
}

/** Ties a box beside its label to the sentence below both. */
const faulty = (props: OrderDeskProps, id: string) =>
  wrongAt(props, id) ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` } : {}
