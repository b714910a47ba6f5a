import type { Settlement } from '../../books/settlement-reading.ts'
import { formatYuan } from '../../kernel/money.ts'
import { adminPaths } from '../../urls.ts'
import { producerWords } from '../books/words.ts'
import { Field } from '../field.tsx'
import { Table } from '../table.tsx'

type Props = {
  month: string
  over: boolean
  rows: Settlement[]
  error: string | undefined
}

const HEAD = ['生产者', '卖出', '退回', '货款净额', '佣金', '上期调整', '应付', '状态']

/** A month, and what is settled with each producer for it. */
export const SettlementsPage = ({ month, over, rows, error }: Props) => {
  const moved = rows.filter(({ sheet, frozen }) => frozen || sheet.rows.length || sheet.adjustments.length)
  const still = rows.filter((row) => !moved.includes(row))
  const total = moved.reduce((sum, { sheet }) => sum + sheet.dueFen, 0)
  return (
    <>
      <h1>结算单</h1>
      <p>
        每家生产者一个月一张：卖了什么、退了什么、佣金多少、应付多少。月份过完，核对好就封存，以后不会再变。
      </p>
      <form method="get" action={adminPaths.settlements()} class="admin-search books-asked">
        <Field name="month" label="月份（如2026-11）" value={month} maxlength={7} error={error} />
        <button class="button button-secondary" type="submit">
          查看
        </button>
      </form>
      {moved.length ? (
        <Table
          label="结算单"
          caption={`${month}${over ? '' : '（还没有过完）'}，元`}
          head={HEAD}
          numbers={[1, 2, 3, 4, 5, 6]}
          foot={
            <tr>
              <th scope="row" colspan={6}>
                合计
              </th>
              <td class="is-number">
                <strong>{formatYuan(total)}</strong>
              </td>
              <td />
            </tr>
          }
        >
          {moved.map(({ sheet, frozen }) => (
            <tr>
              <th scope="row">
                <a href={adminPaths.settlement(month, sheet.producerId)}>
                  {producerWords(sheet.producerId, sheet.producerName)}
                </a>
              </th>
              {[sheet.soldFen, sheet.returnedFen, sheet.netFen, sheet.commissionFen, sheet.adjustmentFen].map(
                (sum) => (
                  <td class="is-number">{formatYuan(sum)}</td>
                ),
              )}
              <td class="is-number">
                <strong>{formatYuan(sheet.dueFen)}</strong>
              </td>
              <td>{frozen ? `已封存 ${frozen.hash.slice(0, 8)}` : over ? '待封存' : '未到月末'}</td>
            </tr>
          ))}
        </Table>
      ) : (
        <p>这个月还没有要结算的。</p>
      )}
      {still.length ? (
        <details>
          <summary>这个月没有卖出的生产者（{still.length}）</summary>
          <ul>
            {still.map(({ sheet }) => (
              <li>
                <a href={adminPaths.settlement(month, sheet.producerId)}>
                  {producerWords(sheet.producerId, sheet.producerName)}
                </a>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
