import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { AnomalyTold } from '../../payments/anomalies.ts'
import type { AnomalyKind } from '../../payments/setting-aside.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Table } from '../table.tsx'

export type AnomaliesProps = {
  rows: AnomalyTold[]
  view: 'open' | 'resolved'
  error?: string | undefined
  at?: string | undefined
  done?: string | undefined
}

/** What happened, and what can be done about it. */
const KINDS: Record<AnomalyKind, { name: string; act: string }> = {
  wrong_amount: {
    name: '金额不对',
    act: '先在商户平台核对这笔交易。钱确实到了，就在商户平台原路退回，订单保持未付款；平台上没有这笔钱，不用处理。',
  },
  unknown_trade: {
    name: '找不到订单',
    act: '这个交易号不是本店开的。到商户平台核对来源；钱确实到了，就在商户平台原路退回。',
  },
  foreign_merchant: {
    name: '不是本店的商户号',
    act: '通知写的是别的商户号或应用。核对支付设置；钱没有进本店账户，不用退。',
  },
  unknown_refund: {
    name: '不是本店办的退款',
    act: '有人在商户平台直接退了款。找到对应的订单，核对是否要在后台也办退款。',
  },
  succeeded_after_failure: {
    name: '失败的退款后来成功了',
    act: '支付渠道先说这笔退款失败，后来又说成功。不要再办这笔退款；如果已经用新的单号办过，请联系买家退回其中一笔。',
  },
  repaid_twice: {
    name: '退了两次',
    act: '这笔退款已经登记过转账，支付渠道后来又退成功了。请联系买家退回其中一笔。',
  },
}
const PROVIDERS: Record<string, string> = { wechatpay: '微信支付', alipay: '支付宝' }

/** What providers told and no order fitted; each is kept until somebody says what became of it. */
export const AnomaliesPage = ({ rows, view, error, at, done }: AnomaliesProps) => (
  <>
    <h1>款项异常</h1>
    <p>支付渠道通知了、但和订单对不上的款项。系统不会自动处理，请逐条核对。</p>
    {done ? (
      <p class="admin-saved" role="status">
        {done}
      </p>
    ) : null}
    <Alert>{at ? null : error}</Alert>
    <p>
      <a href={adminPaths.anomalies()} aria-current={view === 'open' ? 'page' : undefined}>
        待处理
      </a>{' '}
      ·{' '}
      <a
        href={adminPaths.anomalies({ view: 'resolved' })}
        aria-current={view === 'resolved' ? 'page' : undefined}
      >
        已处理
      </a>
    </p>
    {rows.length ? (
      <Table label="款项异常" head={['时间', '问题', '金额', '交易号和订单', '处理']}>
        {rows.map((row) => (
          <tr>
            <th scope="row">{formatInstant(row.at)}</th>
            <td>
              <strong>{KINDS[row.kind].name}</strong>
              <br />
              {PROVIDERS[row.provider] ?? row.provider}
              <p class="fine">{KINDS[row.kind].act}</p>
            </td>
            <td>
              通知 ¥{formatYuan(row.amountFen)}
              {row.expectedFen === null ? null : (
                <>
                  <br />
                  应为 ¥{formatYuan(row.expectedFen)}
                </>
              )}
            </td>
            <td>
              {row.outTradeNo}
              {row.number ? (
                <>
                  <br />
                  <a href={adminPaths.order(row.number)}>{formatOrderNumber(row.number)}</a>
                </>
              ) : null}
            </td>
            <td>
              {row.resolution ? (
                <Resolved {...row} />
              ) : (
                <Resolving id={row.id} error={at === row.id ? error : undefined} />
              )}
            </td>
          </tr>
        ))}
      </Table>
    ) : (
      <p>{view === 'open' ? '现在没有待处理的款项异常。' : '还没有处理过款项异常。'}</p>
    )}
  </>
)

const Resolved = ({ resolution, byName, resolvedAt }: AnomalyTold) => (
  <>
    {resolution}
    <br />
    <small>
      {byName} {resolvedAt === null ? '' : formatInstant(resolvedAt)}
    </small>
  </>
)

const Resolving = ({ id, error }: { id: string; error: string | undefined }) => (
  <form method="post" action={adminPaths.anomalyResolution(id)} novalidate data-once>
    <label for={`resolution-${id}`}>怎么处理的</label>
    <input
      id={`resolution-${id}`}
      name="resolution"
      maxlength={200}
      required
      aria-invalid={error ? 'true' : undefined}
      aria-describedby={error ? `error-${id}` : undefined}
    />
    {error ? (
      <p class="form-error" id={`error-${id}`}>
        {error}
      </p>
    ) : null}
    <button class="button button-secondary" type="submit">
      记为已处理
    </button>
  </form>
)
