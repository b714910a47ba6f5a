import { STOCK_REASONS } from '../../catalog/stock/adjusting.ts'
import type { Movement } from '../../catalog/stock/ledger.ts'
import type { StockRow } from '../../catalog/stock/reading.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Saved } from '../field.tsx'
import { VERBS } from '../staff/verbs.ts'
import { Table } from '../table.tsx'
import { coverText } from './words.ts'

/** What was typed; `sure` names the change that was asked about, see `sureOf`. */
export type StockTyped = { act: string; pieces: string; reason: string; sure: string }
type Props = {
  row: StockRow
  movements: Movement[]
  next: string | null
  first: boolean
  typed: StockTyped
  error: string | null
  done: string | null
  can: boolean
}

/** What a movement did to the pieces that can be promised. */
const KINDS: Record<string, { name: string; sign: 1 | -1 | 0 }> = {
  reserved: { name: '下单占用', sign: -1 },
  released: { name: '取消释放', sign: 1 },
  sold: { name: '付款售出', sign: 0 },
  returned: { name: '退回', sign: 1 },
  restocked: { name: '入库', sign: 1 },
  adjusted: { name: '调减', sign: 1 },
}

/** One SKU: what is there, a form to change it, and every movement that made it so. */
export const StockSkuPage = (props: Props) => {
  const { row, movements, next, first, error, done, can } = props
  return (
    <>
      <p>
        <a href={adminPaths.stock()}>库存</a>
      </p>
      <h1>
        {row.nameZh} {row.specZh}
      </h1>
      <p class="fine">{row.sku}</p>
      <Alert id="stock-error">{error}</Alert>
      <Saved shown={Boolean(done)}>{done}</Saved>
      <dl class="stock-facts">
        <Fact name="可售" text={`${row.available}件`} />
        <Fact name="未付款占用" text={`${row.held}件`} />
        <Fact name="已付款待发" text={`${row.toShip}件`} />
        <Fact name="货架上应有" text={`${row.available + row.held + row.toShip}件`} />
        <Fact name="30 天卖出" text={`${Math.max(0, row.sold)}件`} />
        <Fact name="还能卖" text={coverText(row)} />
      </dl>
      {can && !row.retired ? <ChangeForm {...props} /> : null}
      <h2>流水</h2>
      {movements.length ? <Ledger movements={movements} /> : <p class="empty">还没有流水。</p>}
      {next ? (
        <a class="button button-secondary" href={adminPaths.stockOf(row.sku, { before: next })}>
          更早的
        </a>
      ) : null}
      {first ? null : (
        <p>
          <a href={adminPaths.stockOf(row.sku)}>回到最新</a>
        </p>
      )}
    </>
  )
}

const Fact = ({ name, text }: { name: string; text: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{text}</dd>
  </div>
)

const ChangeForm = ({ row, typed, error }: Props) => (
  <form class="stock-form" method="post" action={adminPaths.stockOf(row.sku)} novalidate data-once>
    <input type="hidden" name="seen" value={row.available} />
    {typed.sure ? <input type="hidden" name="sure" value={typed.sure} /> : null}
    <fieldset>
      <legend>补货或调整</legend>
      <label>
        <input type="radio" name="act" value="in" checked={typed.act !== 'out'} /> 增加
      </label>
      <label>
        <input type="radio" name="act" value="out" checked={typed.act === 'out'} /> 减少
      </label>
    </fieldset>
    <div class="form-field">
      <label for="pieces">件数</label>
      <input
        id="pieces"
        name="pieces"
        inputmode="numeric"
        autocomplete="off"
        required
        value={typed.pieces}
        aria-describedby={error ? 'stock-error' : undefined}
      />
    </div>
    <div class="form-field">
      <label for="reason">原因</label>
      <select id="reason" name="reason" required>
        <option value="">请选择</option>
        {STOCK_REASONS.map((reason) => (
          <option value={reason} selected={typed.reason === reason}>
            {reason}
          </option>
        ))}
      </select>
    </div>
    <button class="button button-primary" type="submit" data-busy-text="正在入账…">
      记入库存
    </button>
  </form>
)

const quantityText = ({ kind, quantity }: Movement): string => {
  const sign = KINDS[kind]?.sign ?? 1
  if (sign === 0) return `${quantity}（已占用）`
  const pieces = sign * quantity
  return pieces > 0 ? `+${pieces}` : String(pieces).replace('-', '−')
}

const Ledger = ({ movements }: { movements: Movement[] }) => (
  <Table label="流水" head={['时间', '类别', '可售变化', '事由', '谁']} numbers={[2]}>
    {movements.map((movement) => (
      <tr>
        <th scope="row">{formatInstant(movement.at)}</th>
        <td>{movement.cause === 'opening' ? '首批' : (KINDS[movement.kind]?.name ?? movement.kind)}</td>
        <td class="is-number">{quantityText(movement)}</td>
        <td>
          <Cause movement={movement} />
        </td>
        <td>{movement.who ?? (movement.order ? '顾客' : '—')}</td>
      </tr>
    ))}
  </Table>
)

const Cause = ({ movement: { order, verb, reason } }: { movement: Movement }) => {
  if (order) return <a href={adminPaths.order(order)}>订单 {formatOrderNumber(order)}</a>
  return <>{reason ?? (verb ? (VERBS[verb] ?? verb) : '发布商品时填写')}</>
}
