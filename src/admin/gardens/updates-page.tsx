import type { UpdateLine } from '../../adoption/season-queries.ts'
import { PHASES } from '../../adoption/updating.ts'
import { adminPaths } from '../../urls.ts'
import { Notice } from '../alert.tsx'
import { ChoiceField, Field, FieldError, Mend, SelectField } from '../field.tsx'
import { PictureField } from '../media/picture-field.tsx'
import { GardenHead } from './head.tsx'
import type { PictureSlot } from './update-pictures.ts'

export const PHASE_NAMES: Record<string, string> = {
  winter: '冬管',
  spring: '春采',
  making: '制茶',
  summer: '夏管',
  other: '其他',
}
const WEATHER = ['晴', '多云', '阴', '小雨', '雨', '雾', '雪']

export type TypedUpdate = {
  plot: string
  phase: string
  happenedOn: string
  weather: string
  textZh: string
  textEn: string
  clientKey: string
}

type Props = {
  garden: { code: string; nameZh: string }
  season: number
  plots: string[]
  updates: UpdateLine[]
  typed: TypedUpdate
  errors: Partial<Record<keyof TypedUpdate | 'pictures', string>>
  slots: PictureSlot[]
  written: boolean
}

/** Written in the field, on a phone: one column, the words first, pictures after. */
export const GardenUpdatesPage = (props: Props) => {
  const { garden, season, updates, written } = props
  return (
    <>
      <GardenHead title="动态" name={garden.nameZh} season={season} />
      {written ? <Notice>已发布，认购人现在就能看到：在“我的园”里，照片也在。</Notice> : null}
      <UpdateForm {...props} />
      <h2>已发布的动态</h2>
      {updates.length ? (
        <ol class="desk-updates">
          {updates.map((update) => (
            <UpdateItem garden={garden.code} season={season} update={update} />
          ))}
        </ol>
      ) : (
        <p>这一季还没有动态。一季承诺不少于 4 次：冬管、春采、制茶、夏管。</p>
      )}
    </>
  )
}

const UpdateForm = ({ garden, season, plots, typed, errors, slots, written }: Props) => (
  <form
    method="post"
    action={adminPaths.gardenUpdates(garden.code, { season })}
    enctype="multipart/form-data"
    class="admin-form"
    novalidate
    data-once
    data-keep={`update-${garden.code}-${season}`}
    data-keep-done={written ? '' : undefined}
  >
    <input type="hidden" name="clientKey" value={typed.clientKey} />
    <Mend errors={errors} />
    <Field
      name="textZh"
      label="茶园近况（500字以内）"
      value={typed.textZh}
      error={errors.textZh}
      rows={5}
      required
      maxlength={500}
    />
    <UpdatePictures slots={slots} error={errors.pictures} draft={`update:${garden.code}`} />
    <ChoiceField
      name="phase"
      legend="农事阶段"
      value={typed.phase}
      options={PHASES.map((phase) => [phase, PHASE_NAMES[phase]!])}
    />
    <Field
      name="happenedOn"
      label="日期"
      value={typed.happenedOn}
      error={errors.happenedOn}
      type="date"
      required
    />
    <Field name="weather" label="天气（可不填）" list="weathers" value={typed.weather} maxlength={20} />
    <datalist id="weathers">
      {WEATHER.map((weather) => (
        <option value={weather} />
      ))}
    </datalist>
    <SelectField
      name="plot"
      label="写给"
      value={typed.plot}
      error={errors.plot}
      options={[['', '整个茶园的认购人'], ...plots.map((plot): [string, string] => [plot, `只给 ${plot}`])]}
    />
    <details open={Boolean(typed.textEn)}>
      <summary>英文（可不填）</summary>
      <Field name="textEn" label="英文" value={typed.textEn} rows={4} maxlength={1000} lang="en" />
    </details>
    <div class="keep-row">
      <button class="button button-primary" type="submit">
        发布动态
      </button>
      <button class="button button-secondary" type="button" data-keep-retry hidden>
        现在重试
      </button>
      <button class="link-button" type="button" data-keep-discard hidden>
        放弃草稿，重新写
      </button>
      <p data-keep-status role="status" />
    </div>
  </form>
)

const UpdatePictures = (props: { slots: PictureSlot[]; error: string | undefined; draft: string }) => {
  const { slots, error, draft } = props
  return (
    <div class="update-pictures" id="pictures">
      <FieldError name="pictures" text={error} />
      {slots.map((slot, n) => {
        const used = n === 0 || Boolean(slot.keptId || slot.error || slot.altError)
        return (
          <details open={used}>
            <summary>{n === 0 ? '照片（可不放，最多三张）' : `第 ${n + 1} 张照片`}</summary>
            <PictureField
              name={slot.name}
              label={`照片 ${n + 1}`}
              draft={`${draft}:${slot.name}`}
              clientKey={slot.clientKey}
              typed={slot.typed}
              keptId={slot.keptId}
              error={slot.error}
              altError={slot.altError}
              optional
            />
          </details>
        )
      })}
    </div>
  )
}

const UpdateItem = ({ garden, season, update }: { garden: string; season: number; update: UpdateLine }) => (
  <li class={update.withdrawnAt === null ? undefined : 'is-withdrawn'}>
    <p>
      <b>{update.happenedOn}</b> · {PHASE_NAMES[update.phase] ?? update.phase}
      {update.weather ? ` · ${update.weather}` : ''}
      {update.plot ? ` · 只给 ${update.plot}` : ''}
      {update.staffName ? ` · ${update.staffName}` : ''}
    </p>
    <p class="story-text">{update.textZh}</p>
    {update.pictures.length ? (
      <ul class="desk-pictures">
        {update.pictures.map((picture) => (
          <li>
            <img src={picture.src} alt={picture.zh} width={160} height={120} loading="lazy" />
          </li>
        ))}
      </ul>
    ) : null}
    <form method="post" action={adminPaths.gardenUpdateWithdrawal(garden, update.id, { season })}>
      <input type="hidden" name="withdrawn" value={update.withdrawnAt === null ? '1' : '0'} />
      <button
        class="link-button"
        type="submit"
        aria-label={`${update.withdrawnAt === null ? '撤回' : '恢复'} ${update.happenedOn} 的动态`}
      >
        {update.withdrawnAt === null ? '撤回' : '已撤回，恢复显示'}
      </button>
    </form>
  </li>
)
