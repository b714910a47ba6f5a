import { QUOTATION_VIEWS, type QuotationListRow, type QuotationListView } from '../../institutions/queries.ts'
import { type Purpose, stateOn } from '../../institutions/quotation.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'

export const QUOTATION_STATE_NAMES: Record<QuotationListView, string> = {
  draft: '待报价',
  sent: '已发送',
  accepted: '已接受',
  declined: '已谢绝',
  expired: '已过期',
  all: '全部',
}

export const PURPOSE_NAMES: Record<Purpose, string> = { canteen: '食堂', benefits: '职工福利', other: '其他' }

type Props = {
  view: QuotationListView
  rows: QuotationListRow[]
  counts: { draft: number; sent: number }
  next: string | null
  today: string
}

/** Requests of institutions and how far they have come, newest first. */
export const QuotationsPage = ({ view, rows, counts, next, today }: Props) => (
  <>
    <h1>单位采购</h1>
    <ul class="chips">
      {QUOTATION_VIEWS.map((name) => (
        <li>
          <a
            class="chip"
            href={adminPaths.quotations({ view: name })}
            aria-current={name === view ? 'true' : undefined}
          >
            {QUOTATION_STATE_NAMES[name]}{' '}
            {name in counts ? <small>{counts[name as keyof typeof counts]}</small> : null}
          </a>
        </li>
      ))}
    </ul>
    {rows.length === 0 ? (
      <p class="empty">{view === 'draft' ? '没有等待报价的需求' : '这里没有报价'}</p>
    ) : (
      <div class="admin-scroll" role="group" tabindex={0} aria-label="表格">
        <table class="admin-table">
          <thead>
            <tr>
              <th scope="col">编号</th>
              <th scope="col">状态</th>
              <th scope="col">单位</th>
              <th scope="col">用途</th>
              <th scope="col">提交</th>
              <th scope="col">希望送达</th>
              <th scope="col">有效期至</th>
              <th scope="col">报价</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <th scope="row">
                  <a href={adminPaths.quotation(row.number)}>{formatOrderNumber(row.number)}</a>
                </th>
                <td>{QUOTATION_STATE_NAMES[stateOn(row, today)]}</td>
                <td>{row.unitName}</td>
                <td>{PURPOSE_NAMES[row.purpose as Purpose]}</td>
                <td>{formatInstant(row.requestedAt).slice(5)}</td>
                <td>{row.deliverOn ?? '—'}</td>
                <td>{row.validUntil ?? '—'}</td>
                <td>{row.totalFen === null ? '—' : `¥${formatYuan(row.totalFen)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
    {next ? (
      <p>
        <a class="button button-secondary" href={adminPaths.quotations({ view, before: next })}>
          更早的
        </a>
      </p>
    ) : null}
  </>
)
