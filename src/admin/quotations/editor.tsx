import { sharesOf } from '../../cart/sharing.ts'
import { parsePieces } from '../../institutions/request-form.ts'
import { formatYuan, parseYuan } from '../../kernel/money.ts'
import { ErrorSummary } from '../../orders/fields.tsx'
import { adminPaths } from '../../urls.ts'
import { CellField, Field, FieldError } from '../field.tsx'
import { Was } from '../meanwhile.tsx'
import { Table } from '../table.tsx'
import type { QuotationDeskProps } from './quotation-page.tsx'

/** One form whose buttons find goods, add and take out lines, keep the draft or send it: nothing typed is lost. */
export const QuotationEditor = (props: QuotationDeskProps) => {
  const { quotation, form, was, errors } = props
  return (
    <section>
      <h2>{quotation.sent ? `修改报价（将成为第${quotation.sent.version + 1}版）` : '写报价'}</h2>
      <ErrorSummary title="还有几处需要修改" errors={errors} />
      <form
        class="quotation-editor"
        method="post"
        action={adminPaths.quotationVersion(quotation.number)}
        novalidate
        data-once
      >
        {/* Enter in the search field finds, anywhere else it keeps the draft. */}
        <button class="visually-hidden" name="act" value="enter" type="submit" tabindex={-1}>
          保存草稿
        </button>
        <input type="hidden" name="seq" value={String(form.seq)} />
        <Was fields={was} />
        <input type="hidden" name="skus" value={form.lines.map(({ sku }) => sku).join('~')} />
        <Lines {...props} />
        <Finder {...props} />
        <Terms {...props} />
        <div class="admin-actions">
          <button class="button button-secondary" name="act" value="save" type="submit">
            保存草稿
          </button>
          <button class="button button-primary" name="act" value="look" type="submit">
            {quotation.sent ? '核对新版，准备发送' : '核对报价，准备发送'}
          </button>
        </div>
        <p class="fine">下一步先看客户会看到的报价单，确认后才发送；已发送的版本不再改动。</p>
      </form>
    </section>
  )
}

function Lines({ form, errors, shelf }: QuotationDeskProps) {
  if (!form.lines.length) return <p class="empty">还没有商品，请在下面找到并加入</p>
  const asked = form.lines.map(({ sku, quantity }) => ({ sku, quantity: parsePieces(quantity) ?? 0 }))
  const shares = sharesOf(asked, shelf)
  const amounts = form.lines.map(
    ({ quantity, price }) => (parsePieces(quantity) ?? 0) * (parseYuan(price) ?? 0),
  )
  return (
    <Table
      label="报价明细"
      head={['商品', '数量', '单价（元）', '标价 / 差额', '金额', <span class="visually-hidden">移除</span>]}
      foot={
        <tr>
          <th scope="row" colspan={4}>
            商品小计（上次核对时）
          </th>
          <td colspan={2}>¥{formatYuan(amounts.reduce((sum, amount) => sum + amount, 0))}</td>
        </tr>
      }
    >
      {form.lines.map(({ sku, quantity, price }, index) => {
        const known = shelf.sellables.get(sku)
        const [pieces, dear] = [`pieces-${sku}`, `price-${sku}`]
        return (
          <tr>
            <th scope="row">
              {known?.titleZh ?? '已下架'} {known?.specZh}
              <br />
              <small>{sku}</small> {known ? <Stock {...shares[index]!} /> : null}
            </th>
            <td>
              <CellField
                name={pieces}
                label={`${sku} 数量`}
                value={quantity}
                error={errors[pieces]}
                inputmode="numeric"
                maxlength={12}
              />
            </td>
            <td>
              <CellField
                name={dear}
                label={`${sku} 单价`}
                value={price}
                error={errors[dear]}
                inputmode="decimal"
                maxlength={12}
              />
            </td>
            <td>{known ? <Difference listFen={known.priceFen} typed={price} /> : '—'}</td>
            <td>¥{formatYuan(amounts[index]!)}</td>
            <td>
              <button class="link-button" name="remove" value={sku} type="submit" aria-label={`移除 ${sku}`}>
                移除
              </button>
            </td>
          </tr>
        )
      })}
    </Table>
  )
}

/** Pieces there are for a line, after what the lines above it draw from the same stock. */
const Stock = ({ left, quantity, shared }: ReturnType<typeof sharesOf>[number]) => {
  const text = `${shared ? `与${shared.with.join('、')}共用，还能给` : '现有'} ${left}`
  return left < quantity ? <span class="tag tag-out">库存不足，{text}</span> : <small>{text}</small>
}

function Difference({ listFen, typed }: { listFen: number; typed: string }) {
  const priceFen = parseYuan(typed)
  const list = `¥${formatYuan(listFen)}`
  if (priceFen === null || priceFen === listFen) return <>{list}</>
  const difference = priceFen - listFen
  return (
    <>
      {list} / {difference > 0 ? '+' : ''}
      {formatYuan(difference)}
    </>
  )
}

const Finder = ({ form, errors, found }: QuotationDeskProps) => (
  <div class="quotation-finder">
    <div class="form-field">
      <label for="q">找商品（名称、拼音或SKU，单位采购商品也在内）</label>
      <div class="admin-row">
        <input
          id="q"
          name="q"
          value={form.q}
          maxlength={40}
          autocomplete="off"
          aria-invalid={errors.q ? 'true' : undefined}
          aria-describedby={errors.q ? 'q-error' : undefined}
        />
        <button class="button button-secondary" name="act" value="find" type="submit">
          查找
        </button>
      </div>
      <FieldError name="q" text={errors.q} />
    </div>
    {found && !found.length ? <p role="status">没有找到“{form.q}”，换个词试试</p> : null}
    {found?.length ? (
      <ul class="quotation-found">
        {found.map((sellable) => (
          <li>
            <span>
              {sellable.titleZh} {sellable.specZh} <small>{sellable.sku}</small> ¥
              {formatYuan(sellable.priceFen)} · 现有 {sellable.available}
              {sellable.freightTemplate === 'quotation' ? ' · 只按报价' : ''}
            </span>
            <button
              class="button button-secondary"
              name="add"
              value={sellable.sku}
              type="submit"
              aria-label={`加入 ${sellable.sku}`}
            >
              加入
            </button>
          </li>
        ))}
      </ul>
    ) : null}
  </div>
)

const Terms = ({ form, errors, proposal, quotation }: QuotationDeskProps) => {
  const tables = proposal.groups.map(({ nameZh, feeFen }) => `${nameZh} ¥${formatYuan(feeFen)}`).join(' + ')
  return (
    <div class="quotation-terms">
      <Field
        name="freight"
        label="运费（元）"
        value={form.freight}
        error={errors.freight}
        inputmode="decimal"
        maxlength={12}
        autocomplete="off"
        hint={
          proposal.groups.length
            ? `按运费表送${quotation.region.name}：${tables}${proposal.complete ? '，不填就用它' : '，另有商品没有运费表'}`
            : '没有运费表可用，请填写'
        }
      />
      <Field
        name="validUntil"
        label="有效期至（含当天）"
        type="date"
        value={form.validUntil}
        error={errors.validUntil}
      />
      <Field
        name="payWithinDays"
        label="接受后几天内付款"
        value={form.payWithinDays}
        error={errors.payWithinDays}
        inputmode="numeric"
        maxlength={3}
      />
      <div class="quotation-note">
        <Field
          name="note"
          label="备注（印在报价单上）"
          value={form.note}
          error={errors.note}
          rows={2}
          maxlength={500}
        />
      </div>
    </div>
  )
}
