import type { GardenInput } from '../../adoption/garden-keeping.ts'
import { adoptedPlots, readUpdates } from '../../adoption/season-queries.ts'
import { PHASES, type Phase, writeUpdate } from '../../adoption/updating.ts'
import type { Ctx } from '../../http/context.ts'
import { keyOf, readFormIfWhole, textsOf } from '../../http/form.ts'
import { civilDate, isCivilDate, monthOf } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { seasonOf } from './season.ts'
import { emptySlots, keepTypedPictures, type PictureSlot } from './update-pictures.ts'
import { GardenUpdatesPage, type TypedUpdate } from './updates-page.tsx'

const SHOWN = 50
type Errors = Parameters<typeof GardenUpdatesPage>[0]['errors']

export const showUpdates = (c: Ctx, garden: GardenInput) => page(c, garden, null, {})

export async function writeTypedUpdate(c: Ctx, garden: GardenInput) {
  const form = await readFormIfWhole(c)
  if (!form) return page(c, garden, null, { pictures: '照片没有传完整，请再发一次。' }, 422)
  const typed: TypedUpdate = {
    ...textsOf(form, { plot: 12, phase: 12, happenedOn: 10, weather: 20, textZh: 501, textEn: 1000 }),
    clientKey: keyOf(form),
  }
  const slots = await keepTypedPictures(c, form)
  const pictureError = slots.find((slot) => slot.error || slot.altError)
  const errors = {
    ...errorsOf(typed, civilDate(c.var.visit.now)),
    ...(pictureError ? { pictures: '有照片没有保存，请看下面照片处的说明' } : {}),
  }
  if (Object.keys(errors).length) return page(c, garden, typed, errors, 422, slots)
  const done = await writeUpdate(
    c.var.visit,
    {
      ...typed,
      phase: typed.phase as Phase,
      plot: typed.plot || null,
      garden: garden.code,
      season: seasonOf(c),
      pictures: slots.flatMap((slot) => (slot.kept ? [slot.kept] : [])),
    },
    c.var.staff.staffId,
  )
  if (!done.ok) return page(c, garden, typed, { plot: '没有这块地，请重新选择' }, 422, slots)
  return c.redirect(adminPaths.gardenUpdates(garden.code, { season: seasonOf(c), written: 1 }), 303)
}

function errorsOf(typed: TypedUpdate, today: string): Errors {
  const dated = isCivilDate(typed.happenedOn) && typed.happenedOn <= today
  return {
    ...(typed.textZh ? {} : { textZh: '请填写茶园近况' }),
    ...(typed.textZh.length > 500 ? { textZh: '最多 500 字，请删短一些' } : {}),
    ...(PHASES.some((phase) => phase === typed.phase) ? {} : { phase: '请选择在做什么' }),
    ...(dated ? {} : { happenedOn: '请填写今天或以前的日期' }),
  }
}

/** What keepers mostly do in a month; only the first choice, they can choose another. */
function phaseOf(month: number): Phase {
  if (month >= 3 && month <= 4) return 'spring'
  if (month >= 5 && month <= 6) return 'making'
  return month >= 7 && month <= 9 ? 'summer' : 'winter'
}

export const tooLarge = (c: Ctx, garden: GardenInput) =>
  page(
    c,
    garden,
    null,
    {
      pictures: '照片加起来太大（最多 14 MB）。请少选一张，或先用手机把照片改小。按返回可以找回刚写的文字。',
    },
    413,
  )

async function page(
  c: Ctx,
  garden: GardenInput,
  typed: TypedUpdate | null,
  errors: Errors,
  status = 200,
  slots: PictureSlot[] = emptySlots(),
) {
  const { db, now } = c.var.visit
  const season = seasonOf(c)
  const updates = await readUpdates(db, garden.code, season, SHOWN)
  const today = civilDate(now)
  const body = GardenUpdatesPage({
    garden,
    season,
    plots: await adoptedPlots(db, garden.code, season),
    updates,
    typed: typed ?? {
      plot: '',
      phase: phaseOf(monthOf(today)),
      happenedOn: today,
      weather: '',
      textZh: '',
      textEn: '',
      clientKey: crypto.randomUUID(),
    },
    errors,
    slots,
    written: c.req.query('written') === '1' && !Object.keys(errors).length,
  })
  return renderAdmin(c, { title: '动态', current: adminPaths.gardens() }, body, status)
}
