import type { NamedPrice, ShelfLine } from '../../catalog/listings/chosen.ts'
import { formatYuan } from '../../kernel/money.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'

type PriceLine = NamedPrice & { fen: number }

/** Prices before and after, to be looked at before anything changes. */
export const PricePreviewPage = (props: { lines: PriceLine[]; percent: string; back: string }) => (
  <>
    <h1>调价 {props.percent}%：先看一眼</h1>
    <p>
      下面 {props.lines.length} 个规格将改价，尚未生效。新价四舍五入到角，勾选取整则到元；生效后可以撤销。
    </p>
    <form method="post" action={adminPaths.listingPrices} data-once>
      <input type="hidden" name="back" value={props.back} />
      <Table label="调价预览" head={['商品', 'SKU', '现价 元', '新价 元']}>
        {props.lines.map((line) => (
          <tr>
            <th scope="row">{line.name}</th>
            <td>{line.sku}</td>
            <td>{formatYuan(line.seenFen)}</td>
            <td>
              <strong>{formatYuan(line.fen)}</strong>
              <input type="hidden" name="change" value={`${line.sku}:${line.seenFen}:${line.fen}`} />
            </td>
          </tr>
        ))}
      </Table>
      <p class="admin-actions">
        <button class="button button-primary" type="submit">
          改 {props.lines.length} 个价格
        </button>
        <a class="button" href={props.back}>
          放弃调价
        </a>
      </p>
    </form>
  </>
)

/** Which products go on or off the shelf, to be looked at before anything changes. */
export const ShelfPreviewPage = (props: { lines: ShelfLine[]; listed: boolean; back: string }) => {
  const verb = props.listed ? '上架' : '下架'
  const moving = props.lines.filter((line) => line.listed !== Number(props.listed))
  return (
    <>
      <h1>
        {verb} {moving.length} 款商品：先看一眼
      </h1>
      <p>
        {props.listed ? '上架后顾客马上能找到。' : '下架后顾客找不到也买不了，已下的订单不变。'}
        整款商品的全部规格一起{verb}，可以撤销。
      </p>
      <form method="post" action={adminPaths.listingShelf} data-once>
        <input type="hidden" name="back" value={props.back} />
        <ul>
          {props.lines.map((line) => (
            <li>
              {line.nameZh}
              {line.listed === Number(props.listed) ? <span class="fine"> 已经{verb}，不变</span> : null}
              <input type="hidden" name="shelf" value={`${line.id}:${Number(props.listed)}`} />
            </li>
          ))}
        </ul>
        <p class="admin-actions">
          <button class="button button-primary" type="submit" disabled={moving.length === 0}>
            {verb} {moving.length} 款
          </button>
          <a class="button" href={props.back}>
            放弃调价
          </a>
        </p>
      </form>
    </>
  )
}
