import { formatYuan } from '../../kernel/money.ts'
import type { Invoice } from '../../orders/order.ts'
import { type OrderView, refundedOf } from '../../orders/queries.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'
import { STORAGES } from '../words.ts'
import type { OrderDeskProps } from './order-page.tsx'

/** What was bought, plots among it. */
export const OrderLines = ({ order }: { order: OrderView }) => (
  <section>
    <h2>商品</h2>
    <Table head={['商品', 'SKU', '储运', '数量', '金额']}>
      {order.lines.map((line) => (
        <tr>
          <th scope="row">
            {line.titleZh} {line.specZh}
          </th>
          <td>{line.sku ?? '—'}</td>
          <td>{line.sku ? STORAGES[line.storage] : '—'}</td>
          <td>
            {line.quantity}
            {refundedOf(order, line.line) > 0 ? (
              <>
                {' '}
                <span class="tag">已退 {refundedOf(order, line.line)}</span>
              </>
            ) : null}
          </td>
          <td>¥{formatYuan(line.amountFen)}</td>
        </tr>
      ))}
    </Table>
  </section>
)

const maskEmail = (email: string): string => email.replace(/^(.).*@/, '$1***@')

type WishProps = Pick<OrderDeskProps, 'order' | 'canInvoice' | 'invoiceSeen'> & { invoice: Invoice }

/** The invoice a buyer asked for. A person's title and the mailbox are whole only once that was asked for and recorded. */
export const InvoiceWish = ({ order, invoice, canInvoice, invoiceSeen }: WishProps) => {
  const { kind, title, taxNo, email } = invoice
  const company = kind === 'company'
  return (
    <section>
      <h2>发票</h2>
      <p>
        {company ? '企业或单位' : '个人'} ·{' '}
        {invoiceSeen || company || !title ? title || '抬头已删除' : `${[...title][0]}**`}
        {company ? (
          <>
            <br />
            税号 {taxNo || '没有填'}
          </>
        ) : null}
        <br />
        {email ? `发到 ${invoiceSeen ? email : maskEmail(email)}` : '邮箱已删除'}
      </p>
      {canInvoice && order.paidAt !== null ? (
        <p class="fine">
          这是下单时填的。开票在 <a href={adminPaths.invoices()}>发票</a> 里办。
        </p>
      ) : null}
      {canInvoice && email && !invoiceSeen ? (
        <form method="post" action={adminPaths.orderInvoice(order.number)}>
          <button class="button button-secondary" type="submit">
            查看完整发票信息（会记录）
          </button>
        </form>
      ) : null}
    </section>
  )
}
