import { turnOf } from '../../claims/claim.ts'
import type { ClaimDesk } from '../../claims/reading.ts'
import { claims } from '../../i18n/zh/claims.ts'
import { carrierOf } from '../../kernel/carriers.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { ReturnAddress } from '../../settings/returns.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { ClaimForms, type TypedForm } from './forms.tsx'
import { KIND_WORDS, REASON_WORDS, STATE_WORDS } from './words.ts'

export type ClaimDeskProps = {
  desk: ClaimDesk
  /** What it would give back now, in fen; null where nothing stands. */
  wholeFen: number | null
  freightFen: number
  mostProposedFen: number
  mayDecide: boolean
  mayShip: boolean
  /** Refused by the person who looks: another one decides. */
  refusedByMe: boolean
  error: string | null
  typed: TypedForm
}

/** One claim for staff: whose turn it is, until when, what silence does, the evidence, and what may be done. */
export const ClaimDeskPage = (props: ClaimDeskProps) => {
  const { desk, error } = props
  const { claim, account, photos, events } = desk
  const line = account.lines.find((own) => own.line === claim.line)
  const turn = turnOf(claim.state)
  const silence = claims.silence[claim.state as keyof typeof claims.silence]
  return (
    <>
      <p>
        <a href={adminPaths.claims()}>‹ 售后</a>
      </p>
      <h1>
        {KIND_WORDS[claim.kind]}，{REASON_WORDS[claim.reason]}
      </h1>
      <p>
        <span class="tag">{STATE_WORDS[claim.state]}</span>{' '}
        {claim.personAskedAt !== null && turn ? <span class="tag">要人工联系</span> : null} 订单{' '}
        <a href={adminPaths.order(account.order.number)}>{formatOrderNumber(account.order.number)}</a>，
        {desk.dispatchNumber
          ? `认购茶包裹 ${formatOrderNumber(desk.dispatchNumber)}`
          : `${line?.titleZh} × ${claim.quantity}`}
      </p>
      {turn && claim.dueAt !== null ? (
        <p class="notice-info">
          {turn === 'shop' ? '轮到我们' : '等顾客'}，最晚 {formatInstant(claim.dueAt)}。
          {silence ? silence.replace('您', '顾客').replace('您', '顾客') : '请尽快寄出。'}
        </p>
      ) : null}
      <Alert>{error}</Alert>
      <div class="admin-columns">
        <div>
          {claim.words ? (
            <section>
              <h2>顾客的说明</h2>
              <p class="claim-words">{claim.words}</p>
            </section>
          ) : null}
          {photos.length ? (
            <section>
              <h2>照片</h2>
              <ul class="claim-photos">
                {photos.map(({ place }) => (
                  <li>
                    <a href={adminPaths.claimPhoto(claim.id, String(place))}>
                      <img
                        src={adminPaths.claimPhoto(claim.id, String(place))}
                        alt={claims.photo(place)}
                        width="160"
                        height="160"
                        loading="lazy"
                      />
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          <Worth {...props} />
          <Parcels {...props} />
          <section>
            <h2>经过</h2>
            <ol class="admin-timeline">
              {events.map((event) => (
                <li>
                  {formatInstant(event.at)}{' '}
                  {event.actor === 'staff'
                    ? (event.staffName ?? '同事')
                    : event.actor === 'buyer'
                      ? '顾客'
                      : '到时'}{' '}
                  {claims.events[event.kind]}
                  {event.amountFen === null ? '' : ` ¥${formatYuan(event.amountFen)}`}
                  {event.note ? <q class="claim-said">{event.note}</q> : null}
                </li>
              ))}
            </ol>
          </section>
        </div>
        <div>
          <ClaimForms {...props} />
        </div>
      </div>
    </>
  )
}

const Worth = ({ wholeFen, freightFen, desk }: ClaimDeskProps) =>
  desk.claim.endedAt !== null ? null : (
    <p class="fine">
      {wholeFen === null
        ? desk.dispatchNumber
          ? '认购茶没有单价：再寄一份，或提出一个数目。'
          : '这几件的钱已经另外退回，或者已经寄出：同意就结束这件售后。'
        : `按申请退款是 ¥${formatYuan(wholeFen)}${freightFen > 0 ? `（含运费 ¥${formatYuan(freightFen)}）` : ''}。`}
    </p>
  )

function Parcels({ desk }: ClaimDeskProps) {
  const { carrier, trackingNo, sentCarrier, sentNo, returned, returnTo } = desk.claim
  const to = returnTo === null ? null : (JSON.parse(returnTo) as ReturnAddress)
  if (!carrier && !sentCarrier && !to) return null
  return (
    <section>
      <h2>包裹</h2>
      {to ? (
        <p>
          寄回到：{to.name} {to.phone} {to.address}
        </p>
      ) : null}
      {carrier ? (
        <p>
          顾客寄回：{carrierOf(carrier).zh} <code>{trackingNo}</code>
          {returned ? `，${returned === 'restocked' ? '已回库' : '已报损'}` : ''}
        </p>
      ) : null}
      {sentCarrier ? (
        <p>
          补发：{carrierOf(sentCarrier).zh} <code>{sentNo}</code>
        </p>
      ) : null}
    </section>
  )
}
