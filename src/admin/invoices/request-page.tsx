import { FILE_TYPES } from '../../invoices/files.ts'
import { blueOf, frozenSheet, type InvoiceDesk, standingFen } from '../../invoices/reading.ts'
import type { InvoiceDocument } from '../../invoices/schema.ts'
import type { Sheet } from '../../invoices/sheet.ts'
import { parseCreditCode } from '../../kernel/credit-code.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { BuyerFields, SheetTable } from './copy-sheet.tsx'
import { BeginForm, type Typed, UploadForm } from './forms.tsx'
import { DIFFERENCE_WORDS, EVENT_WORDS, KIND_WORDS, maskTitle, STATE_WORDS } from './words.ts'

export type InvoiceDeskProps = {
  desk: InvoiceDesk
  /** As the order stands now; null when nothing is left. */
  sheet: Sheet | null
  error: string | null
  typed: Typed
  /** What was sent differs in a way that may be meant. */
  asksReason: boolean
}

/** One request: who it is for, what is to be copied, what to do next, what came of it. */
export const InvoiceRequestPage = (props: InvoiceDeskProps) => {
  const { desk, error } = props
  const { request, account, events, documents } = desk
  return (
    <>
      <p>
        <a href={adminPaths.invoices()}>‹ 发票</a>
      </p>
      <h1>
        {KIND_WORDS[request.kind]} <span class="tag">{STATE_WORDS[request.state]}</span>
      </h1>
      <p>
        订单 <a href={adminPaths.order(account.order.number)}>{formatOrderNumber(account.order.number)}</a>
        ，申请于 {formatInstant(request.requestedAt)}
      </p>
      <Alert>{error}</Alert>
      <Next {...props} />
      <section>
        <h2>已上传</h2>
        {documents.length ? null : <p>还没有。</p>}
        {documents.map((one) => (
          <Document desk={desk} document={one} />
        ))}
      </section>
      <section>
        <h2>经过</h2>
        <ol class="admin-timeline">
          {events.map((event) => (
            <li>
              {formatInstant(event.at)} {EVENT_WORDS[event.kind]}
              {event.amountFen === null ? '' : ` ¥${formatYuan(event.amountFen)}`}
              {event.staffName ? `（${event.staffName}）` : ''}
              {event.note ? `：${event.note}` : ''}
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

const TaxNoWarning = ({ taxNo }: { taxNo: string }) =>
  taxNo.length === 18 && parseCreditCode(taxNo) === null ? (
    <p class="notice-info">
      税号的校验位不符{taxNo.startsWith('81') ? '（81开头的工会税号常见，以登记证为准）' : '，请和顾客核对'}。
    </p>
  ) : null

const Next = ({ desk, sheet, typed, asksReason }: InvoiceDeskProps) => {
  const { request } = desk
  const frozen = frozenSheet(request)
  switch (request.state) {
    case 'requested':
      return (
        <section>
          <h2>要开的内容</h2>
          <p>
            {request.titleType === 'company' ? '企业或单位' : '个人'}：{maskTitle(request)}{' '}
            {request.taxNo ? `税号 ${request.taxNo}` : ''}
          </p>
          <TaxNoWarning taxNo={request.taxNo} />
          {sheet ? (
            <>
              <SheetTable sheet={sheet} copied={false} />
              <BeginForm request={request} sheet={sheet} typed={typed} />
            </>
          ) : (
            <p>这张订单的钱已经全部退回，没有可以开的金额。</p>
          )}
          <Act id={request.id} act="cancel" text={sheet ? '取消申请（顾客不要了）' : '取消申请'} />
        </section>
      )
    case 'issuing':
      return (
        <section>
          <h2>抄写单</h2>
          <p class="fine">
            到电子税务局照着开。开始以后内容就不变了；之后退的款，开好后再开红字发票。
            {request.redDueFen ? `现在已有退款 ¥${formatYuan(request.redDueFen)}。` : ''}
          </p>
          <BuyerFields request={request} />
          <TaxNoWarning taxNo={request.taxNo} />
          {frozen ? <SheetTable sheet={frozen} copied={true} /> : null}
          <h2>上传开好的发票</h2>
          <UploadForm {...{ request, typed, asksReason }} submit="上传发票并核对" />
          <Act id={request.id} act="release" text="停止开票，退回待开（还没有在平台开的才点）" />
        </section>
      )
    case 'red_pending':
      return (
        <section>
          <h2>要开红字发票</h2>
          <p>
            蓝字发票 <b>{blueOf(desk)?.number}</b>，要冲红 <b>¥{formatYuan(request.redDueFen)}</b>
            ，蓝字还剩 ¥{formatYuan(standingFen(desk))}。可以分几张开，每张不超过要冲红的数目。
          </p>
          <p class="fine">
            先在电子税务局填红字信息确认单，备注里写蓝字发票号码和确认单编号。退款已经办理，不用等它。
          </p>
          <BuyerFields request={request} />
          <UploadForm {...{ request, typed, asksReason }} submit="上传红字发票并核对" />
          <p class="fine">换掉已上传的文件也在这里：传同一张发票的文件，写明原因。</p>
        </section>
      )
    default:
      return frozen ? (
        <section>
          <h2>开票内容</h2>
          <BuyerFields request={request} />
          <SheetTable sheet={frozen} copied={false} />
          <details open={asksReason || Object.keys(typed.errors).length > 0}>
            <summary>文件传错了</summary>
            <p class="fine">
              传同一张发票的文件，号码和金额要一样，写明原因。顾客下载到的换成新的，留了邮箱的再发一次，会记录。
            </p>
            <UploadForm {...{ request, typed }} asksReason={true} submit="换掉文件" />
          </details>
        </section>
      ) : null
  }
}

const Act = ({ id, act, text }: { id: string; act: string; text: string }) => (
  <form method="post" action={adminPaths.invoiceRequest(id)} class="admin-actions">
    <button class="button button-secondary" type="submit" name="act" value={act}>
      {text}
    </button>
  </form>
)

const Document = ({ desk, document }: { desk: InvoiceDesk; document: InvoiceDocument }) => (
  <p>
    {document.redOf ? '红字' : '蓝字'} <b>{document.number}</b> {document.issuedOn}{' '}
    {document.redOf ? '−' : ''}¥{formatYuan(document.amountFen)}
    {document.confirmNo ? `，确认单 ${document.confirmNo}` : ''}{' '}
    {(Object.keys(FILE_TYPES) as (keyof typeof FILE_TYPES)[])
      .filter((type) => type !== 'ofd' || document.ofdSha256)
      .map((type) => (
        <>
          <a href={adminPaths.invoiceFile(desk.request.id, document.id, type)}>{type.toUpperCase()}</a>{' '}
        </>
      ))}
    {document.filesKey ? <small>文件换过。</small> : null}
    {document.differs ? (
      <small>
        {document.differs
          .split(' ')
          .map((one) => DIFFERENCE_WORDS[one as keyof typeof DIFFERENCE_WORDS])
          .join('；')}
        。原因：{document.reason}
      </small>
    ) : null}
  </p>
)
