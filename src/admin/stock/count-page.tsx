import { type Counted, countSlips } from '../../catalog/stock/taking.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Saved, SheetField } from '../field.tsx'
import { SlipQuestion } from '../slip-question.tsx'
import { captionOf, Table } from '../table.tsx'

type Props = { planned: Counted[] | null; error: string | null; done: string | null }
const SHOWN = 300

/** Download → count → upload and look → enter: nothing is written before the last button. */
export const StockCountPage = ({ planned, error, done }: Props) => (
  <>
    <p>
      <a href={adminPaths.stock()}>库存</a>
    </p>
    <h1>盘点</h1>
    <Alert id="sheet-error">{error}</Alert>
    <Saved shown={Boolean(done)}>{done}</Saved>
    <ol>
      <li>
        下载盘点表：<a href={adminPaths.stockCountXlsx}>xlsx</a>、<a href={adminPaths.stockCountCsv}>csv</a>
        。账面件数是此刻货架上应有的：可售、未付款占用和已付款待发加起来
      </li>
      <li>数货架，在“实盘件数”里填数到的件数；没数的行空着</li>
      <li>上传看差异：这一步不会改动库存</li>
      <li>确认入账：差异记到可售里。下载之后卖出的不影响差异；同一张表只入账一次</li>
    </ol>
    <form
      method="post"
      action={adminPaths.stockCount()}
      enctype="multipart/form-data"
      class="admin-search"
      novalidate
      data-once
    >
      <SheetField label="盘点表（xlsx或csv）" wrong={Boolean(error)} />
      <button class="button button-primary" type="submit" data-busy-text="正在核对…">
        上传看差异
      </button>
    </form>
    {planned ? <Plan planned={planned} /> : null}
  </>
)

function Plan({ planned }: { planned: Counted[] }) {
  const wrong = planned.filter(({ reason }) => reason)
  const good = planned.filter(({ reason }) => !reason)
  const differing = good.filter(({ difference }) => difference !== 0)
  return (
    <>
      <h2>
        盘了 {planned.length} 行：{differing.length} 行有差异，{good.length - differing.length} 行相符
        {wrong.length ? `，${wrong.length} 行要改` : ''}
      </h2>
      {wrong.length ? (
        <p>有要改的行时先不入账：请在表里改好，再上传一次。</p>
      ) : (
        <form method="post" action={adminPaths.stockCounts} enctype="multipart/form-data" data-once>
          <input
            type="hidden"
            name="rows"
            value={JSON.stringify(
              good.map(({ at, sku, expected, counted, taking }) => [at, sku, expected, counted, taking]),
            )}
          />
          <SlipQuestion slips={countSlips(good)} />
          <p>
            <button class="button button-primary" type="submit" data-busy-text="正在入账…">
              {differing.length ? `确认入账 ${differing.length} 处差异` : '确认：全部相符'}
            </button>
          </p>
        </form>
      )}
      {wrong.length ? <Rows caption="要改的行" rows={wrong} /> : null}
      {differing.length ? <Rows caption="有差异的行" rows={differing} /> : null}
    </>
  )
}

const signed = (pieces: number): string => (pieces > 0 ? `+${pieces}` : String(pieces).replace('-', '−'))

const Rows = ({ caption, rows }: { caption: string; rows: Counted[] }) => (
  <Table
    label={caption}
    caption={captionOf(caption, rows.length, SHOWN)}
    class="sheet-table"
    head={['商品', '实盘 / 账面', '差异']}
  >
    {rows.slice(0, SHOWN).map((row) => (
      <tr>
        <th scope="row">
          {row.name}
          <span class="sheet-sku">
            第 {row.at} 行 {row.sku}
          </span>
        </th>
        <td class={row.reason ? 'cell-bad' : undefined}>
          {row.counted} / {row.expected}
          {row.reason ? <span class="cell-reason">{row.reason}</span> : null}
        </td>
        <td>
          {row.reason ? '' : signed(row.difference)}
          {row.reason ? null : (
            <span class="sheet-sku">
              可售 {row.seen} → {row.available}
            </span>
          )}
        </td>
      </tr>
    ))}
  </Table>
)
