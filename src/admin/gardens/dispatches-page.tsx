import type { DispatchPlan } from '../../adoption/dispatching.ts'
import { FURTHER } from '../../adoption/further-parcel.ts'
import type { OfferContent } from '../../adoption/offer.ts'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { Table } from '../table.tsx'
import { teaWords } from '../words.ts'
import { GardenHead } from './head.tsx'

type Props = {
  garden: { code: string; nameZh: string }
  season: number
  offer: Pick<OfferContent, 'dispatches' | 'grades'> | null
  /** The window looked at. */
  plan: DispatchPlan | null
  error: string | null
  made: number | null
}

/** Choose a window, look at the parcels, make them. */
export const GardenDispatchesPage = ({ garden, season, offer, plan, error, made }: Props) => (
  <>
    <GardenHead title="安排寄送" name={garden.nameZh} season={season} />
    <Alert>{error}</Alert>
    {made === null ? null : (
      <Notice>
        已安排 {made} 个包裹。<a href={adminPaths.dispatches()}>去寄送</a>
      </Notice>
    )}
    {offer ? (
      <ul class="admin-actions">
        {offer.dispatches.map((period) => (
          <li>
            <a
              class="button button-secondary"
              href={adminPaths.gardenDispatches(garden.code, { season, period: period.code })}
              aria-current={plan?.period.code === period.code ? 'page' : undefined}
            >
              {periodName(offer.grades, period)}（{period.from} 至 {period.until}）
            </a>
          </li>
        ))}
        <li>
          <a
            class="button button-secondary"
            href={adminPaths.gardenDispatches(garden.code, { season, period: FURTHER })}
            aria-current={plan?.period.code === FURTHER ? 'page' : undefined}
          >
            加寄（安排之后又收的，和比约定多收的）
          </a>
        </li>
      </ul>
    ) : (
      <p>这一季还没有发布认购方案，没有可安排的批次。</p>
    )}
    {plan && offer ? <Plan garden={garden} season={season} plan={plan} grades={offer.grades} /> : null}
  </>
)

export const periodName = (
  grades: { code: string; nameZh: string }[],
  period: { code: string; grades: string[] },
): string =>
  period.grades.map((code) => grades.find((grade) => grade.code === code)?.nameZh ?? code).join('、') ||
  period.code

type PlanProps = {
  garden: Props['garden']
  season: number
  plan: DispatchPlan
  grades: OfferContent['grades']
}

const ADDRESSES = { order: '订单地址', receiver: '收礼人填写的地址', nobody: '等收礼人填写' }

const Plan = ({ garden, season, plan, grades }: PlanProps) =>
  plan.rows.length ? (
    <section aria-labelledby="parcels">
      <h2 id="parcels">{plan.rows.length} 个包裹</h2>
      <p>
        {plan.period.code === FURTHER
          ? '每份寄已收而没有安排的克数，比约定多收的也在内：按面积分到的就是认购人的。这种茶还有批次没安排的，先等那一批。'
          : '每份寄约定和已收两者中较少的克数，减去已安排的。'}
        {plan.left ? `另有 ${plan.left} 份这次没有可寄的茶。` : ''}
        认购人在 {plan.period.from} 之前可以改地址。
      </p>
      <Table label="包裹" head={['地块', '寄什么', '地址']}>
        {plan.rows.map((row) => (
          <tr>
            <th scope="row">{row.plot}</th>
            <td>{teaWords(grades, row.grams)}</td>
            <td>{ADDRESSES[row.to]}</td>
          </tr>
        ))}
      </Table>
      <form method="post" action={adminPaths.gardenDispatches(garden.code, { season })} data-once>
        <input type="hidden" name="period" value={plan.period.code} />
        <input type="hidden" name="seen" value={plan.seen} />
        <button class="button button-primary" type="submit">
          安排这 {plan.rows.length} 个包裹
        </button>
      </form>
    </section>
  ) : (
    <p>
      {plan.period.code === FURTHER
        ? '没有可加寄的：已收的都安排了，或这种茶还有批次没安排。'
        : '这一批没有可安排的包裹：还没有记收成，或已经安排过。之后又收的，用“加寄”。'}
    </p>
  )
