import { type ParcelNumber, parcelForm } from '../../fulfilment/correcting.ts'
import { LONGEST_NUMBERS } from '../../fulfilment/sheet.ts'
import type { OrderView } from '../../orders/queries.ts'
import { adminPaths } from '../../urls.ts'
import { CarrierField, Field } from '../field.tsx'
import { BeganAt, beganOf } from '../meanwhile.tsx'
import { SharedNumbers } from '../shared-numbers.tsx'
import type { OrderDeskProps } from './order-page.tsx'
import { usesAt, wrongAt } from './typed.ts'

type ParcelProps = OrderDeskProps & { parcel: OrderView['parcels'][number] }

/** What may be done with a parcel that was sent. */
export function ParcelActs(props: ParcelProps) {
  const { order, parcel, typed } = props
  const at = `correct-${parcel.id}`
  const wrong = wrongAt(props, at)
  const values = wrong ? typed.values : {}
  const { carrier, trackingNo } = parcel
  const began = wrong
    ? beganOf<ParcelNumber>(values)
    : { over: props.edits.get(parcelForm(parcel.id)) ?? 0, was: { carrier, trackingNo } }
  return (
    <div class="admin-actions parcel-acts">
      {parcel.storage === 'cold' && parcel.outAt === null && parcel.deliveredAt === null ? (
        <Ask
          act="今日派送"
          action={adminPaths.parcelOut(order.number, parcel.id)}
          told="下单人会收到短信：生鲜包裹今日送达，请当面验货。每个包裹只发一次，只在白天发。"
          sure="确认今日派送"
        />
      ) : null}
      {parcel.deliveredAt === null ? (
        <Ask
          act="标记送达"
          action={adminPaths.parcelDelivery(order.number, parcel.id)}
          told="买家会看到“已送达”，自动收货的天数从这一刻算起。记错了可以撤回，最晚到视为送达的那天。"
          sure="确认送达"
        />
      ) : parcel.deliveredBy === 'staff' && parcel.receivedAt === null ? (
        <Ask
          act="撤回送达"
          action={adminPaths.parcelDeliveryWithdrawal(order.number, parcel.id)}
          told="包裹回到“已发货”，买家看到的也一样；自动收货的天数等真的送达了再算。"
          sure="确认撤回"
        />
      ) : null}
      <details open={Boolean(wrong)}>
        <summary class="button button-secondary">更正运单号</summary>
        <form
          method="post"
          action={adminPaths.parcelNumber(order.number, parcel.id)}
          class="admin-form"
          novalidate
        >
          <BeganAt {...began} />
          <CarrierField
            id={`carrier-${parcel.id}`}
            value={values.carrier ?? carrier}
            name={values.carrierName}
          />
          <Field
            name="trackingNo"
            id={at}
            label="运单号"
            value={values.trackingNo ?? trackingNo}
            error={wrong}
            required
            maxlength={40}
          />
          <SharedNumbers uses={usesAt(props, at)} />
          <button class="button button-primary" type="submit">
            保存
          </button>
        </form>
      </details>
      <AddBoxes {...props} />
    </div>
  )
}

/** An act behind a second press. */
const Ask = ({ act, action, told, sure }: { act: string; action: string; told: string; sure: string }) => (
  <details>
    <summary class="button button-secondary">{act}</summary>
    <form method="post" action={action} class="admin-form" data-once>
      <p class="fine">{told}</p>
      <button class="button button-primary" type="submit">
        {sure}
      </button>
    </form>
  </details>
)

/** More boxes of the same pieces, each with a number of its own. */
const AddBoxes = (props: ParcelProps) => {
  const { order, parcel, typed } = props
  const at = `boxes-${parcel.id}`
  const wrong = wrongAt(props, at)
  const values = wrong ? typed.values : {}
  return (
    <details open={Boolean(wrong)}>
      <summary class="button button-secondary">加一箱</summary>
      <form
        method="post"
        action={adminPaths.parcelBoxes(order.number, parcel.id)}
        class="admin-form"
        novalidate
        data-once
      >
        <p class="fine">同一批商品分几箱寄的，在这里登记其余的运单号；几个单号用顿号隔开。</p>
        <CarrierField
          id={`box-carrier-${parcel.id}`}
          value={values.carrier ?? parcel.carrier}
          name={values.carrierName}
        />
        <Field
          name="trackingNo"
          id={at}
          label="运单号"
          value={values.trackingNo ?? ''}
          error={wrong}
          required
          maxlength={LONGEST_NUMBERS}
          autocomplete="off"
        />
        <SharedNumbers uses={usesAt(props, at)} />
        <button class="button button-primary" type="submit">
          登记这一箱
        </button>
      </form>
    </details>
  )
}
