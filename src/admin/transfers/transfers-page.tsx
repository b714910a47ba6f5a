import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { civilDate } from '../../kernel/time.ts'
import type { ArrivalView, ListedArrival } from '../../payments/transfer/queries.ts'
import { adminPaths } from '../../urls.ts'
import { Field, FieldError, Mend } from '../field.tsx'
import { Table } from '../table.tsx'
import { ARRIVAL_FIELDS, type Errors, type Typed } from './arrival-form.ts'
import { standing } from './standing.ts'
import { Tabs } from './tabs.tsx'

export type TransfersProps = {
  rows: ListedArrival[]
  counts: { confirm: number; open: number }
  view: ArrivalView
  next: string | null
  now: number
  limitFen: number
  typed: Typed
  errors: Errors
}

const VIEWS: [view: ArrivalView, label: string][] = [
  ['confirm', '待确认'],
  ['open', '待分配'],
  ['all', '全部到账'],
  ['aside', '不是货款'],
  ['voided', '已作废'],
]
const NOTHING: Record<ArrivalView, string> = {
  confirm: '没有等第二个人确认的到账。',
  open: '没有待分配的到账款。收到转账后在上面登记，或导入银行流水。',
  all: '还没有登记过到账。',
  aside: '没有标为不是货款的到账。',
  voided: '没有作废的到账。',
}

/** What came to the account: a form for one more, what waits, and all of it. */
export const TransfersPage = (props: TransfersProps) => {
  const { rows, counts, view, next } = props
  return (
    <>
      <h1>对公转账</h1>
      <Tabs current="arrivals" />
      <Mend errors={props.errors} />
      <RegisterForm {...props} />
      <nav class="listing-views" aria-label="筛选">
        {VIEWS.map(([own, label]) => (
          <a href={adminPaths.transfers({ view: own })} aria-current={own === view ? 'page' : undefined}>
            {label}
            {own === 'confirm' || own === 'open' ? ` ${counts[own]}` : ''}
          </a>
        ))}
      </nav>
      {rows.length ? <Arrivals rows={rows} /> : <p>{NOTHING[view]}</p>}
      {next ? (
        <p>
          <a href={adminPaths.transfers({ view, before: next })}>更早的</a>
        </p>
      ) : null}
    </>
  )
}

const Arrivals = ({ rows }: Pick<TransfersProps, 'rows'>) => (
  <Table
    label="到账"
    head={['到账日期', '付款人', '金额（元）', '待分配（元）', '状态', '附言和订单']}
    numbers={[2, 3]}
  >
    {rows.map((row) => (
      <tr>
        <th scope="row">
          <a href={adminPaths.arrival(row.id)} aria-label={`${row.receivedOn} ${row.payer} 的到账`}>
            {row.receivedOn}
          </a>
        </th>
        <td>{row.payer || '（没有写）'}</td>
        <td class="is-number">{formatYuan(row.amountFen)}</td>
        <td class="is-number">{formatYuan(row.restFen)}</td>
        <td>
          <span>
            <span class="tag">{standing(row)}</span>
          </span>
        </td>
        <td>
          {row.remark}
          {row.numbers.map((number, at) => (
            <>
              {row.remark || at ? <br /> : null}
              <a href={adminPaths.order(number)}>{formatOrderNumber(number)}</a>
            </>
          ))}
        </td>
      </tr>
    ))}
  </Table>
)

const RegisterForm = ({ typed, errors, now, limitFen }: TransfersProps) => (
  <details open={Object.values(errors).some(Boolean)}>
    <summary>登记一笔到账</summary>
    <p class="fine">
      银行流水多的话，用“导入银行流水”更快。到账或它的订单超过 ¥{formatYuan(limitFen)}
      ，要另一位同事确认后才入账。
    </p>
    <form
      method="post"
      action={adminPaths.transfers()}
      enctype="multipart/form-data"
      class="admin-form"
      novalidate
      data-once
    >
      {typed.another ? <input type="hidden" name="another" value={typed.another} /> : null}
      {ARRIVAL_FIELDS.map(({ name, ...field }) => (
        <Field
          {...field}
          name={name}
          value={typed[name] ?? (name === 'receivedOn' ? civilDate(now) : '')}
          error={errors[name]}
          autocomplete="off"
        />
      ))}
      <div class={errors.voucher ? 'form-field form-field-wrong' : 'form-field'}>
        <label for="voucher">回单扫描件（可不传）</label>
        <input
          id="voucher"
          name="voucher"
          type="file"
          accept="application/pdf,image/jpeg,image/png"
          aria-invalid={errors.voucher ? 'true' : undefined}
          aria-describedby={errors.voucher ? 'voucher-error' : 'voucher-hint'}
        />
        <p class="fine" id="voucher-hint">
          PDF、JPEG 或 PNG，最大 10 MB。只有财务和负责人能打开。
        </p>
        <FieldError name="voucher" text={errors.voucher} />
      </div>
      <button class="button button-primary" type="submit">
        登记到账
      </button>
    </form>
  </details>
)
