import {
  countedIn,
  INVOICE_VIEWS,
  type InvoiceView,
  type QueuedInvoice,
  type readInvoiceQueue,
} from '../../invoices/reading.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { DAY_MS, formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'
import { KIND_WORDS, maskTitle, STATE_WORDS } from './words.ts'

type Props = {
  view: InvoiceView
  kind: string | null
  invoices: QueuedInvoice[]
  counts: Awaited<ReturnType<typeof readInvoiceQueue>>[1]
  more: boolean
  now: number
}

const VIEW_WORDS: Record<InvoiceView, string> = {
  waiting: '待开',
  red: '待开红字',
  issued: '已开',
  over: '已结束',
}
const KINDS: [string | null, string][] = [
  [null, '全部'],
  ['ordinary', '普票'],
  ['special', '专票'],
]
const EMPTY: Record<InvoiceView, string> = {
  waiting: '没有等着开的发票。顾客申请后，会按先后排在这里。',
  red: '没有等着开的红字发票。开票以后有退款，会排在这里。',
  issued: '还没有开好的发票。',
  over: '没有取消或全部冲红的。',
}

/** Invoices by age, and what waits in each view. */
export const InvoiceQueuePage = ({ view, kind, invoices, counts, more, now }: Props) => (
  <>
    <h1>发票</h1>
    <nav class="listing-views" aria-label="筛选">
      {INVOICE_VIEWS.map((own) => (
        <a
          href={adminPaths.invoices({ view: own, kind: kind ?? undefined })}
          aria-current={own === view ? 'page' : undefined}
        >
          {VIEW_WORDS[own]}
          {own === 'waiting' || own === 'red' ? ` ${countedIn(counts, own)}` : ''}
        </a>
      ))}
    </nav>
    <nav class="listing-views" aria-label="类型">
      {KINDS.map(([own, text]) => (
        <a
          href={adminPaths.invoices({ view, kind: own ?? undefined })}
          aria-current={own === kind ? 'true' : undefined}
        >
          {text}
        </a>
      ))}
    </nav>
    {invoices.length ? (
      <Table label="发票" head={['申请', '订单', '抬头', '金额', '申请时间']} numbers={[3]}>
        {invoices.map((one) => (
          <tr>
            <th scope="row">
              <a href={adminPaths.invoiceRequest(one.id)}>
                {KIND_WORDS[one.kind]} <span class="tag">{STATE_WORDS[one.state]}</span>
              </a>
            </th>
            <td>
              <a href={adminPaths.order(one.number)}>{formatOrderNumber(one.number)}</a>
            </td>
            <td>{maskTitle(one)}</td>
            <td>¥{formatYuan(view === 'red' ? one.redDueFen : (one.amountFen ?? one.totalFen))}</td>
            <td>
              <span>
                {formatInstant(one.requestedAt)}
                {view === 'waiting' ? <small>{waited(one, now)}</small> : null}
              </span>
            </td>
          </tr>
        ))}
      </Table>
    ) : (
      <p>{EMPTY[view]}</p>
    )}
    {more ? <p class="fine">只列出前{invoices.length}件，办完前面的再看后面的。</p> : null}
  </>
)

function waited({ requestedAt }: QueuedInvoice, now: number): string {
  const days = Math.floor((now - requestedAt) / DAY_MS)
  return days < 1 ? '' : ` 等了${days}天`
}

/** The view an address asks for. */
export const viewOf = (typed: string | undefined): InvoiceView =>
  INVOICE_VIEWS.find((own) => own === typed) ?? 'waiting'
