import { formatYuan } from '../../kernel/money.ts'
import { GOODWILL_DAYS, type NamedRequest } from '../../payments/refunds/goodwill.ts'
import { adminPaths } from '../../urls.ts'
import { Field, SelectField } from '../field.tsx'
import { ByHand } from './acts.tsx'
import { LONGEST_REASON } from './goodwill-form.ts'
import type { OrderDeskProps } from './order-page.tsx'
import { lineName } from './refund-list.tsx'
import { wrongAt } from './typed.ts'

/** What the desk knows of an order's goodwill, for one member of staff. */
export type GoodwillProps = {
  requests: NamedRequest[]
  staffId: string
  limitFen: number
  /** Given within the last days. */
  recentFen: number
  /** Names of who else could confirm. */
  others: string[]
  /** What can still be allowed for the order (null) and each line. */
  targets: { line: number | null; mostFen: number }[]
}

/** A sum for a line or the order, without a piece: it is typed twice by the person who gives it. */
export const GoodwillForm = (props: OrderDeskProps) => {
  const { order, goodwill, typed } = props
  const value = (name: string) => typed.values[name] ?? ''
  return (
    <section>
      <h2>补偿退款</h2>
      <p>只退一笔钱，不收回商品；发出以后、完成以后都可以。{limitSentence(goodwill)}</p>
      {props.byHand ? <ByHand /> : null}
      <form
        method="post"
        action={adminPaths.orderGoodwill(order.number)}
        class="admin-form"
        novalidate
        data-once
      >
        <SelectField
          name="goodwill-line"
          label="补偿给"
          value={value('goodwill-line') || 'order'}
          options={goodwill.targets
            .filter(({ line, mostFen }) => line === null || mostFen > 0)
            .map(({ line, mostFen }) => [
              line === null ? 'order' : String(line),
              `${lineName(order, line)}（最多 ¥${formatYuan(mostFen)}）`,
            ])}
          error={wrongAt(props, 'goodwill-line')}
        />
        <Field
          name="goodwill-amount"
          label="金额"
          unit="元"
          value={value('goodwill-amount')}
          error={wrongAt(props, 'goodwill-amount')}
          inputmode="decimal"
          required
          maxlength={12}
          autocomplete="off"
        />
        <Field
          name="goodwill-note"
          label="为什么补偿"
          value={value('goodwill-note')}
          error={wrongAt(props, 'goodwill-note')}
          hint="同事和操作记录里看得到，顾客看不到。不要写姓名和电话。"
          required
          maxlength={LONGEST_REASON}
        />
        <Field
          name="goodwill-again"
          label="再输入一次金额（元）确认"
          value={value('goodwill-again')}
          error={wrongAt(props, 'goodwill-again')}
          inputmode="decimal"
          required
          maxlength={12}
          autocomplete="off"
        />
        <button class="button button-secondary" type="submit">
          {props.byHand ? '记下补偿' : '原路补偿'}
        </button>
      </form>
    </section>
  )
}

/** From what sum on somebody else must agree, and who could. */
function limitSentence({ limitFen, recentFen, others }: GoodwillProps): string {
  const from = limitFen ? `${GOODWILL_DAYS} 天内合计超过 ¥${formatYuan(limitFen)} 的` : '每一笔'
  const given = recentFen ? `这笔订单 ${GOODWILL_DAYS} 天内已补偿 ¥${formatYuan(recentFen)}。` : ''
  return others.length
    ? `${from}，要${others.join('或')}同意以后才退。${given}`
    : `${from}，本来要另一位同事同意；现在只有您一个人有退款权限，输入两次金额就会退，操作记录会写明。${given}`
}
