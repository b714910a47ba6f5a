import type { NamedHoliday } from '../../catalog/holiday-keeping.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field, Mend, Saved } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile, Over } from '../meanwhile.tsx'
import { Table } from '../table.tsx'

export type HolidayErrors = Partial<Record<keyof NamedHoliday, string>>

export const HOLIDAY_NAMES: [field: keyof NamedHoliday, label: string][] = [
  ['firstOn', '开始日期'],
  ['lastOn', '结束日期'],
  ['nameZh', '名称'],
  ['nameEn', '英文名称'],
  ['kind', '类型'],
]

/** What a row of the calendar is, in words. */
export const KIND_NAMES: Record<NamedHoliday['kind'], string> = { rest: '放假', work: '调休上班' }

type Props = Began<NamedHoliday> & {
  holidays: (NamedHoliday & { edit: number })[]
  /** The year whose holidays are missing though it is near. */
  alarm: number | null
  typed: NamedHoliday
  errors: HolidayErrors
  /** A new one; else the one its first day names is corrected. */
  fresh: boolean
  between?: Between
  saved: boolean
  /** Deleted a moment ago: one press brings it back. */
  removed: NamedHoliday | null
}

/** The days on which nothing leaves, and the weekends on which ambient goods do. */
export const HolidaysPage = ({ holidays, alarm, saved, removed, ...form }: Props) => (
  <>
    <h1>节假日</h1>
    <Saved shown={saved}>已保存，发货日期已按新的日历计算。</Saved>
    {removed && !holidays.some(({ firstOn }) => firstOn === removed.firstOn) ? (
      <Removed holiday={removed} />
    ) : null}
    <Mend errors={form.errors} />
    <Meanwhile between={form.between} />
    <p>
      放假的日子都不发货，冷链也不在放假时送到；调休上班的周末照发常温，冷链仍按自己的发货日。商品页、购物车和结算按它计算发货日期。
    </p>
    {alarm === null ? null : <Alert>还没有 {alarm} 年的节假日，请按国务院通知补上</Alert>}
    <Table head={['开始', '结束', '类型', '名称', '英文', '操作']}>
      {holidays.map((holiday) => (
        <HolidayRow holiday={holiday} />
      ))}
    </Table>
    <HolidayForm {...form} />
  </>
)

const Removed = ({ holiday }: { holiday: NamedHoliday }) => (
  <form method="post" action={adminPaths.holidays} class="admin-saved admin-row" role="status" data-once>
    <span>
      已删除 {holiday.nameZh} {holiday.firstOn}
    </span>
    {HOLIDAY_NAMES.map(([name]) => (
      <input type="hidden" name={name} value={holiday[name]} />
    ))}
    <button class="button button-secondary" type="submit">
      撤销删除
    </button>
  </form>
)

const HolidayRow = ({ holiday }: { holiday: NamedHoliday & { edit: number } }) => {
  const name = `${holiday.nameZh} ${holiday.firstOn}`
  return (
    <tr>
      <th scope="row">{holiday.firstOn}</th>
      <td>{holiday.lastOn}</td>
      <td>{KIND_NAMES[holiday.kind]}</td>
      <td>{holiday.nameZh}</td>
      <td>{holiday.nameEn}</td>
      <td>
        <form method="post" action={adminPaths.holidayRemoval} class="admin-row">
          <a
            class="button button-secondary"
            href={`${adminPaths.holidays}?on=${holiday.firstOn}#firstOn`}
            aria-label={`改 ${name}`}
          >
            改
          </a>
          <input type="hidden" name="firstOn" value={holiday.firstOn} />
          <Over edit={holiday.edit} />
          <button class="button button-secondary" type="submit" aria-label={`删除 ${name}`}>
            删除
          </button>
        </form>
      </td>
    </tr>
  )
}

const HolidayForm = ({
  typed,
  errors,
  fresh,
  over,
  was,
  between,
}: Omit<Props, 'holidays' | 'alarm' | 'saved' | 'removed'>) => (
  <>
    <h2>{fresh ? '增加一个' : `更正 ${typed.firstOn} 开始的`}</h2>
    <form method="post" action={adminPaths.holidays} class="admin-form" novalidate>
      <BeganAt over={over} was={was} />
      <Field
        name="firstOn"
        label="开始日期"
        type="date"
        value={typed.firstOn}
        error={errors.firstOn}
        {...(fresh ? {} : { readonly: true, hint: '开始日期不能改：要改就删除它，再增加一个' })}
      />
      <Field name="lastOn" label="结束日期" type="date" value={typed.lastOn} error={errors.lastOn} />
      <fieldset class="choices">
        <legend>类型</legend>
        {(['rest', 'work'] as const).map((kind) => (
          <label class="choice">
            <input type="radio" name="kind" value={kind} checked={kind === typed.kind} />
            {KIND_NAMES[kind]}
          </label>
        ))}
      </fieldset>
      <Field name="nameZh" label="名称" value={typed.nameZh} error={errors.nameZh} maxlength={20} />
      <Field
        name="nameEn"
        label="英文名称（可不填）"
        value={typed.nameEn}
        error={errors.nameEn}
        maxlength={40}
        lang="en"
      />
      <p class="admin-actions">
        <button class="button button-primary" type="submit" name="act" value={fresh ? 'add' : 'correct'}>
          {keepWords(between)}
        </button>
        {fresh ? null : (
          <a class="button button-secondary" href={adminPaths.holidays}>
            放弃修改
          </a>
        )}
      </p>
    </form>
  </>
)
