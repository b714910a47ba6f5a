import { readPart, rowCount } from '../../catalog/listings/form.ts'
import { formatYuan } from '../../kernel/money.ts'
import { typedList } from '../../kernel/typed-list.ts'
import { fieldId, TextField, type Typed } from './fields.tsx'
import { RowMoves } from './row-moves.tsx'

export type Part = { name: string; priceFen: number }
type Props = Typed & {
  /** Pieces that can be sold now, by SKU, of those that are published already. */
  stock: Record<string, number>
  /** What the SKUs inside boxes cost when bought singly. */
  parts: Map<string, Part>
  gift: boolean
  action: string
}

/** The SKU matrix: a row a SKU, added, removed and moved by buttons that work without scripts. */
export const SkuRows = (props: Props) => {
  const count = rowCount(props.values, 'sku')
  return (
    <section class="editor-section" id="sku">
      <h2>规格</h2>
      <p class="form-hint">一行一个规格。价格填元；毛重是连包装的克数，运费按它算。</p>
      {props.wrong.sku ? <p class="form-error">{props.wrong.sku}</p> : null}
      {Array.from({ length: count }, (_, row) => (
        <SkuRow {...props} row={row} count={count} />
      ))}
      <button
        class="button button-secondary"
        type="submit"
        name="act"
        value="add:sku"
        formaction={`${props.action}#sku`}
      >
        + 加一个规格
      </button>
    </section>
  )
}

function SkuRow({
  row,
  count,
  stock,
  parts,
  gift,
  action,
  ...typed
}: Props & { row: number; count: number }) {
  const at = (part: string) => `sku.${row}.${part}`
  const sku = typed.values[at('sku')] ?? ''
  const known = stock[sku]
  return (
    <fieldset class="sku-row">
      <legend>规格 {row + 1}</legend>
      <div class="sku-grid">
        <TextField {...typed} name={at('specZh')} label="规格名称" placeholder="500 g/瓶" />
        <TextField {...typed} name={at('sku')} label="SKU 编号" placeholder="HNY-NEW-0500" />
        <TextField {...typed} name={at('price')} label="价格（元）" inputmode="decimal" />
        {gift ? null : (
          <div class="sku-net">
            <TextField {...typed} name={at('net')} label="净含量" inputmode="numeric" />
            <div class="form-field">
              <label for={fieldId(at('unit'))}>单位</label>
              <select id={fieldId(at('unit'))} name={at('unit')}>
                <option value="g" selected={typed.values[at('unit')] !== 'ml'}>
                  克
                </option>
                <option value="ml" selected={typed.values[at('unit')] === 'ml'}>
                  毫升
                </option>
              </select>
            </div>
          </div>
        )}
        <TextField {...typed} name={at('gross')} label="毛重（克）" inputmode="numeric" />
        {gift ? null : known === undefined ? (
          <TextField {...typed} name={at('stock')} label="首批库存（件）" inputmode="numeric" />
        ) : (
          <p class="sku-stock">
            可售{known}件<small>库存在商品列表里改</small>
          </p>
        )}
        <TextField {...typed} name={at('specEn')} label="英文规格（可不填）" lang="en" />
        <label class="sku-alone">
          <input type="checkbox" name={at('alone')} value="on" checked={typed.values[at('alone')] === 'on'} />{' '}
          单独出售
        </label>
      </div>
      {gift ? <BoxParts {...typed} at={at} parts={parts} /> : null}
      <TaxFields {...typed} at={at} />
      <RowMoves
        action={action}
        list="sku"
        row={row}
        count={count}
        name={`规格 ${row + 1}`}
        words={{ up: '上移', down: '下移', drop: '删除这个规格' }}
      />
    </fieldset>
  )
}

/** What an invoice says of it; open where something is filled in or to be put right. */
const TaxFields = ({ at, ...typed }: Typed & { at: (part: string) => string }) => {
  const names = ['taxCode', 'taxRate', 'taxExempt', 'invoiceName'].map(at)
  return (
    <details open={names.some((name) => typed.values[name] || typed.wrong[name])}>
      <summary>开票信息（可先不填，开发票前要填）</summary>
      <div class="sku-grid">
        <TextField {...typed} name={at('taxCode')} label="税收分类编码（19位）" inputmode="numeric" />
        <TextField {...typed} name={at('taxRate')} label="税率（%）" inputmode="decimal" />
        <TextField {...typed} name={at('taxExempt')} label="免税原因（免税才填）" />
        <TextField {...typed} name={at('invoiceName')} label="开票名称（不填用商品名）" />
      </div>
    </details>
  )
}

/** What is in the box, and what it would cost bought singly. */
const BoxParts = ({
  at,
  parts,
  ...typed
}: Typed & { at: (part: string) => string; parts: Map<string, Part> }) => {
  const lines = typedList(typed.values[at('parts')] ?? '').flatMap((line) => {
    const read = readPart(line)
    const part = read && parts.get(read.sku)
    return part ? [{ ...part, quantity: read.quantity }] : []
  })
  const sum = lines.reduce((total, line) => total + line.priceFen * line.quantity, 0)
  return (
    <>
      <TextField
        {...typed}
        name={at('parts')}
        label="礼盒里装什么"
        rows={3}
        hint="每行一个 SKU 和数量，例如 TEA-GC-100×2。卖一盒就扣这些库存。"
      />
      {lines.length ? (
        <p class="fine">
          {lines.map((line) => `${line.name} ¥${formatYuan(line.priceFen)}×${line.quantity}`).join(' + ')} =
          单买 <strong>¥{formatYuan(sum)}</strong>
        </p>
      ) : null}
    </>
  )
}
