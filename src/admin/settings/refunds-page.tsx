import { formatYuan } from '../../kernel/money.ts'
import { GOODWILL_LIMIT } from '../../settings/refunds.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved } from '../field.tsx'
import { type Between, keepWords, Meanwhile, Over } from '../meanwhile.tsx'

export const LIMIT_LABEL = '补偿超过多少，要第二个人同意'

type Props = {
  typed: string
  error: string | undefined
  saved: boolean
  over: number
  between: Between | undefined
}

const HINT =
  '只退钱、不收回商品的补偿，同一笔订单 30 天内合计超过这个数，要另一位有退款权限的同事同意才退。' +
  `填整数；0 表示每一笔都要。通常 ${formatYuan(GOODWILL_LIMIT.usualFen)}`

/** From what sum on goodwill needs a second person: the owner's to say. */
export const RefundRulesPage = ({ typed, error, saved, over, between }: Props) => (
  <>
    <h1>退款</h1>
    <Saved shown={saved}>已保存，从现在起按新的限额。</Saved>
    <Mend errors={{ goodwillLimit: error }} />
    <Meanwhile between={between} />
    <form method="post" action={adminPaths.refundRules} class="admin-form" novalidate>
      <Over edit={over} />
      <Field
        name="goodwillLimit"
        label={LIMIT_LABEL}
        unit="元"
        value={typed}
        error={error}
        inputmode="numeric"
        maxlength={6}
        hint={HINT}
      />
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
  </>
)
