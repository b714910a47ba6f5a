import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { civilDate } from '../../kernel/time.ts'
import { AGE_NAMES, type Receivables } from '../../payments/transfer/receivables.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'
import { Tabs } from './tabs.tsx'

type Props = { receivables: Receivables; now: number }

/** What is still to come by bank transfer: by who owes it and how old it is, then order by order. */
export const ReceivablesPage = ({ receivables: { rows, byAge, totalFen }, now }: Props) => (
  <>
    <h1>对公转账</h1>
    <Tabs current="receivables" />
    <p>
      等对公转账付款的订单，应付减已到账。天数从下单那天算起。
      {rows.length ? (
        <>
          {' '}
          <a href={adminPaths.receivablesCsv}>下载csv</a>
        </>
      ) : null}
    </p>
    {rows.length ? (
      <>
        <Table
          label="按单位"
          caption="按单位"
          head={['单位', ...AGE_NAMES, '合计（元）']}
          numbers={[1, 2, 3, 4, 5]}
          foot={
            <tr>
              <th scope="row">合计</th>
              {[...byAge, totalFen].map((sum) => (
                <td class="is-number">{formatYuan(sum)}</td>
              ))}
            </tr>
          }
        >
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.payer || '（没有写）'}</th>
              {[...row.byAge, row.totalFen].map((sum) => (
                <td class="is-number">{formatYuan(sum)}</td>
              ))}
            </tr>
          ))}
        </Table>
        <Table
          label="按订单"
          caption="按订单"
          head={['订单号', '单位', '应付（元）', '已到账（元）', '还差（元）', '天数', '付款截止']}
          numbers={[2, 3, 4, 5]}
        >
          {rows.flatMap(({ payer, orders }) =>
            orders.map((one) => (
              <tr>
                <th scope="row">
                  <a href={adminPaths.order(one.number)}>{formatOrderNumber(one.number)}</a>
                </th>
                <td>{payer}</td>
                <td class="is-number">{formatYuan(one.totalFen)}</td>
                <td class="is-number">{formatYuan(one.arrivedFen)}</td>
                <td class="is-number">{formatYuan(one.remainingFen)}</td>
                <td class="is-number">{one.days}</td>
                <td>
                  {civilDate(one.payBefore)}
                  {one.payBefore <= now ? <span class="tag tag-warn">已过期</span> : null}
                </td>
              </tr>
            )),
          )}
        </Table>
      </>
    ) : (
      <p>现在没有等对公转账付款的订单。</p>
    )}
  </>
)
