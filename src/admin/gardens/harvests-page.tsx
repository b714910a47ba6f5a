import { formatMu } from '../../adoption/adoption.ts'
import type { HarvestPlan } from '../../adoption/harvesting.ts'
import type { HarvestLine } from '../../adoption/season-queries.ts'
import { gramsText } from '../../kernel/grams.ts'
import { civilDate } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { ChoiceField, Field } from '../field.tsx'
import { Table } from '../table.tsx'
import { GardenHead } from './head.tsx'

export type TypedHarvest = {
  grade: string
  /** As typed, in grams or kilograms ("2.35 kg" is 2350). */
  grams: string
  pluckedOn: string
  note: string
  clientKey: string
}

type Props = {
  garden: { code: string; nameZh: string }
  season: number
  grades: { code: string; nameZh: string }[]
  harvests: HarvestLine[]
  typed: TypedHarvest
  errors: Partial<Record<keyof TypedHarvest | 'form', string>>
  plan: (HarvestPlan & { grams: number }) | null
  /** Said once after a redirect. */
  said: 'entered' | 'corrected' | null
}

/** Weight in, look at who gets what, then enter: nothing is written before the last button. */
export const GardenHarvestsPage = (props: Props) => {
  const { garden, season, plan, harvests, said, errors, grades } = props
  const nameOf = (code: string) => grades.find((grade) => grade.code === code)?.nameZh ?? code
  return (
    <>
      <GardenHead title="收成" name={garden.nameZh} season={season} />
      {said ? <Notice>{said === 'entered' ? '已记入' : '已更正'}，认购人可以看到自己的份额。</Notice> : null}
      <Alert>{errors.form}</Alert>
      {grades.length ? <HarvestForm {...props} /> : <p>这一季还没有发布认购方案，不能记收成。</p>}
      {plan ? <Shares {...props} plan={plan} name={nameOf(props.typed.grade)} /> : null}
      <h2>已记入的收成</h2>
      {harvests.length ? (
        <Table
          label="已记入的收成"
          head={['采摘日期', '茶类', '干茶（克）', '份数', '记录人', '备注', '更正']}
        >
          {harvests.map((harvest) => (
            <tr>
              <th scope="row">{harvest.pluckedOn}</th>
              <td>{nameOf(harvest.grade)}</td>
              <td>{harvest.nowG}</td>
              <td>{harvest.shares}</td>
              <td>{harvest.staffName ?? '示例'}</td>
              <td>{harvest.note}</td>
              <td>
                <Corrections harvest={harvest} />
                <a
                  href={adminPaths.gardenHarvestCorrection(garden.code, harvest.id, { season })}
                  aria-label={`更正 ${harvest.pluckedOn} 的${nameOf(harvest.grade)}`}
                >
                  更正
                </a>
              </td>
            </tr>
          ))}
        </Table>
      ) : (
        <p>这一季还没有收成。</p>
      )}
    </>
  )
}

/** What was first entered, and each correction with its reason: nothing is rewritten. */
const Corrections = ({ harvest }: { harvest: HarvestLine }) =>
  harvest.corrections.length ? (
    <ul class="fine">
      <li>原记{gramsText(harvest.grams)}克</li>
      {harvest.corrections.map((own) => (
        <li>
          {civilDate(own.at)} {own.staffName ?? '示例'} {own.grams > 0 ? '加' : '减'} {Math.abs(own.grams)}{' '}
          克：
          {own.reason}
        </li>
      ))}
    </ul>
  ) : null

const HarvestForm = ({ garden, season, grades, typed, errors, plan }: Props) => (
  <form
    method="post"
    action={adminPaths.gardenHarvests(garden.code, { season })}
    class="admin-form"
    novalidate
    data-once
  >
    <input type="hidden" name="clientKey" value={typed.clientKey} />
    <ChoiceField
      name="grade"
      legend="茶类"
      value={typed.grade}
      options={grades.map(({ code, nameZh }) => [code, nameZh])}
      error={errors.grade}
      required
    />
    <Field
      name="grams"
      label="干茶重量（克，或写“2.35 公斤”）"
      value={typed.grams}
      error={errors.grams}
      inputmode="decimal"
      required
      maxlength={20}
    />
    <Field
      name="pluckedOn"
      label="采摘日期"
      value={typed.pluckedOn}
      error={errors.pluckedOn}
      type="date"
      required
    />
    <Field name="note" label="备注（选填）" value={typed.note} maxlength={100} />
    <button
      class={`button ${plan ? 'button-secondary' : 'button-primary'}`}
      type="submit"
      name="step"
      value="look"
    >
      {plan ? '再次预览' : '预览每份克数'}
    </button>
  </form>
)

const Shares = ({
  garden,
  season,
  typed,
  plan,
  name,
}: Props & { plan: NonNullable<Props['plan']>; name: string }) => (
  <section aria-labelledby="shares">
    <h2 id="shares">
      {name}干茶{gramsText(plan.grams)}克，按面积分给{plan.shares.length}份
    </h2>
    <Table
      label="每份多少"
      head={['地块', '面积（亩）', '分得（克）']}
      foot={
        <tr>
          <th scope="row">合计</th>
          <td>{formatMu(plan.shares.reduce((sum, share) => sum + share.areaCmu, 0))}</td>
          <td>{plan.shares.reduce((sum, share) => sum + share.grams, 0)}</td>
        </tr>
      }
    >
      {plan.shares.map((share) => (
        <tr>
          <th scope="row">{share.plot}</th>
          <td>{formatMu(share.areaCmu)}</td>
          <td>{share.grams}</td>
        </tr>
      ))}
    </Table>
    <form method="post" action={adminPaths.gardenHarvests(garden.code, { season })} novalidate data-once>
      {(['grade', 'grams', 'pluckedOn', 'note', 'clientKey'] as const).map((field) => (
        <input type="hidden" name={field} value={typed[field]} />
      ))}
      <input type="hidden" name="seen" value={plan.seen} />
      <input type="hidden" name="twins" value={String(plan.twins)} />
      {plan.twins ? (
        <>
          <p class="basket-alert">
            {typed.pluckedOn} 采的{name}已经记过{plan.twins === 1 ? '一笔' : ` ${plan.twins} 笔`} {plan.grams}{' '}
            克。是同一批就不用再记。
          </p>
          <label class="check">
            <input type="checkbox" name="another" value="1" required /> 这是另一批，重量刚好相同
          </label>
        </>
      ) : null}
      <button class="button button-primary" type="submit" name="step" value="enter">
        记入这次收成
      </button>
    </form>
    <p class="fine">记入后不能修改，每份的克数会显示在认购人的“我的园”里。记错了请用“更正”，两笔都会保留。</p>
  </section>
)
