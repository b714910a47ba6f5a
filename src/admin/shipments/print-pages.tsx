import { isBundle } from '../../fulfilment/picking.ts'
import type { HandedOver, WaitingLine } from '../../fulfilment/queries.ts'
import { carrierOf } from '../../kernel/carriers.ts'
import { barcodePath } from '../../kernel/code128.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatInstant } from '../../kernel/time.ts'
import { Head, Table } from '../table.tsx'
import { STORAGES } from '../words.ts'
import { Capped, PrintBar } from './print-bar.tsx'

export type Slip = { lines: WaitingLine[]; phone: string; region: string }

/** One slip a parcel, without prices: some go to people who were given the goods. */
export const SlipsPage = ({
  slips,
  names,
  paper,
  storage,
  otherPaper,
  back,
  empty,
  most,
}: {
  slips: Slip[]
  /** Of the SKUs stock is drawn from. */
  names: Map<string, string>
  paper: 'a4' | 'label'
  storage: string
  /** The same on other paper. */
  otherPaper: string
  back: string
  /** Said where there is nothing to print. */
  empty: string
  most: number
}) => (
  <div class={`slips slips-${paper}`}>
    <PrintBar back={back} />
    <div class="no-print">
      <h1>装箱单 · {STORAGES[storage]}</h1>
      <p>
        共 {slips.length} 张。打印时纸张选{paper === 'a4' ? 'A4' : '100×150 mm'}。
        <a href={otherPaper}>{paper === 'a4' ? '改用 100×150 mm 标签' : '改用 A4 纸'}</a>
      </p>
      <Capped shown={slips.length} most={most} />
      {slips.length === 0 ? <p class="empty">{empty}</p> : null}
    </div>
    {slips.map(({ lines, phone, region }) => {
      const first = lines[0]!
      return (
        <article class="slip">
          <header>
            <Barcode text={first.number} />
            <h2>{formatOrderNumber(first.number)}</h2>
            <p>
              {STORAGES[first.storage]}
              {first.shipOn ? ` · 应于${first.shipOn}发出` : ''} · 共
              {lines.reduce((sum, line) => sum + line.pieces, 0)}件
            </p>
          </header>
          <p class="slip-to">
            <strong>{first.recipientName}</strong> {phone}
            <br />
            {region}
            {first.street}
          </p>
          <table>
            <Head titles={['商品', 'SKU', '数量']} />
            <tbody>
              {lines.map((line) => (
                <tr>
                  <td>
                    {line.titleZh} {line.specZh}
                    {isBundle(line) ? <BoxContents parts={line.parts} names={names} /> : null}
                  </td>
                  <td>{line.sku}</td>
                  <td>{line.pieces}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {first.note ? <p>留言：{first.note}</p> : null}
        </article>
      )
    })}
  </div>
)

/** What goes into each box, ticked off while it is packed. */
const BoxContents = ({ parts, names }: { parts: WaitingLine['parts']; names: Map<string, string> }) => (
  <ul class="slip-box">
    {parts.map(({ sku, quantity }) => (
      <li>
        {names.get(sku) ?? sku} × {quantity}
      </li>
    ))}
  </ul>
)

/** Code 128 of an order number, for the scanner at the packing table. */
const Barcode = ({ text }: { text: string }) => {
  const { path, modules } = barcodePath(text)
  return (
    <svg
      class="slip-code"
      viewBox={`0 0 ${modules} 1`}
      preserveAspectRatio="none"
      shape-rendering="crispEdges"
      role="img"
      aria-label={`条码 ${text}`}
    >
      <path d={path} />
    </svg>
  )
}

/** Today's parcels, each carrier by itself, for its courier to sign. */
export const HandoverPage = ({ rows, on, most }: { rows: HandedOver[]; on: string; most: number }) => (
  <>
    <PrintBar />
    <h1>交接单 · {on}</h1>
    {rows.length === 0 ? <p class="empty">今天还没有发出的包裹</p> : null}
    {rows.length < most ? null : <p class="notice-info">这里只有今天最早的{most}个包裹。</p>}
    {[...new Set(rows.map((row) => row.carrier))].map((carrier) => (
      <Handover carrier={carrier} rows={rows.filter((row) => row.carrier === carrier)} />
    ))}
  </>
)

const Handover = ({ carrier, rows }: { carrier: string; rows: HandedOver[] }) => (
  <section class="handover">
    <Table
      label={carrierOf(carrier).zh}
      caption={`${carrierOf(carrier).zh}：共${rows.length}个包裹`}
      head={['#', '运单号', '订单号', '储运', '件数', '发出']}
    >
      {rows.map((row, index) => (
        <tr>
          <th scope="row">{index + 1}</th>
          <td>{row.trackingNo}</td>
          <td>{formatOrderNumber(row.number)}</td>
          <td>{STORAGES[row.storage]}</td>
          <td>{row.pieces || '加箱'}</td>
          <td>{formatInstant(row.shippedAt).slice(11)}</td>
        </tr>
      ))}
    </Table>
    <p class="signatures">
      <span>交件人：</span>
      <span>收件人：</span>
      <span>时间：</span>
    </p>
  </section>
)
