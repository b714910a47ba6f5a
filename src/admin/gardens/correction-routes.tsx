import {
  type CorrectedHarvest,
  type CorrectionPlan,
  enterCorrection,
  planCorrection,
  readHarvest,
} from '../../adoption/correcting.ts'
import type { GardenInput } from '../../adoption/garden-keeping.ts'
import { readOffer } from '../../adoption/season-queries.ts'
import type { Ctx } from '../../http/context.ts'
import { keyOf, readForm, textOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { CorrectionPage, type TypedCorrection } from './correction-page.tsx'
import { parseGrams } from './harvest-routes.tsx'
import { gardenOf, seasonOf } from './season.ts'

type Outcome = {
  typed?: TypedCorrection
  errors?: Parameters<typeof CorrectionPage>[0]['errors']
  plan?: CorrectionPlan
  status?: 409 | 422
}

const CLOSED = '这一季已经关了，差额已和认购人结清，不能再更正'

type OwnHarvest = { garden: GardenInput; harvest: CorrectedHarvest }

/** The harvest an address names, of the garden it names. */
async function harvestOf(c: Ctx): Promise<OwnHarvest | null> {
  const garden = await gardenOf(c)
  const harvest = await readHarvest(c.var.visit, c.req.param('id') ?? '')
  return garden && harvest?.garden === garden.code ? { garden, harvest } : null
}

export const withHarvest = withNamed(harvestOf)

export const showCorrection = (c: Ctx, own: OwnHarvest) => page(c, own, {})

export async function enterTypedCorrection(c: Ctx, own: OwnHarvest) {
  const { harvest } = own
  const form = await readForm(c)
  const typed: TypedCorrection = {
    grams: textOf(form, 'grams', 20),
    reason: plainText(textOf(form, 'reason', 100)),
    clientKey: keyOf(form),
  }
  const grams = parseGrams(typed.grams, 0)
  const errors = {
    ...(grams === null ? { grams: '请填写整数克，或“2.35 公斤”这样的重量；没有这次收成就写 0' } : {}),
    ...(grams === harvest.nowG && textOf(form, 'step') !== 'enter'
      ? { grams: `现在记的就是 ${grams} 克，没有要改的` }
      : {}),
    ...(typed.reason ? {} : { reason: '请写为什么更正，认购人看得到' }),
  }
  if (Object.keys(errors).length || grams === null) return page(c, own, { typed, errors, status: 422 })
  const input = { harvestId: harvest.id, grams, reason: typed.reason, clientKey: typed.clientKey }
  const entering = textOf(form, 'step') === 'enter'
  if (entering) {
    const done = await enterCorrection(c.var.visit, input, textOf(form, 'seen', 64), c.var.staff.staffId)
    if (done.ok)
      return c.redirect(
        adminPaths.gardenHarvests(harvest.garden, { season: harvest.season, corrected: 1 }),
        303,
      )
  }
  const plan = await planCorrection(c.var.visit, input)
  if (!plan.ok) return page(c, own, { typed, errors: { form: CLOSED }, status: 409 })
  const changed = entering ? { form: '没有更正：收成或寄送刚有变化。下面是最新情况，请再看一次' } : {}
  const shown = entering ? ((await harvestOf(c)) ?? own) : own
  return page(c, shown, {
    typed,
    errors: changed,
    plan: plan.value,
    ...(entering || plan.value.short.length ? { status: 409 as const } : {}),
  })
}

async function page(c: Ctx, { garden, harvest }: OwnHarvest, { typed, errors, plan, status }: Outcome) {
  const offer = await readOffer(c.var.visit.db, garden.code, harvest.season)
  const body = CorrectionPage({
    garden,
    season: seasonOf(c),
    harvest,
    tea: offer?.grades.find(({ code }) => code === harvest.grade)?.nameZh ?? harvest.grade,
    typed: typed ?? { grams: '', reason: '', clientKey: crypto.randomUUID() },
    errors: errors ?? (harvest.closed ? { form: CLOSED } : {}),
    plan: plan ?? null,
  })
  return renderAdmin(c, { title: '更正收成', current: adminPaths.gardens() }, body, status ?? 200)
}
