import type { BoxRow, PickGroup } from '../../fulfilment/picking.ts'
import { Table } from '../table.tsx'
import { STORAGES } from '../words.ts'
import { Capped, PrintBar } from './print-bar.tsx'

type Names = Map<string, string>

const TickBox = () => <span class="tick-box" role="img" aria-label="空格" />

/** What to fetch from the store, each storage by itself; then which boxes to pack from it. */
export const PickingPage = ({
  groups,
  names,
  on,
  most,
  back,
  empty,
}: {
  groups: PickGroup[]
  names: Names
  on: string
  most: number
  back: string
  empty: string
}) => (
  <>
    <PrintBar back={back} />
    <h1>拣货单 · {on}</h1>
    {groups.length === 0 ? <p class="empty">{empty}</p> : null}
    {groups.map((group) => (
      <section class="picking">
        <Shelf {...group} names={names} />
        {group.boxes.length ? <Boxes boxes={group.boxes} storage={group.storage} names={names} /> : null}
        <Capped shown={group.orders} most={most} />
      </section>
    ))}
  </>
)

const Shelf = ({ storage, orders, shelf, boxes, names }: PickGroup & { names: Names }) => (
  <Table
    label={`${STORAGES[storage]}取货`}
    caption={`${STORAGES[storage]}：${orders} 笔订单，从货架取${shelf.reduce((sum, row) => sum + row.pieces, 0)}件`}
    head={['SKU', '商品', '件数', boxes.length ? '其中装礼盒' : null, '订单数', '已拣']}
  >
    {shelf.map((row) => (
      <tr>
        <th scope="row">{row.sku}</th>
        <td>{names.get(row.sku) ?? row.sku}</td>
        <td>{row.pieces}</td>
        {boxes.length ? <td>{row.inBoxes || '—'}</td> : null}
        <td>{row.orders}</td>
        <td>
          <TickBox />
        </td>
      </tr>
    ))}
  </Table>
)

const Boxes = ({ boxes, storage, names }: { boxes: BoxRow[]; storage: string; names: Names }) => (
  <Table
    label={`${STORAGES[storage]}礼盒`}
    caption={`${STORAGES[storage]}礼盒：共装${boxes.reduce((sum, row) => sum + row.pieces, 0)}盒，内装已算在上表`}
    class="picking-boxes"
    head={['SKU', '礼盒与每盒内装', '盒数', '订单数', '已装']}
  >
    {boxes.map((box) => (
      <tr>
        <th scope="row">{box.sku}</th>
        <td>
          {box.name}
          <ul class="slip-box">
            {box.contents.map(({ sku, each, pieces }) => (
              <li>
                {names.get(sku) ?? sku} × {each}（共{pieces}件）
              </li>
            ))}
          </ul>
        </td>
        <td>{box.pieces}</td>
        <td>{box.orders}</td>
        <td>
          <TickBox />
        </td>
      </tr>
    ))}
  </Table>
)
