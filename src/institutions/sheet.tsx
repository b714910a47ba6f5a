import { inLanguage, type Language, provinceName, type Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { capitalYuan, fen, formatYuan } from '../kernel/money.ts'
import { civilDate } from '../kernel/time.ts'
import type { QuotationView } from './queries.ts'
import type { QuotationVersion } from './quotation.ts'

export type SheetProps = {
  quotation: Pick<QuotationView, 'number' | 'unitName' | 'region' | 'deliverOn'>
  version: QuotationVersion
  /** What the shop may say of itself; what is not known is left out. */
  shop: { name: string; phone: string | null; licenceNo: string | null }
  t: Texts['institutions']['sheet']
  language: Language
  now: number
}

const money = (amount: number): string => `¥${formatYuan(amount)}`

/** A quotation on A4: the same sheet for the customer, for staff and on paper. */
export function QuotationSheet(props: SheetProps) {
  const { quotation, version, shop, t, language, now } = props
  const facts: [string, string][] = [
    [t.validUntil, t.until(version.validUntil)],
    [t.payWithin, t.days(version.payWithinDays)],
    [t.howToPay, t.howToPayText],
    [t.invoice, t.invoiceText],
    [t.destination, provinceName(language, quotation.region)],
    ...(quotation.deliverOn ? [[t.deliverOn, t.dated(quotation.deliverOn)] as [string, string]] : []),
    ...(version.note ? [[t.note, version.note] as [string, string]] : []),
  ]
  return (
    <article class="sheet" aria-labelledby="sheet-title">
      <header class="sheet-head">
        <h2 id="sheet-title">{t.title}</h2>
        <p>
          {t.number} <span class="order-number">{formatOrderNumber(quotation.number)}</span>
          <br />
          {t.version(version.version)} {t.date} {t.dated(civilDate(version.sentAt ?? now))}
        </p>
      </header>
      <dl class="sheet-parties">
        <div>
          <dt>{t.supplier}</dt>
          <dd>
            {shop.name}
            {shop.phone ? (
              <p>
                {t.phone} {shop.phone}
              </p>
            ) : null}
            {shop.licenceNo ? (
              <p>
                {t.licence} {shop.licenceNo}
              </p>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>{t.buyer}</dt>
          <dd>{quotation.unitName}</dd>
        </div>
      </dl>
      <Lines {...props} />
      <h3>{t.terms}</h3>
      <dl class="sheet-terms">
        {facts.map(([label, text]) => (
          <div>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </article>
  )
}

function Lines({ version, t, language }: SheetProps) {
  const samples = version.lines.some((line) => line.sample === 1)
  return (
    <>
      <p class="fine sheet-unit">
        {samples ? <span class="tag tag-sample">{t.sample}</span> : null} {samples ? t.sampleNote : ''}{' '}
        {t.yuan}
      </p>
      <table class="sheet-lines">
        <thead>
          <tr>
            <th scope="col">{t.index}</th>
            <th scope="col">{t.goods}</th>
            <th scope="col">{t.quantity}</th>
            <th scope="col">{t.unitPrice}</th>
            <th scope="col">{t.amount}</th>
          </tr>
        </thead>
        <tbody>
          {version.lines.map((line, index) => (
            <tr>
              <td>{index + 1}</td>
              <td>
                {inLanguage(language, line.titleZh, line.titleEn)}
                <br />
                <small>
                  {inLanguage(language, line.specZh, line.specEn)} · {line.sku}
                </small>
              </td>
              <td>{line.quantity}</td>
              <td>{money(line.unitPriceFen)}</td>
              <td>{money(line.unitPriceFen * line.quantity)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Sum label={t.subtotal} text={money(version.subtotalFen)} />
          <Sum label={t.freight} text={money(version.freightFen)} />
          <Sum label={t.total} text={money(version.totalFen)} strong />
        </tfoot>
      </table>
      <p class="sheet-capitals">
        {t.capitals} <strong lang="zh-CN">{capitalYuan(fen(version.totalFen))}</strong>
      </p>
    </>
  )
}

const Sum = ({ label, text, strong }: { label: string; text: string; strong?: boolean }) => (
  <tr class={strong ? 'sheet-total' : undefined}>
    <th scope="row" colspan={4}>
      {label}
    </th>
    <td>{text}</td>
  </tr>
)
