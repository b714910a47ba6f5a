import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import type { HandedOver, WaitingLine } from '../fulfilment/queries.ts'
import { CARRIERS } from '../kernel/carriers.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { formatInstant } from '../kernel/time.ts'
import { adminPaths } from '../paths.ts'
import { STORAGES } from './orders-page.tsx'

export type Slip = { lines: WaitingLine[]; phone: string; region: string }

/** One slip a parcel, without prices: some go to people who were given the goods. */
export const SlipsPage = ({
  slips,
  paper,
  storage,
}: {
  slips: Slip[]
  paper: 'a4' | 'label'
  storage: string
}) => (
  <div class={`slips slips-${paper}`}>
    <div class="no-print">
      <h1>装箱单 · {STORAGES[storage]}</h1>
      <p>
        共 {slips.length} 张。用浏览器打印(Ctrl+P)。
        <a href={adminPaths.slips(storage, paper === 'a4' ? 'label' : 'a4')}>
          {paper === 'a4' ? '改用 100×150 mm 标签' : '改用 A4 纸'}
        </a>
      </p>
      {slips.length === 0 ? <p class="empty">没有待发货的订单</p> : null}
    </div>
    {slips.map(({ lines, phone, region }) => {
      const first = lines[0]!
      return (
        <article class="slip">
          <header>
            <div>
              <h2>{formatOrderNumber(first.number)}</h2>
              <p>
                {STORAGES[first.storage]}
                {first.shipOn ? ` · ${first.shipOn}` : ''}
              </p>
            </div>
            <div class="slip-code">{raw(renderSVG(first.number, { border: 0 }))}</div>
          </header>
          <p class="slip-to">
            <strong>{first.recipientName}</strong> {phone}
            <br />
            {region}
            {first.street}
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">商品</th>
                <th scope="col">SKU</th>
                <th scope="col">数量</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr>
                  <td>
                    {line.titleZh} {line.specZh}
                  </td>
                  <td>{line.sku}</td>
                  <td>{line.pieces}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {first.note ? <p>留言:{first.note}</p> : null}
        </article>
      )
    })}
  </div>
)

type PickRow = { sku: string; name: string; pieces: number; orders: number }

/** What to fetch from the store, summed over the orders that wait. */
export const PickingPage = ({ rows, storage, on }: { rows: PickRow[]; storage: string; on: string }) => (
  <>
    <h1>
      拣货单 · {STORAGES[storage]} · {on}
    </h1>
    {rows.length === 0 ? <p class="empty">没有待发货的订单</p> : null}
    <table class="admin-table">
      <thead>
        <tr>
          <th scope="col">SKU</th>
          <th scope="col">商品</th>
          <th scope="col">件数</th>
          <th scope="col">订单数</th>
          <th scope="col">已拣</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">{row.sku}</th>
            <td>{row.name}</td>
            <td>{row.pieces}</td>
            <td>{row.orders}</td>
            <td>□</td>
          </tr>
        ))}
      </tbody>
    </table>
  </>
)

/** Today's parcels, for the courier to sign. */
export const HandoverPage = ({ rows, on }: { rows: HandedOver[]; on: string }) => (
  <>
    <h1>交接单 · {on}</h1>
    {rows.length === 0 ? <p class="empty">今天还没有发出的包裹</p> : null}
    <table class="admin-table">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">快递公司</th>
          <th scope="col">运单号</th>
          <th scope="col">订单号</th>
          <th scope="col">储运</th>
          <th scope="col">件数</th>
          <th scope="col">发出</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr>
            <td>{index + 1}</td>
            <td>{CARRIERS[row.carrier]?.zh}</td>
            <td>{row.trackingNo}</td>
            <td>{formatOrderNumber(row.number)}</td>
            <td>{STORAGES[row.storage]}</td>
            <td>{row.pieces}</td>
            <td>{formatInstant(row.shippedAt).slice(11)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p>共 {rows.length} 个包裹　　交件人:____________　　收件人:____________</p>
  </>
)
