import { formatYuan } from '../../kernel/money.ts'
import { ARRIVAL_LIMIT, GOODWILL_LIMIT } from '../../settings/refunds.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved } from '../field.tsx'
import { type Between, keepWords, Meanwhile, Over } from '../meanwhile.tsx'

export const LIMIT_LABEL = '补偿超过多少，要第二个人同意'
export const ARRIVAL_LABEL = '对公到账超过多少，要第二个人确认'

type Props = {
  typed: { goodwillLimit: string; arrivalLimit: string }
  errors: { goodwillLimit?: string | undefined; arrivalLimit?: string | undefined }
  saved: boolean
  over: number
  between: Between | undefined
}

const HINT =
  '只退钱、不收回商品的补偿，同一笔订单 30 天内合计超过这个数，要另一位有退款权限的同事同意才退。' +
  `填整数；0 表示每一笔都要。通常 ${formatYuan(GOODWILL_LIMIT.usualFen)}`

const ARRIVAL_HINT =
  '财务登记或导入的到账，一笔超过这个数，要另一位财务或负责人对着银行流水确认后才入账。' +
  `填整数；0 表示每一笔都要。通常 ${formatYuan(ARRIVAL_LIMIT.usualFen)}`

/** From what sum on goodwill needs a second person: the owner's to say. */
export const RefundRulesPage = ({ typed, errors, saved, over, between }: Props) => (
  <>
    <h1>退款和到账</h1>
    <Saved shown={saved}>已保存，从现在起按新的限额。</Saved>
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <form method="post" action={adminPaths.refundRules} class="admin-form" novalidate>
      <Over edit={over} />
      <Field
        name="goodwillLimit"
        label={LIMIT_LABEL}
        unit="元"
        value={typed.goodwillLimit}
        error={errors.goodwillLimit}
        inputmode="numeric"
        maxlength={6}
        hint={HINT}
      />
      <Field
        name="arrivalLimit"
        label={ARRIVAL_LABEL}
        unit="元"
        value={typed.arrivalLimit}
        error={errors.arrivalLimit}
        inputmode="numeric"
        maxlength={6}
        hint={ARRIVAL_HINT}
      />
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
  </>
)
