import type { SentDispatch } from '../../fulfilment/dispatch-shipping.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { CarrierField, Field, SheetForm } from '../field.tsx'
import { Table } from '../table.tsx'

export type DispatchRow = {
  id: string
  number: string
  plot: string
  season: number
  tea: string
  sendBy: string
  /** Null while the receiver of a gift has given none. */
  to: string | null
  late: boolean
}

export type PlannedDispatchRow = {
  at: number
  number: string
  carrier: string
  trackingNo: string
  /** Empty when the row can be sent. */
  problem: string
  /** Nothing was filled in yet: neither carrier nor number. */
  blank: boolean
  sends: SentDispatch | null
}

type Props = {
  rows: DispatchRow[]
  next: string | null
  error: string | null
  sent: number | null
  planned: PlannedDispatchRow[] | null
  typed: TypedParcel | null
}

/** A parcel that was typed and cannot be read. */
export type TypedParcel = SentDispatch & { error: string }

/** Adopters' tea that waits to be sent: one by one, or by a courier's sheet. */
export const DispatchesPage = ({ rows, next, error, sent, planned, typed }: Props) => (
  <>
    <h1>认购茶寄送</h1>
    <Alert>{error}</Alert>
    {sent === null ? null : <Notice>已登记 {sent} 个包裹，认购人能看到单号。</Notice>}
    {planned ? <SheetPlan planned={planned} /> : null}
    {rows.length ? (
      <>
        <p>
          导出给快递（含姓名、电话、地址，会留下记录）：
          <a href={adminPaths.dispatchesXlsx}>xlsx</a>、<a href={adminPaths.dispatchesCsv}>csv</a>
          。填好快递公司和运单号后在下面上传。
        </p>
        <SheetForm action={adminPaths.dispatchSheet} label="填好的表格（xlsx或csv）" wrong={false} />
        <Waiting rows={rows} typed={typed} />
        {next ? <a href={adminPaths.dispatches({ after: next })}>后面的</a> : null}
      </>
    ) : (
      <p>
        没有待寄的茶。<a href={adminPaths.gardens()}>去茶园安排寄送</a>
      </p>
    )}
  </>
)

const SheetPlan = ({ planned }: { planned: PlannedDispatchRow[] }) => {
  const good = planned.filter((row) => row.sends)
  const blank = planned.filter((row) => row.blank)
  const bad = planned.filter((row) => !row.sends && !row.blank)
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">
        核对结果：可登记 {good.length} 行，不登记 {bad.length} 行，没有填的 {blank.length} 行
      </h2>
      {bad.length ? (
        <Table label="不登记的行" head={['行', '寄送号', '快递公司', '运单号', '为什么']}>
          {bad.map((row) => (
            <tr>
              <th scope="row">{row.at}</th>
              <td>{row.number}</td>
              <td>{row.carrier}</td>
              <td>{row.trackingNo}</td>
              <td>{row.problem}</td>
            </tr>
          ))}
        </Table>
      ) : null}
      {blank.length ? <p>没有填的行：{blank.map((row) => row.at).join('、')}</p> : null}
      {good.length ? (
        <form method="post" action={adminPaths.dispatchSending} enctype="multipart/form-data" data-once>
          <input type="hidden" name="rows" value={JSON.stringify(good.map((row) => row.sends))} />
          <button class="button button-primary" type="submit">
            登记这 {good.length} 个包裹
          </button>
        </form>
      ) : null}
    </section>
  )
}

const Waiting = ({ rows, typed }: Pick<Props, 'rows' | 'typed'>) => (
  <ul class="desk-dispatches">
    {rows.map((row) => (
      <li>
        <p>
          <b>{formatOrderNumber(row.number)}</b> · {row.plot} · {row.season} 年 · {row.tea}
        </p>
        <p>
          {row.to ?? '等收礼人填写地址'} · {row.sendBy} 前寄出{' '}
          {row.late ? <span class="tag tag-late">已过日期</span> : null}
        </p>
        {row.to === null ? null : (
          <details open={typed?.id === row.id}>
            <summary class="button button-secondary">登记寄出</summary>
            <form
              method="post"
              action={adminPaths.dispatchShipment(row.id)}
              class="admin-form"
              novalidate
              data-once
            >
              <CarrierField id={`carrier-${row.id}`} value={typed?.id === row.id ? typed.carrier : 'sf'} />
              <Field
                name="trackingNo"
                id={`number-${row.id}`}
                label="运单号"
                value={typed?.id === row.id ? typed.trackingNo : ''}
                error={typed?.id === row.id ? typed.error : undefined}
                required
                maxlength={40}
                autocomplete="off"
              />
              <button class="button button-primary" type="submit">
                登记已寄出
              </button>
            </form>
          </details>
        )}
      </li>
    ))}
  </ul>
)
