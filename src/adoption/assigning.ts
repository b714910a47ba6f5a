import { type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { choiceStatement } from './choice-reading.ts'
import { chooseAdoptions } from './choosing.ts'
import { type Hold, holdPlot } from './holding.ts'
import { readCampaign } from './queries.ts'

type Assignment = {
  season: number
  areaCmu: number
  /** Code of a garden; null: any garden on sale. */
  garden: string | null
  visitor: string | null
}

/** Somebody else may take the plot drawn at the same moment: then one is drawn again. */
const DRAWS = 4

/**
 * 随机分配: keeps some free plot of a size for fifteen minutes. Gardens are tried from a random one on. Refusals:
 * not_found (no free plot of that size is on sale), too_many_open.
 */
export async function assignPlot(
  shop: Shop,
  wanted: Assignment,
  dice: number = Math.random(),
): Promise<Result<Hold & { plot: string }>> {
  const { campaign, gardens } = await readCampaign(shop.db, shop.now)
  const fit = gardens.filter(
    (garden) =>
      campaign.open === 1 &&
      garden.onSale &&
      garden.offer?.season === wanted.season &&
      (wanted.garden === null || garden.code === wanted.garden) &&
      garden.tiers.some((tier) => tier.areaCmu === wanted.areaCmu && tier.left > 0),
  )
  const first = Math.floor(dice * fit.length)
  for (const { code } of [...fit.slice(first), ...fit.slice(0, first)]) {
    const kept = await assignIn(shop, code, wanted)
    if (kept) return kept
  }
  return refuse({ code: 'not_found' })
}

/** Null when the garden has no free plot of that size. */
async function assignIn(shop: Shop, garden: string, wanted: Assignment) {
  const { areaCmu, season, visitor } = wanted
  const request = {
    ...{ plot: null, garden, areaCmu, season, holdId: null },
    ...{ boardName: '', gift: null, renews: null },
  }
  for (let draw = 1; draw <= DRAWS; draw += 1) {
    const rows = await choiceStatement(shop.db, [request], shop.now)
    const { chosen } = await chooseAdoptions(shop.settings, [request], rows, shop.now)
    const plot = chosen[0]?.plot
    if (!plot) return null
    const held = await holdPlot(shop, { plot, season, visitor })
    if (held.ok) return { ok: true as const, value: { ...held.value, plot } }
    if (held.refusal.code !== 'plot_taken') return held
  }
  return null
}
