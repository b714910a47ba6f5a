import { DEADLINE_NAMES, DEADLINES, type Deadlines } from '../../settings/deadlines.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'

export type TypedDeadlines = Record<keyof Deadlines, string>
export type DeadlineErrors = Partial<Record<keyof Deadlines, string>>

const NAMES: Record<keyof Deadlines, [label: string, unit: string, text: string]> = {
  payMinutes: ['下单后多久内付款', '分钟', '到时未付,订单自动关闭、库存放回。只影响之后的新订单'],
  assumedAmbientDays: ['常温:发出后视为送达', '天', '没有人说送到时按此计算,顾客页面会注明“推定”'],
  assumedColdDays: ['冷链:发出后视为送达', '天', '同上'],
  receiptAmbientDays: ['常温:送达后自动确认收货', '天', '售后期从收货起算'],
  receiptColdDays: ['冷链:送达后自动确认收货', '天', '同上'],
  lateHours: ['付款后多久没发算超时', '小时', '订单台的“超时”一栏'],
}

export const DEADLINE_LABELS = Object.fromEntries(
  DEADLINE_NAMES.map((name) => [name, `${NAMES[name][0]}(${NAMES[name][1]})`]),
) as TypedDeadlines

type Props = Began<TypedDeadlines> & {
  typed: TypedDeadlines
  errors: DeadlineErrors
  saved: boolean
  between: Between | undefined
}

/** The clocks of an order, in words; each with its usual value. */
export const DeadlinesPage = ({ typed, errors, saved, over, was, between }: Props) => (
  <>
    <h1>时限</h1>
    <Saved shown={saved}>已保存,从现在起按新的时限计算。</Saved>
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <form method="post" action={adminPaths.deadlines} class="admin-form" novalidate>
      <BeganAt over={over} was={was} />
      {DEADLINE_NAMES.map((name) => {
        const [label, unit, text] = NAMES[name]
        const { usual, least, most } = DEADLINES[name]
        return (
          <Field
            name={name}
            label={label}
            unit={unit}
            value={typed[name]}
            error={errors[name]}
            inputmode="numeric"
            maxlength={4}
            hint={`${text}。通常 ${usual},可填 ${least}–${most}`}
          />
        )
      })}
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
  </>
)
