import type { GardenInput } from '../../adoption/garden-keeping.ts'
import { enterHarvest, planHarvest } from '../../adoption/harvesting.ts'
import { readHarvests, readOffer } from '../../adoption/season-queries.ts'
import type { Ctx } from '../../http/context.ts'
import { keyOf, readForm, textOf, textsOf } from '../../http/form.ts'
import type { Refusal } from '../../kernel/result.ts'
import { civilDate, isCivilDate } from '../../kernel/time.ts'
import { plainNumber } from '../../kernel/typed-number.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { GardenHarvestsPage, type TypedHarvest } from './harvests-page.tsx'
import { seasonOf } from './season.ts'

type Props = Parameters<typeof GardenHarvestsPage>[0]
type Outcome = Partial<Pick<Props, 'typed' | 'errors' | 'plan'>>

/** A tonne of dry tea from one garden in one go is a slip of the finger. */
const MOST_GRAMS = 1_000_000

export const showHarvests = (c: Ctx, garden: GardenInput) => page(c, garden, {})

/** Grams from "2350", "2350 克", "2.35kg" or "2.35 公斤"; null when it is no whole number of grams, or under `least`. */
export function parseGrams(text: string, least = 1): number | null {
  const typed = plainNumber(text).replace(/\s/g, '').toLowerCase()
  const [, whole, decimals = '', unit = ''] =
    /^(\d{1,7})(?:\.(\d{1,3}))?(克|g|公斤|千克|kg)?$/.exec(typed) ?? []
  if (!whole) return null
  const kilograms = unit === '公斤' || unit === '千克' || unit === 'kg'
  if (!kilograms && decimals) return null
  const grams = kilograms ? Number(whole) * 1000 + Number(decimals.padEnd(3, '0')) : Number(whole)
  return grams >= least && grams <= MOST_GRAMS ? grams : null
}

export async function enterTypedHarvest(c: Ctx, garden: GardenInput) {
  const season = seasonOf(c)
  const form = await readForm(c)
  const typed: TypedHarvest = {
    ...textsOf(form, { grade: 24, grams: 20, pluckedOn: 10, note: 100 }),
    clientKey: keyOf(form),
  }
  const offer = await readOffer(c.var.visit.db, garden.code, season)
  const grams = parseGrams(typed.grams)
  const errors: Props['errors'] = {
    ...(offer?.grades.some((grade) => grade.code === typed.grade) ? {} : { grade: '请选择哪种茶' }),
    ...(grams ? {} : { grams: '请填写整数克,或“2.35 公斤”这样的重量' }),
    ...(isCivilDate(typed.pluckedOn) && typed.pluckedOn <= civilDate(c.var.visit.now)
      ? {}
      : { pluckedOn: '请填写今天或以前的日期' }),
  }
  if (Object.keys(errors).length || !grams) return page(c, garden, { typed, errors }, 422)
  const input = { ...typed, grams, garden: garden.code, season }
  if (textOf(form, 'step') === 'enter') {
    const done = await enterHarvest(c.var.visit, input, textOf(form, 'seen', 64), c.var.staff.staffId)
    if (done.ok) return c.redirect(adminPaths.gardenHarvests(garden.code, { season, entered: 1 }), 303)
    if (done.refusal.code !== 'conflict') return refused(c, garden, typed, done.refusal)
  }
  const plan = await planHarvest(c.var.visit, input)
  if (!plan.ok) return refused(c, garden, typed, plan.refusal)
  const changed = textOf(form, 'step') === 'enter' ? { form: '没有记入:认购刚有变化,请再看一次每份多少' } : {}
  return page(
    c,
    garden,
    { typed, errors: changed, plan: { ...plan.value, grams } },
    textOf(form, 'step') === 'enter' ? 409 : 200,
  )
}

const refused = (c: Ctx, garden: GardenInput, typed: TypedHarvest, refusal: Refusal) =>
  page(
    c,
    garden,
    {
      typed,
      errors: {
        form: refusal.code === 'too_late' ? '这一季已经关了,不能再记收成' : '这一季还没有人认购,没有可分的份',
      },
    },
    409,
  )

const saidOf = (c: Ctx): Props['said'] =>
  c.req.query('entered') === '1' ? 'entered' : c.req.query('corrected') === '1' ? 'corrected' : null

async function page(c: Ctx, garden: GardenInput, outcome: Outcome, status = 200) {
  const { db, now } = c.var.visit
  const season = seasonOf(c)
  const offer = await readOffer(db, garden.code, season)
  const body = GardenHarvestsPage({
    garden,
    season,
    grades: offer?.grades ?? [],
    harvests: await readHarvests(db, garden.code, season),
    typed: outcome.typed ?? {
      grade: '',
      grams: '',
      pluckedOn: civilDate(now),
      note: '',
      clientKey: crypto.randomUUID(),
    },
    errors: outcome.errors ?? {},
    plan: outcome.plan ?? null,
    said: status === 200 && !outcome.plan ? saidOf(c) : null,
  })
  return renderAdmin(c, { title: '收成', current: adminPaths.gardens() }, body, status)
}
