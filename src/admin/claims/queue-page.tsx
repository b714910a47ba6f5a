import { isShopsFault, turnOf } from '../../claims/claim.ts'
import {
  CLAIM_VIEWS,
  type ClaimView,
  COUNTED_DAYS,
  type ProducerCount,
  type QueuedClaim,
} from '../../claims/queries.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatInstant, HOUR_MS } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'
import { KIND_WORDS, REASON_WORDS, STATE_WORDS } from './words.ts'

type Props = {
  view: ClaimView
  claims: QueuedClaim[]
  counts: { state: QueuedClaim['state']; claims: number }[]
  producers: ProducerCount[]
  producer: string | null
  more: boolean
  now: number
}

const VIEW_WORDS: Record<ClaimView, string> = { shop: '轮到我们', buyer: '等顾客', ended: '已结束' }
const EMPTY: Record<ClaimView, string> = {
  shop: '没有等我们办的售后。顾客在订单页提出申请后，会按期限排在这里。',
  buyer: '没有等顾客答复的售后。',
  ended: '还没有办完的售后。',
}

/** Claims by deadline, and how many each producer's goods had. */
export const ClaimQueuePage = (props: Props) => {
  const { view, claims, counts, producer, more } = props
  const of = (own: ClaimView) =>
    counts.reduce((sum, { state, claims: some }) => sum + ((turnOf(state) ?? 'ended') === own ? some : 0), 0)
  return (
    <>
      <h1>售后</h1>
      <nav class="listing-views" aria-label="售后">
        {CLAIM_VIEWS.map((own) => (
          <a
            href={adminPaths.claims({ view: own, producer: producer ?? undefined })}
            aria-current={own === view ? 'page' : undefined}
          >
            {VIEW_WORDS[own]}
            {own === 'ended' ? '' : ` ${of(own)}`}
          </a>
        ))}
      </nav>
      {producer ? (
        <p>
          只看一家生产者的。<a href={adminPaths.claims({ view })}>看全部</a>
        </p>
      ) : null}
      {claims.length ? (
        <Table label="售后" head={['售后', '期限', '商品', '订单', '生产者']}>
          {claims.map((claim) => rowOf(claim, props.now))}
        </Table>
      ) : (
        <p>{EMPTY[view]}</p>
      )}
      {more ? <p class="fine">只列出前{claims.length}件，办完前面的再看后面的。</p> : null}
      <Producers {...props} />
    </>
  )
}

const rowOf = (claim: QueuedClaim, now: number) => (
  <tr>
    <th scope="row">
      <a href={adminPaths.claim(claim.id)}>
        {KIND_WORDS[claim.kind]}，{REASON_WORDS[claim.reason]}
      </a>{' '}
      <span class="tag">{STATE_WORDS[claim.state]}</span>{' '}
      {claim.personAskedAt === null || claim.endedAt !== null ? null : <span class="tag">要人工联系</span>}{' '}
      {claim.appealed ? <span class="tag">请另一位看</span> : null}
    </th>
    <td>
      {claim.dueAt === null ? (
        formatInstant(claim.endedAt ?? claim.askedAt)
      ) : (
        <span>
          {formatInstant(claim.dueAt)}{' '}
          <span class={claim.dueAt - now < 12 * HOUR_MS ? 'tag tag-cold' : 'fine'}>
            {leftOf(claim.dueAt, now)}
          </span>
        </span>
      )}
    </td>
    <td class="claim-wraps">
      <span>
        {claim.dispatchNumber
          ? `认购茶包裹 ${formatOrderNumber(claim.dispatchNumber)}`
          : `${claim.titleZh} × ${claim.quantity}`}{' '}
        <small>{claim.specZh}</small>
      </span>
    </td>
    <td>
      <a href={adminPaths.order(claim.number)}>{formatOrderNumber(claim.number)}</a>
    </td>
    <td class="claim-wraps">{claim.producer ?? ''}</td>
  </tr>
)

/** How long is left, in hours; what is over says so. */
function leftOf(dueAt: number, now: number): string {
  const hours = Math.floor((dueAt - now) / HOUR_MS)
  if (hours < 0) return '已到时'
  return hours < 48 ? `还有${hours}小时` : `还有${Math.floor(hours / 24)}天`
}

const Producers = ({ producers, view }: Props) => {
  const ids = [...new Set(producers.map(({ producerId }) => producerId))]
  if (!ids.length) return null
  return (
    <section>
      <h2>最近{COUNTED_DAYS}天，按生产者</h2>
      <ul class="admin-timeline">
        {ids.map((id) => {
          const own = producers.filter(({ producerId }) => producerId === id)
          const all = own.reduce((sum, { claims }) => sum + claims, 0)
          const ours = own.reduce((sum, { claims, reason }) => sum + (isShopsFault(reason) ? claims : 0), 0)
          return (
            <li>
              {id === null ? (
                '认购茶'
              ) : (
                <a href={adminPaths.claims({ view, producer: id })}>{own[0]!.producer ?? id}</a>
              )}
              ：{all}件，其中{ours}件问题在我们（
              {own.map(({ reason, claims }) => `${REASON_WORDS[reason]}${claims}`).join('、')}）
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The view an address asks for. */
export const viewOf = (typed: string | undefined): ClaimView =>
  CLAIM_VIEWS.find((own) => own === typed) ?? 'shop'
