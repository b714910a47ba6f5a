import type { Sellable, Shelf } from '../../cart/quote.ts'
import type { DraftFields, DraftForm } from '../../institutions/draft-form.ts'
import type { FreightProposal } from '../../institutions/freight-proposal.ts'
import type { QuotationView } from '../../institutions/queries.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { FieldErrors } from '../../orders/fields.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { Field } from '../field.tsx'
import { type Difference, Differences } from '../meanwhile.tsx'
import { QuotationEditor } from './editor.tsx'
import { PURPOSE_NAMES, QUOTATION_STATE_NAMES } from './words.ts'

export type QuotationDeskProps = {
  quotation: QuotationView
  contact: { name: string; phone: string } | null
  form: DraftForm
  /** What the form held when it was first drawn. */
  was: Partial<DraftFields>
  errors: FieldErrors
  alert: string | null
  /** Where what was typed differs from what a colleague kept meanwhile. */
  differences: Difference[]
  notice: string | null
  shelf: Shelf
  proposal: FreightProposal
  found: Sellable[] | null
  /** The link the customer reads and accepts it by: a right of its own, for those who answer the customer. */
  link: string | null
  canWrite: boolean
}

const EVENTS: Record<string, string> = {
  requested: '提交需求',
  saved: '保存草稿',
  sent: '发送报价',
  accepted: '客户接受，生成订单',
  declined: '谢绝',
  expired: '过期',
}

/** What a unit asked for, the quotation being written, and how it went. */
export const QuotationDeskPage = (props: QuotationDeskProps) => {
  const { quotation, alert, notice, canWrite } = props
  return (
    <>
      <p>
        <a href={adminPaths.quotations()}>‹ 单位采购</a>
      </p>
      <h1>{quotation.unitName}</h1>
      <p>
        <span class="tag">{QUOTATION_STATE_NAMES[quotation.state]}</span> 编号{' '}
        {formatOrderNumber(quotation.number)}
        {quotation.sent
          ? ` · 第${quotation.sent.version}版 · 合计 ¥${formatYuan(quotation.sent.totalFen)}`
          : ''}
      </p>
      <Alert>{alert}</Alert>
      <Differences differences={props.differences} theirs="现在的" />
      <Notice>{notice}</Notice>
      <div class="admin-columns">
        <div>
          {quotation.order ? (
            <section>
              <h2>订单</h2>
              <p>
                <a href={adminPaths.order(quotation.order.number)}>
                  {formatOrderNumber(quotation.order.number)}
                </a>
              </p>
            </section>
          ) : null}
          {canWrite && quotation.state !== 'accepted' ? <QuotationEditor {...props} /> : null}
        </div>
        <div>
          {props.link || quotation.sent ? <Sent {...props} /> : null}
          <Request {...props} />
          <section>
            <h2>经过</h2>
            <ol class="admin-timeline">
              {quotation.events.map((event) => (
                <li>
                  {formatInstant(event.at)} {EVENTS[event.kind] ?? event.kind}
                  {event.kind === 'declined'
                    ? event.actor === 'customer'
                      ? '（客户）'
                      : '（工作人员）'
                    : ''}
                  {event.note ? `：${event.note}` : ''}
                </li>
              ))}
            </ol>
          </section>
          {canWrite && (quotation.state === 'draft' || quotation.state === 'sent') ? (
            <Refusal number={quotation.number} errors={props.errors} />
          ) : null}
        </div>
      </div>
    </>
  )
}

const Sent = ({ quotation, link }: QuotationDeskProps) => (
  <section>
    {link === null ? null : (
      <>
        <h2>给客户的链接</h2>
        <p>凭这个链接可以查看、打印、接受或谢绝，请只发给联系人。</p>
        <p class="admin-secret">
          <code>{link}</code> <CopyButton text={link} words={{ copy: '复制', copied: '已复制' }} />
        </p>
      </>
    )}
    {quotation.sent ? (
      <p>
        <a class="button button-secondary" href={adminPaths.quotationSheet(quotation.number)}>
          打印报价单
        </a>
      </p>
    ) : null}
  </section>
)

const Request = ({ quotation, contact, shelf, canWrite }: QuotationDeskProps) => {
  const shown = contact ?? quotation.contact
  const goods = quotation.items.map(({ sku, quantity }) => {
    const known = shelf.sellables.get(sku)
    return `${known ? `${known.titleZh} ${known.specZh}` : sku} × ${quantity}`
  })
  return (
    <section>
      <h2>需求</h2>
      <dl class="order-facts">
        <Fact label="联系人" lines={[`${shown.name} ${shown.phone}`]} />
        <Fact label="商品" lines={[...goods, ...quotation.wanted.split('\n')]} />
        <Fact label="用途" lines={[PURPOSE_NAMES[quotation.purpose]]} />
        <Fact label="送到" lines={[quotation.region.name]} />
        <Fact label="希望送达" lines={[quotation.deliverOn ?? '']} />
        <Fact label="备注" lines={quotation.note.split('\n')} />
      </dl>
      {canWrite && !contact ? (
        <form method="post" action={adminPaths.quotationContact(quotation.number)}>
          <button class="button button-secondary" type="submit">
            查看联系方式（会记录）
          </button>
        </form>
      ) : null}
    </section>
  )
}

const Fact = ({ label, lines }: { label: string; lines: string[] }) =>
  lines.some(Boolean) ? (
    <div>
      <dt>{label}</dt>
      <dd>
        {lines.filter(Boolean).map((line) => (
          <p>{line}</p>
        ))}
      </dd>
    </div>
  ) : null

const Refusal = ({ number, errors }: { number: string; errors: FieldErrors }) => (
  <details class="order-cancel" open={Boolean(errors.reason)}>
    <summary class="button button-secondary">不能报价，结束这份需求</summary>
    <form method="post" action={adminPaths.quotationRefusal(number)} novalidate data-once>
      <Field
        name="reason"
        label="原因（客户会看到）"
        value=""
        error={errors.reason}
        required
        maxlength={200}
      />
      <button class="button button-danger" type="submit">
        结束需求，告知客户
      </button>
    </form>
  </details>
)
