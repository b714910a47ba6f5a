import type { Settlement } from '../../books/settlement-reading.ts'
import { bareYuan, formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { producerWords } from '../books/words.ts'
import { ChoiceField, Field } from '../field.tsx'
import { Table } from '../table.tsx'

/** What somebody typed that was not taken. */
export type Typed = { direction: string; amount: string; reason: string; share: string; confirm: string }

type Props = Settlement & {
  over: boolean
  /** An owner, who sets commissions. */
  maySet: boolean
  error?: string | undefined
  errors?: Partial<Record<keyof Typed, string>>
  typed?: Partial<Typed>
}

const HEAD = ['SKU', '名称', '单价', '卖出', '金额', '退回', '退款', '净额']

/** One producer's month. */
export const SettlementPage = (props: Props) => {
  const { sheet, frozen, over, maySet, error } = props
  const of = [sheet.month, sheet.producerId] as const
  return (
    <>
      <p class="no-print">
        <a href={adminPaths.settlements({ month: sheet.month })}>结算单</a>
      </p>
      <h1>
        {sheet.month} 结算单：{producerWords(sheet.producerId, sheet.producerName)}
      </h1>
      <Alert>{error}</Alert>
      <p class={frozen ? 'admin-saved' : 'notice-info'} role="status">
        {frozen
          ? `已由${frozen.byName}在 ${formatInstant(frozen.frozenAt)} 封存，不会再变。`
          : over
            ? '还没有封存：上期调整和佣金还可以改。'
            : '这个月还没有过完，数字还会变。'}
      </p>
      <Goods {...props} />
      <Sums {...props} />
      {frozen ? (
        <p class="fine">
          校验码（SHA-256）
          <br />
          <code class="settlement-hash">{frozen.hash}</code>
        </p>
      ) : null}
      <p class="no-print admin-actions">
        <button class="button button-secondary" type="button" data-print hidden>
          打印
        </button>
        <a href={adminPaths.settlementXlsx(...of)}>xlsx</a>
        <a href={adminPaths.settlementCsv(...of)}>csv</a>
        {frozen ? <a href={adminPaths.settlementJson(...of)}>原文（校验码按它计算）</a> : null}
      </p>
      {frozen ? null : <Adjusting {...props} />}
      {frozen || !maySet ? null : <Commission {...props} />}
      {frozen || !over ? null : (
        <form
          class="no-print admin-form"
          method="post"
          action={adminPaths.settlementFreezing(...of)}
          novalidate
          data-once
        >
          <h2>封存</h2>
          <input type="hidden" name="seen" value={String(sheet.dueFen)} />
          <p>封存以后，这张结算单不会再变，不能恢复。以后的更正，记在之后月份的“上期调整”里。</p>
          <Field
            name="confirm"
            label="输入应付金额（元）确认"
            value={props.typed?.confirm ?? ''}
            error={props.errors?.confirm}
            hint={`应付 ${formatYuan(sheet.dueFen)}`}
            inputmode="decimal"
            maxlength={16}
            required
            autocomplete="off"
          />
          <button class="button button-primary" type="submit">
            封存这个月
          </button>
        </form>
      )}
    </>
  )
}

const Goods = ({ sheet }: Props) =>
  sheet.rows.length ? (
    <Table
      label="卖出和退回"
      caption="卖出和退回，元"
      head={HEAD}
      numbers={[2, 3, 4, 5, 6, 7]}
      foot={
        <tr>
          <th scope="row" colspan={4}>
            合计
          </th>
          <td class="is-number">{formatYuan(sheet.soldFen)}</td>
          <td />
          <td class="is-number">{formatYuan(sheet.returnedFen)}</td>
          <td class="is-number">{formatYuan(sheet.netFen)}</td>
        </tr>
      }
    >
      {sheet.rows.map((row) => (
        <tr>
          <th scope="row">{row.sku}</th>
          <td>
            {row.name} {row.spec}
          </td>
          <td class="is-number">{formatYuan(row.unitPriceFen)}</td>
          <td class="is-number">{row.sold}</td>
          <td class="is-number">{formatYuan(row.soldFen)}</td>
          <td class="is-number">{row.returned}</td>
          <td class="is-number">{formatYuan(row.returnedFen)}</td>
          <td class="is-number">{formatYuan(row.soldFen - row.returnedFen)}</td>
        </tr>
      ))}
    </Table>
  ) : (
    <p>这个月没有卖出，也没有退回。</p>
  )

const Sums = ({ sheet }: Props) => (
  <Table label="应付" caption="应付，元" head={['项目', '金额']} numbers={[1]}>
    <Sum name="货款净额（卖出减退回，已减优惠）" fen={sheet.netFen} />
    <Sum
      name={sheet.basisPoints ? `佣金 ${formatYuan(sheet.basisPoints)}%` : '佣金 0%（全额结算）'}
      fen={-sheet.commissionFen}
    />
    {sheet.adjustments.map(({ amountFen, reason }) => (
      <Sum name={`上期调整：${reason}`} fen={amountFen} />
    ))}
    <tr>
      <th scope="row">
        <strong>应付</strong>
      </th>
      <td class="is-number">
        <strong>{formatYuan(sheet.dueFen)}</strong>
      </td>
    </tr>
  </Table>
)

const Sum = ({ name, fen }: { name: string; fen: number }) => (
  <tr>
    <th scope="row">{name}</th>
    <td class="is-number">{formatYuan(fen || 0)}</td>
  </tr>
)

const Adjusting = ({ sheet, errors = {}, typed = {} }: Props) => (
  <form
    class="no-print admin-form"
    method="post"
    action={adminPaths.settlementAdjustments(sheet.month, sheet.producerId)}
    novalidate
    data-once
  >
    <h2>上期调整</h2>
    <ChoiceField
      name="direction"
      legend="之前的月份"
      value={typed.direction ?? ''}
      options={[
        ['more', '少付了，这次补给生产者'],
        ['less', '多付了，这次扣回'],
      ]}
      error={errors.direction}
    />
    <Field
      name="amount"
      label="金额"
      unit="元"
      inputmode="decimal"
      value={typed.amount ?? ''}
      error={errors.amount}
    />
    <Field name="reason" label="原因" value={typed.reason ?? ''} maxlength={200} error={errors.reason} />
    <button class="button button-secondary" type="submit">
      记下调整
    </button>
  </form>
)

const Commission = ({ sheet, errors = {}, typed = {} }: Props) => (
  <form
    class="no-print admin-form"
    method="post"
    action={adminPaths.settlementCommission(sheet.month, sheet.producerId)}
    novalidate
    data-once
  >
    <h2>佣金</h2>
    <Field
      name="share"
      label={`从 ${sheet.month} 起，店里留下货款净额的`}
      unit="%"
      inputmode="decimal"
      value={typed.share ?? bareYuan(sheet.basisPoints)}
      error={errors.share}
    />
    <button class="button button-secondary" type="submit">
      保存佣金
    </button>
  </form>
)
