import { formatMu } from '../../adoption/adoption.ts'
import type { CorrectedHarvest, CorrectionPlan } from '../../adoption/correcting.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'
import { Table } from '../table.tsx'
import { GardenHead } from './head.tsx'

export type TypedCorrection = {
  /** The right weight as typed, in grams or kilograms; 0 where the entry should not be. */
  grams: string
  reason: string
  clientKey: string
}

type Props = {
  garden: { code: string; nameZh: string }
  season: number
  harvest: CorrectedHarvest
  tea: string
  typed: TypedCorrection
  errors: Partial<Record<'grams' | 'reason' | 'form', string>>
  plan: CorrectionPlan | null
}

/** The right weight and why; then who would have how much; nothing is written before the last button. */
export const CorrectionPage = (props: Props) => {
  const { garden, season, harvest, tea, typed, errors, plan } = props
  return (
    <>
      <GardenHead title="更正收成" name={garden.nameZh} season={harvest.season} />
      <p>
        <a href={adminPaths.gardenHarvests(garden.code, { season: harvest.season })}>← 收成</a>
      </p>
      <p>
        {harvest.pluckedOn} 采的{tea}
        {harvest.note ? `（${harvest.note}）` : ''}，现在算作 <strong>{harvest.nowG} 克</strong>
        {harvest.corrections ? `（原记 ${harvest.enteredG} 克，已更正 ${harvest.corrections} 次）` : ''}。
      </p>
      <Alert>{errors.form}</Alert>
      {plan ? <Shares {...props} plan={plan} /> : null}
      {harvest.closed ? null : (
        <form
          method="post"
          action={adminPaths.gardenHarvestCorrection(garden.code, harvest.id, { season })}
          class="admin-form"
          novalidate
          data-once
        >
          <input type="hidden" name="clientKey" value={typed.clientKey} />
          <Field
            name="grams"
            label="正确的干茶重量（克，或写“2.35 公斤”）"
            hint="填写这笔应有的总重量，不是差额。茶类记错时，这里填 0，再按正确的茶类记一笔。"
            value={typed.grams}
            inputmode="decimal"
            maxlength={20}
            required
            {...(errors.grams ? { error: errors.grams } : {})}
          />
          <Field
            name="reason"
            label="更正原因（认购人可见）"
            value={typed.reason}
            maxlength={100}
            required
            {...(errors.reason ? { error: errors.reason } : {})}
          />
          <button
            class={`button ${plan ? 'button-secondary' : 'button-primary'}`}
            type="submit"
            name="step"
            value="look"
          >
            {plan ? '再次预览' : '预览更正结果'}
          </button>
        </form>
      )}
    </>
  )
}

/** "A-01 已安排或寄出 150 克,更正后只有 140 克". */
const shortText = ({ plot, plannedG, shortG }: CorrectionPlan['shares'][number]): string =>
  `${plot} 已寄出或已安排 ${plannedG} 克，更正后这一季只收 ${plannedG - shortG} 克`

const Shares = ({ garden, season, harvest, tea, typed, plan }: Props & { plan: CorrectionPlan }) => {
  const { shares, short } = plan
  const sum = (of: 'beforeG' | 'afterG') => shares.reduce((all, share) => all + share[of], 0)
  return (
    <section aria-labelledby="shares">
      <h2 id="shares">
        {tea}由 {sum('beforeG')} 克更正为 {sum('afterG')} 克，按面积重新分给 {shares.length} 份
      </h2>
      {short.length ? (
        <Alert as="div">
          <p>不能这样更正：已经寄出或安排的茶不能少于收成。请核对重量：</p>
          <ul>
            {short.slice(0, 10).map((share) => (
              <li>{shortText(share)}</li>
            ))}
            {short.length > 10 ? <li>还有 {short.length - 10} 份也是这样</li> : null}
          </ul>
        </Alert>
      ) : null}
      <Table
        label="每份变成多少"
        head={['地块', '面积（亩）', '原来（克）', '更正后（克）', '已寄或已安排（克）']}
        foot={
          <tr>
            <th scope="row">合计</th>
            <td>{formatMu(shares.reduce((all, share) => all + share.areaCmu, 0))}</td>
            <td>{sum('beforeG')}</td>
            <td>{sum('afterG')}</td>
            <td />
          </tr>
        }
      >
        {shares.map((share) => (
          <tr>
            <th scope="row">{share.plot}</th>
            <td>{formatMu(share.areaCmu)}</td>
            <td>{share.beforeG}</td>
            <td>{share.afterG}</td>
            <td>{share.plannedG}</td>
          </tr>
        ))}
      </Table>
      {short.length ? null : (
        <>
          <form
            method="post"
            action={adminPaths.gardenHarvestCorrection(garden.code, harvest.id, { season })}
            data-once
          >
            {(['grams', 'reason', 'clientKey'] as const).map((field) => (
              <input type="hidden" name={field} value={typed[field]} />
            ))}
            <input type="hidden" name="seen" value={plan.seen} />
            <button class="button button-primary" type="submit" name="step" value="enter">
              记入这次更正
            </button>
          </form>
          <p class="fine">原来的一笔留着，旁边加上这次更正。认购人会看到自己的一份变成多少、为什么。</p>
        </>
      )}
    </section>
  )
}
