import { formatYuan } from '../../kernel/money.ts'
import { PROVIDERS } from '../../payments/reconciliation/provider.ts'
import type { MissingDay, ReconciledDay } from '../../payments/reconciliation/queries.ts'
import { adminPaths } from '../../urls.ts'
import { Field, SelectField } from '../field.tsx'
import { Table } from '../table.tsx'
import { failureWords } from '../words.ts'
import { PROVIDER_NAMES } from './words.ts'

type Props = { done: ReconciledDay[]; missing: MissingDay[]; yesterday: string }

const HEAD = ['日期', '渠道', '结果', '收款', '退款', '手续费']

/** Every day of a provider: whether its bill agrees with what stands here. */
export const DaysPage = ({ done, missing, yesterday }: Props) => (
  <>
    <h1>对账</h1>
    <p>每天上午十点以后，自动取昨天的账单，和本店的收款、退款逐笔核对。没有取到的会自动再取，最多补30天。</p>
    <p class="fine">
      银行转账不在这里：没有对上订单的到账，在<a href={adminPaths.transfers()}>对公转账</a>处理。
    </p>
    {missing.length || done.length ? (
      <Table label="对账" head={HEAD} numbers={[3, 4, 5]}>
        {missing.map(({ provider, day, note }) => (
          <tr>
            <th scope="row">
              <a href={adminPaths.reconciliationDay(provider, day)}>{day}</a>
            </th>
            <td>{PROVIDER_NAMES[provider]}</td>
            <td colspan={4}>
              <strong class="overview-urgent">未取到</strong> {note ? failureWords(note) : '还没有到取的时候'}
            </td>
          </tr>
        ))}
        {done.map((bill) => (
          <tr>
            <th scope="row">
              <a href={adminPaths.reconciliationDay(bill.provider, bill.day)}>{bill.day}</a>
            </th>
            <td>{PROVIDER_NAMES[bill.provider]}</td>
            <td>{resultOf(bill)}</td>
            <td class="is-number">
              {bill.payments} 笔 ¥{formatYuan(bill.paidFen)}
            </td>
            <td class="is-number">
              {bill.refunds} 笔 ¥{formatYuan(bill.refundedFen)}
            </td>
            <td class="is-number">¥{formatYuan(bill.feeFen)}</td>
          </tr>
        ))}
      </Table>
    ) : (
      <p>还没有要对的账：第一笔经支付渠道的付款后，第二天开始对账。</p>
    )}
    <form method="get" action={adminPaths.reconciliation()} class="admin-form">
      <h2>看某一天</h2>
      <SelectField
        name="provider"
        label="渠道"
        value=""
        options={PROVIDERS.map((provider) => [provider, PROVIDER_NAMES[provider]])}
      />
      <Field name="day" label="日期" type="date" value={yesterday} />
      <button class="button button-secondary" type="submit">
        打开这一天
      </button>
    </form>
  </>
)

const resultOf = ({ open, ended }: ReconciledDay) =>
  open ? (
    <strong class="overview-urgent">有差异（{open} 处）</strong>
  ) : ended ? (
    `一致（${ended} 处差异已处理）`
  ) : (
    '一致'
  )
