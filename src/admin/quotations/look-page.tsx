import type { Child } from 'hono/jsx'
import type { Shelf } from '../../cart/quote.ts'
import { sharesOf } from '../../cart/sharing.ts'
import type { DraftFields, DraftForm } from '../../institutions/draft-form.ts'
import type { QuotationView } from '../../institutions/queries.ts'
import type { QuotationVersion } from '../../institutions/quotation.ts'
import { formatYuan } from '../../kernel/money.ts'
import { adminPaths } from '../../urls.ts'
import { Notice } from '../alert.tsx'
import { Was } from '../meanwhile.tsx'

type Props = {
  quotation: QuotationView
  version: QuotationVersion
  /** What was typed, to go back to or to send: nothing is kept before that. */
  form: DraftForm
  /** What the form held when it was first drawn. */
  was: Partial<DraftFields>
  shelf: Shelf
  /** The sheet as the institution will see it. */
  sheet: Child
}

/** A last look before a quotation is sent: what is sent cannot be changed any more. */
export const LookPage = ({ quotation, version, form, was, shelf, sheet }: Props) => {
  const short = sharesOf(version.lines, shelf).filter(({ left, quantity }) => left < quantity)
  const titleOf = (sku: string) => version.lines.find((line) => line.sku === sku)?.titleZh ?? sku
  return (
    <>
      <h1>核对后发送</h1>
      <Notice>
        还没有发送。下面就是“{quotation.unitName}”打开链接会看到的报价单
        {quotation.sent ? `，发送后代替第${quotation.sent.version}版` : ''}。发送后这一版不能再改。
      </Notice>
      <dl class="order-facts">
        <div>
          <dt>合计</dt>
          <dd>
            <strong>¥{formatYuan(version.totalFen)}</strong>（含运费 ¥{formatYuan(version.freightFen)}）
          </dd>
        </div>
        <div>
          <dt>有效期至</dt>
          <dd>{version.validUntil}（含当天）</dd>
        </div>
        <div>
          <dt>付款期限</dt>
          <dd>客户接受后 {version.payWithinDays} 天内</dd>
        </div>
      </dl>
      {short.length ? (
        <p class="basket-alert">
          现有库存不够：
          {short
            .map(
              ({ sku, quantity, left, shared }) =>
                `${titleOf(sku)} 要${quantity}件，还能给${left}件${
                  shared
                    ? `（与${shared.with.map(titleOf).join('、')}共用${shelf.stock.get(shared.sku)?.titleZh}，现有${shared.available}件）`
                    : ''
                }`,
            )
            .join('；')}
          。可以发送，客户接受前要补足，否则不能成单。
        </p>
      ) : null}
      <form method="post" action={adminPaths.quotationVersion(quotation.number)} data-once>
        <Typed form={form} />
        <Was fields={was} />
        <div class="admin-actions">
          <button class="button button-secondary" name="act" value="edit" type="submit">
            返回修改
          </button>
          <button class="button button-primary" name="act" value="send" type="submit">
            确认发送
          </button>
        </div>
      </form>
      {sheet}
    </>
  )
}

const Typed = ({ form }: { form: DraftForm }) => {
  const fields: [string, string][] = [
    ['seq', String(form.seq)],
    ['skus', form.lines.map(({ sku }) => sku).join('~')],
    ...form.lines.flatMap(({ sku, quantity, price }): [string, string][] => [
      [`pieces-${sku}`, quantity],
      [`price-${sku}`, price],
    ]),
    ['freight', form.freight],
    ['validUntil', form.validUntil],
    ['payWithinDays', form.payWithinDays],
    ['note', form.note],
  ]
  return (
    <>
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}
