import type { ProductCard } from '../../catalog/card.ts'
import { formatYuan } from '../../kernel/money.ts'
import { CARD_SALES_DAYS, type CardSale } from '../../orders/card-sales.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'
import { Table } from '../table.tsx'
import { channelName } from '../words.ts'

type Props = {
  products: ProductCard[]
  typed: { shelf: string; chosen: string[] }
  /** Null for who may not see sums. */
  sales: CardSale[] | null
  error: string | null
}

/** Which cards to print for which shelf of the showroom, and what each sold. */
export const ShelfPage = ({ products, typed, sales, error }: Props) => (
  <>
    <h1>货架卡</h1>
    <p>摆在广州市消费协作专馆的货架上。顾客扫码下的单，会记下是从哪个货架来的。</p>
    <Alert>{error}</Alert>
    <form action={adminPaths.shelfSheet()} class="admin-form">
      <Field
        name="shelf"
        label="货架号"
        value={typed.shelf}
        maxlength={12}
        hint="字母和数字，例如 A1；不填就算整个专馆的"
        autocomplete="off"
      />
      <fieldset class="admin-checks shelf-choice">
        <legend>商品</legend>
        {products.map(({ slug, nameZh, card }) => (
          <label class="check">
            <input type="checkbox" name="product" value={slug} checked={typed.chosen.includes(slug)} />
            <span>
              {nameZh} <span class="fine">{card.specZh}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <button class="button button-primary" type="submit">
        排版打印
      </button>
    </form>
    {sales ? <Sales sales={sales} /> : null}
  </>
)

const Sales = ({ sales }: { sales: CardSale[] }) => (
  <section>
    <h2>按卡看销量</h2>
    {sales.length === 0 ? (
      <p class="empty">近{CARD_SALES_DAYS}天还没有从货架卡来的已付款订单。</p>
    ) : (
      <Table
        caption={`近${CARD_SALES_DAYS}天已付款，不含运费，已减退款`}
        head={['货架', '商品', '订单', '件数', '货款（元）']}
        numbers={[2, 3, 4]}
      >
        {sales.map((sale) => (
          <tr>
            <th scope="row">
              <a href={adminPaths.orders({ view: 'all', channel: sale.channel })}>
                {channelName(sale.channel)}
              </a>
            </th>
            <td>{sale.titleZh}</td>
            <td class="is-number">{sale.orders}</td>
            <td class="is-number">{sale.pieces}</td>
            <td class="is-number">{formatYuan(sale.amountFen)}</td>
          </tr>
        ))}
      </Table>
    )}
  </section>
)
