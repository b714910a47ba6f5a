import { QUOTATION_VIEWS, type QuotationListRow, type QuotationListView } from '../../institutions/queries.ts'
import { type Purpose, stateOn } from '../../institutions/quotation.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'
import { PURPOSE_NAMES, QUOTATION_STATE_NAMES } from './words.ts'

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
      <Table head={['编号', '状态', '单位', '用途', '提交', '希望送达', '有效期至', '报价']}>
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
      </Table>
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
