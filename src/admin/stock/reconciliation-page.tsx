import { type Account, differenceOf } from '../../catalog/stock/reconciling.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Table } from '../table.tsx'

type Props = { accounts: Account[]; differing: Account[]; next: string | null }
const TITLES = ['SKU', '商品', '首批', '入库', '调减', '退回', '合计', '可售', '占用', '售出', '合计', '差']

/** Both sides of each SKU's account: what came, and where it is. */
export const StockReconciliationPage = ({ accounts, differing, next }: Props) => (
  <>
    <p>
      <a href={adminPaths.stock()}>库存</a>
    </p>
    <h1>核对账目</h1>
    <p>首批、入库、调减、退回加起来，应当等于可售、未付款占用、售出加起来。每天夜里也会核对一次。</p>
    {differing.length ? (
      <>
        <Alert>
          {differing.length} 个 SKU 对不上：{differing.map(({ sku }) => sku).join('、')}。请把 SKU
          告诉技术支持，先盘点，不要直接改库存。
        </Alert>
        <Accounts caption="对不上的" accounts={differing} />
      </>
    ) : (
      <p class="admin-saved" role="status">
        账目全部相符。
      </p>
    )}
    <Accounts caption="全部" accounts={accounts} />
    {next ? (
      <p class="sheet-next">
        <a class="button button-secondary" href={adminPaths.stockReconciliation({ after: next })}>
          下一页
        </a>
      </p>
    ) : null}
  </>
)

const Accounts = ({ caption, accounts }: { caption: string; accounts: Account[] }) => (
  <Table label={caption} caption={caption} head={TITLES} numbers={TITLES.map((_, column) => column).slice(2)}>
    {accounts.map((account) => {
      const { opening, restocked, adjusted, returned, available, held, sold } = account
      const difference = differenceOf(account)
      const came = opening + restocked + adjusted + returned
      return (
        <tr>
          <th scope="row">
            <a href={adminPaths.stockOf(account.sku)}>{account.sku}</a>
          </th>
          <td>
            {account.nameZh} {account.specZh}
          </td>
          {[opening, restocked, adjusted, returned, came, available, held, sold, available + held + sold].map(
            (pieces) => (
              <td class="is-number">{pieces}</td>
            ),
          )}
          <td class={difference ? 'is-number cell-bad' : 'is-number'}>{difference || '—'}</td>
        </tr>
      )
    })}
  </Table>
)
