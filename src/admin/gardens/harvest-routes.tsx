import type { GardenInput } from '../../adoption/garden-keeping.ts'
import { enterHarvest, planHarvest, pluckedIn } from '../../adoption/harvesting.ts'
import { readHarvests, readOffer } from '../../adoption/season-queries.ts'
import type { Ctx } from '../../http/context.ts'
import { keyOf, readForm, textOf, textsOf, ticked, wholeOf } from '../../http/form.ts'
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
    ...(offer?.grades.some((grade) => grade.code === typed.grade) ? {} : { grade: '请选择茶类' }),
    ...(grams ? {} : { grams: '请填写整数克，或“2.35 公斤”这样的重量' }),
    ...(isCivilDate(typed.pluckedOn) &&
    typed.pluckedOn <= civilDate(c.var.visit.now) &&
    pluckedIn(season, typed.pluckedOn)
      ? {}
      : { pluckedOn: `请填写 ${season} 年之内、今天或以前的日期：收成属于它那一季的认购人` }),
  }
  if (Object.keys(errors).length || !grams) return page(c, garden, { typed, errors }, 422)
  const input = { ...typed, grams, garden: garden.code, season }
  const enters = textOf(form, 'step') === 'enter'
  const twins = wholeOf(form, 'twins', 3) ?? 0
  // One that looks like another is entered only by who says that it is another one.
  const unsaid = enters && twins > 0 && !ticked(form, 'another')
  if (enters && !unsaid) {
    const seen = textOf(form, 'seen', 64)
    const done = await enterHarvest(c.var.visit, input, seen, c.var.staff.staffId, twins)
    if (done.ok) return c.redirect(adminPaths.gardenHarvests(garden.code, { season, entered: 1 }), 303)
    if (done.refusal.code !== 'conflict') return refused(c, garden, typed, done.refusal)
  }
  const plan = await planHarvest(c.var.visit, input)
  if (!plan.ok) return refused(c, garden, typed, plan.refusal)
  const why = unsaid
    ? '没有记入：请先确认这是另一批'
    : plan.value.twins !== twins
      ? '没有记入：刚有一笔同样的收成，请核对'
      : '没有记入：认购刚有变化，请核对每份克数'
  const changed = enters ? { form: why } : {}
  return page(
    c,
    garden,
    { typed, errors: changed, plan: { ...plan.value, grams } },
    enters ? (unsaid ? 422 : 409) : 200,
  )
}

const refused = (c: Ctx, garden: GardenInput, typed: TypedHarvest, refusal: Refusal) =>
  page(
    c,
    garden,
    {
      typed,
      errors: {
        form:
          refusal.code === 'too_late'
            ? '没有记入：这一季已关，不能再记收成'
            : '没有记入：这一季还没有人认购，没有可分的份',
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
      pluckedOn: pluckedIn(season, civilDate(now)) ? civilDate(now) : '',
      note: '',
      clientKey: crypto.randomUUID(),
    },
    errors: outcome.errors ?? {},
    plan: outcome.plan ?? null,
    said: status === 200 && !outcome.plan ? saidOf(c) : null,
  })
  return renderAdmin(c, { title: '收成', current: adminPaths.gardens() }, body, status)
}
