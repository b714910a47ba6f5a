import { FURTHER } from '../../adoption/further-parcel.ts'
import type { ClosingPlan } from '../../fulfilment/season-closing.ts'
import { formatYuan } from '../../kernel/money.ts'
import { civilDate } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'
import { Table } from '../table.tsx'
import { teaWords } from '../words.ts'
import { GardenHead } from './head.tsx'

type Props = {
  garden: { code: string; nameZh: string }
  season: number
  plan: ClosingPlan
  grades: { code: string; nameZh: string }[]
  error: string | null
  typed: string
}

/** Names what closing does, asks for the year in writing, and lists who will be asked to choose. */
export const GardenClosingPage = ({ garden, season, plan, grades, error, typed }: Props) => (
  <>
    <GardenHead title="关季" name={garden.nameZh} season={season} />
    <Alert>{error}</Alert>
    {plan.closedAt === null ? (
      <>
        <p>
          关季后，{plan.adoptions} 份认购成为“已结束”，证书注明已结束，不能再记收成。
          {plan.shortRows.length
            ? `其中 ${plan.shortRows.length} 份未寄足约定克数，认购人将在“我的园”里选择：等值茶叶、抵用码或退款。`
            : '约定的茶都已寄满。'}
        </p>
        {plan.leftover && !plan.unsent ? (
          <p class="basket-alert">
            有 {plan.leftover} 份还有已收而没寄的茶，关季后不能再寄：
            <a href={adminPaths.gardenDispatches(garden.code, { season, period: FURTHER })}>先安排加寄</a>
          </p>
        ) : null}
        {plan.unsent ? (
          <p class="basket-alert">
            还有 {plan.unsent} 份的包裹没有寄出，<a href={adminPaths.dispatches()}>寄完</a>才能关季。
          </p>
        ) : null}
      </>
    ) : (
      <p>{civilDate(plan.closedAt)} 已关季。</p>
    )}
    {plan.shortRows.length ? (
      <Table label="未寄足的" head={['地块', '差多少', '折合（元）']}>
        {plan.shortRows.map((row) => (
          <tr>
            <th scope="row">{row.plot}</th>
            <td>{teaWords(grades, row.short)}</td>
            <td>{formatYuan(row.valueFen)}</td>
          </tr>
        ))}
      </Table>
    ) : null}
    {plan.closedAt === null && plan.adoptions && !plan.unsent ? (
      <form
        method="post"
        action={adminPaths.gardenClosing(garden.code, { season })}
        class="admin-form"
        novalidate
        data-once
      >
        <Field
          name="typed"
          label={`输入 ${season} 确认关季（不能撤销）`}
          value={typed}
          error={error ?? undefined}
          inputmode="numeric"
          required
          maxlength={10}
          autocomplete="off"
        />
        <button class="button button-danger" type="submit">
          关闭{season}季
        </button>
      </form>
    ) : null}
  </>
)
