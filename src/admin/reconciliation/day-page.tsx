import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { own } from '../../kernel/own.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { ProviderBill } from '../../payments/bill-schema.ts'
import type { Provider } from '../../payments/reconciliation/provider.ts'
import { bothSides, type DifferenceTold } from '../../payments/reconciliation/queries.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { FieldError } from '../field.tsx'
import { Table } from '../table.tsx'
import { KINDS, PROVIDER_NAMES, REMEDIES } from './words.ts'

type Props = {
  provider: Provider
  day: string
  /** Null: the bill is not here yet. */
  known: { bill: ProviderBill; differences: DifferenceTold[] } | null
  /** The day is over, so that a bill may be had. */
  over: boolean
  error?: string | undefined
  /** Which difference an error is about. */
  at?: string | undefined
}

/** One day of a provider: both sides' sums, and what differs with what can be done about it. */
export const DayPage = ({ provider, day, known, over, error, at }: Props) => (
  <>
    <p>
      <a href={adminPaths.reconciliation()}>对账</a>
    </p>
    <h1>
      {day} {PROVIDER_NAMES[provider]}
    </h1>
    <Alert>{at ? null : error}</Alert>
    {known ? <Compared {...known} error={error} at={at} /> : <Missing {...{ provider, day, over }} />}
  </>
)

const Compared = ({
  bill,
  differences,
  error,
  at,
}: {
  bill: ProviderBill
  differences: DifferenceTold[]
  error: string | undefined
  at: string | undefined
}) => {
  const sides = bothSides(bill, differences)
  const open = differences.filter(({ resolvedAt }) => resolvedAt === null).length
  return (
    <>
      <p role="status" class={open ? 'basket-alert' : 'admin-saved'}>
        {open ? `有 ${open} 处差异要处理。` : differences.length ? '一致，差异都已处理。' : '一致。'}
      </p>
      <Table
        label="两边的合计"
        caption="两边的合计"
        head={['项目', '渠道账单', '本店', '差']}
        numbers={[1, 2, 3]}
      >
        {(
          [
            [`收款 ${bill.payments} 笔`, sides.paid],
            [`退款 ${bill.refunds} 笔`, sides.refunded],
          ] as const
        ).map(([name, { there, here, apart }]) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="is-number">¥{formatYuan(there)}</td>
            <td class="is-number">¥{formatYuan(here)}</td>
            <td class="is-number">
              {apart ? <strong class="overview-urgent">¥{formatYuan(apart)}</strong> : '—'}
            </td>
          </tr>
        ))}
      </Table>
      <p class="fine">
        手续费 ¥{formatYuan(bill.feeFen)} · 账单{bill.source === 'sent' ? '由同事上传' : '自动取得'}，
        {formatInstant(bill.at)}。本店一栏是对账时的数。
      </p>
      {differences.length ? (
        <section aria-labelledby="differences">
          <h2 id="differences">差异</h2>
          <ul class="differences">
            {differences.map((row) => (
              <DifferenceBox row={row} error={at === row.id ? error : undefined} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

const DifferenceBox = ({ row, error }: { row: DifferenceTold; error: string | undefined }) => (
  <li id={row.id}>
    <h3>{KINDS[row.kind].name}</h3>
    <p>
      渠道 {sumWords(row.thereFen)} · 本店 {sumWords(row.hereFen)}
      <br />
      {row.outRefundNo ? `退款 ${row.outRefundNo}` : `交易 ${row.outTradeNo}`}
      {row.number ? (
        <>
          {' '}
          · 订单 <a href={adminPaths.order(row.number)}>{formatOrderNumber(row.number)}</a>
        </>
      ) : null}
    </p>
    {row.resolution === null ? (
      <>
        <p class="fine">{KINDS[row.kind].told}</p>
        <Acts row={row} error={error} />
      </>
    ) : (
      <p>
        已处理：{own(REMEDIES as Record<string, string>, row.resolution) ?? row.resolution}
        <br />
        <small>
          {row.byName} {row.resolvedAt === null ? '' : formatInstant(row.resolvedAt)}
        </small>
      </p>
    )}
  </li>
)

const sumWords = (fen: number | null): string => (fen === null ? '没有' : `¥${formatYuan(fen)}`)

const Acts = ({ row, error }: { row: DifferenceTold; error: string | undefined }) => (
  <>
    <form method="post" action={adminPaths.differenceRemedy(row.id)} data-once>
      <button class="button button-primary" type="submit">
        {KINDS[row.kind].button}
      </button>
    </form>
    <form
      method="post"
      action={adminPaths.differenceResolution(row.id)}
      class="admin-form"
      novalidate
      data-once
    >
      <label for={`resolution-${row.id}`}>或者写明怎么处理的</label>
      <input
        id={`resolution-${row.id}`}
        name="resolution"
        maxlength={200}
        required
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `resolution-${row.id}-error` : undefined}
      />
      <FieldError name={`resolution-${row.id}`} text={error} />
      <button class="button button-secondary" type="submit">
        记为已处理
      </button>
    </form>
  </>
)

const Missing = ({ provider, day, over }: Pick<Props, 'provider' | 'day' | 'over'>) =>
  over ? (
    <>
      <p class="notice-info">这一天的账单还没有取到。</p>
      <form method="post" action={adminPaths.reconciliationFetch(provider, day)} data-once>
        <button class="button button-primary" type="submit">
          现在去取
        </button>
      </form>
      <h2>自己上传</h2>
      <p>取不到时，从{PROVIDER_NAMES[provider]}商户平台下载这一天的交易账单，原样上传。</p>
      <form
        method="post"
        action={adminPaths.reconciliationBill(provider, day)}
        enctype="multipart/form-data"
        class="admin-form"
        novalidate
        data-once
      >
        <label for="bill">账单文件（csv或zip）</label>
        <input id="bill" name="bill" type="file" accept=".csv,.zip,text/csv,application/zip" required />
        <button class="button button-secondary" type="submit">
          上传并核对
        </button>
      </form>
    </>
  ) : (
    <p class="notice-info">这一天还没有过完，第二天上午十点以后才有账单。</p>
  )
