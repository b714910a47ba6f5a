import type { PlannedRow, RowStatus } from '../fulfilment/sheet-shipping.ts'
import { adminPaths } from '../paths.ts'

const STATUS_NAMES: Record<RowStatus, string> = {
  matched: '匹配',
  duplicate: '重复',
  unknown: '未知',
  refunded: '已退款',
  unpaid: '未付款',
  sent: '已发出',
  wrong: '错误行',
}

type Props = { planned: PlannedRow[] | null; error: string | null; sent: number | null }

/** Template → upload → look → send: nothing is written before the last button. */
export const SheetPage = ({ planned, error, sent }: Props) => {
  const good = planned?.filter((row) => row.status === 'matched') ?? []
  return (
    <>
      <h1>表格发货</h1>
      {error ? (
        <p class="basket-alert" role="alert">
          {error}
        </p>
      ) : null}
      {sent === null ? null : (
        <p class="notice-info" role="status">
          已发出 {sent} 个包裹。<a href={adminPaths.handover}>打印交接单</a>
        </p>
      )}
      <ol>
        <li>
          <a href={adminPaths.shipmentTemplate}>下载待发货表格(csv)</a>,填好快递公司和运单号
        </li>
        <li>上传核对:这一步不会改动任何订单</li>
        <li>确认发货:匹配的行一次全部发出,有一行冲突就一行也不发</li>
      </ol>
      <form
        method="post"
        action={adminPaths.shipmentSheet}
        enctype="multipart/form-data"
        class="admin-search"
      >
        <label for="sheet">表格(csv,UTF-8或GBK)</label>
        <input id="sheet" name="sheet" type="file" accept=".csv,text/csv" required />
        <button class="button button-secondary" type="submit">
          上传核对
        </button>
      </form>
      {planned ? (
        <>
          <h2>
            核对结果:匹配 {good.length} 行,不发 {planned.length - good.length} 行
          </h2>
          {good.length ? (
            <form method="post" action={adminPaths.shipments} data-once>
              <input
                type="hidden"
                name="rows"
                value={JSON.stringify(
                  good.map(({ typed }) => [typed.number, typed.storage, typed.carrier, typed.trackingNo]),
                )}
              />
              <button class="button button-primary" type="submit">
                确认发出 {good.length} 个包裹
              </button>
            </form>
          ) : null}
          <Rows planned={planned} />
        </>
      ) : null}
    </>
  )
}

const Rows = ({ planned }: { planned: PlannedRow[] }) => (
  <div class="admin-scroll" role="group" tabindex={0} aria-label="表格">
    <table class="admin-table">
      <thead>
        <tr>
          <th scope="col">行</th>
          <th scope="col">结果</th>
          <th scope="col">原因</th>
          <th scope="col">订单号</th>
          <th scope="col">储运</th>
          <th scope="col">快递公司</th>
          <th scope="col">运单号</th>
        </tr>
      </thead>
      <tbody>
        {[...planned]
          .sort((a, b) => Number(a.status === 'matched') - Number(b.status === 'matched'))
          .map((row) => (
            <tr class={row.status === 'matched' ? undefined : 'row-bad'}>
              <td>{row.at}</td>
              <td>
                <span class="tag">{STATUS_NAMES[row.status]}</span>
              </td>
              <td>{row.reason}</td>
              <td>{row.typed.number}</td>
              <td>{row.typed.storage}</td>
              <td>{row.typed.carrier}</td>
              <td>{row.typed.trackingNo}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
)
