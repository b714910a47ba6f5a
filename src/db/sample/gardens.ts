import { sql } from 'drizzle-orm'
import { writeGarden, writePlots } from '../../adoption/planting.ts'
import { publishOffer } from '../../adoption/publishing.ts'
import type { Plot } from '../../adoption/schema.ts'
import type { Db } from '../client.ts'
import source from './catalogue.sample.json' with { type: 'json' }
import { SAMPLE_OFFER } from './offers.ts'

const STORY_ZH = '示例茶园：已建成的生态茶园，由茶园经营方管护。本段为示例介绍。'
const STORY_EN =
  'Sample garden: an established ecological tea garden looked after by its operator. This text is a sample.'

const GARDENS = [
  { code: 'A', slug: 'yunjiao-baicha', zh: '云脚白茶园', en: 'Yunjiao White-Leaf Garden', place: '穿洞街道' },
  { code: 'B', slug: 'gongchapo', zh: '贡茶坡园', en: 'Gongcha Slope Garden', place: '化处镇' },
  { code: 'C', slug: 'huangjinya', zh: '黄金芽园', en: 'Golden Bud Garden', place: '穿洞街道贡达村' },
]
const PLACES: Record<string, { en: string; origin: string }> = {
  穿洞街道: { en: 'Chuandong Subdistrict', origin: 'chuandong' },
  化处镇: { en: 'Huachu Town', origin: 'huachu' },
  穿洞街道贡达村: { en: 'Gongda Village, Chuandong Subdistrict', origin: 'chuandong' },
}

/** The season on sale in the sample world, and the one before it, which gardens have already seen. */
export const SAMPLE_SEASONS = [source.adoption.season - 1, source.adoption.season] as const

/** Fills in the campaign's gardens with their plots and offers, through the verbs staff use. */
export async function fillGardens(db: Db, now: number): Promise<void> {
  const [first, ...rest] = GARDENS.map(({ code, slug, zh, en, place }, position) =>
    writeGarden(db, {
      code,
      slug,
      position,
      nameZh: zh,
      nameEn: en,
      placeZh: place,
      placeEn: PLACES[place]!.en,
      originCode: PLACES[place]!.origin,
      storyZh: STORY_ZH,
      storyEn: STORY_EN,
      keeperZh: null,
      keeperEn: null,
      scene: `scene-garden-${code.toLowerCase()}`,
      listed: 1,
      sample: 1,
    }),
  )
  await db.batch([first!, ...rest, writePlots(db, samplePlots())])
  for (const season of SAMPLE_SEASONS)
    for (const { code } of GARDENS)
      await publishOffer({ db, now }, { garden: code, season, content: SAMPLE_OFFER(season) }, null)
}

type Spot = Pick<Plot, 'areaCmu' | 'u' | 'v' | 'width' | 'height'>

/** One strip of a plan six units wide; small plots fill the side the larger ones leave. */
const STRIPS: { areaCmu: number; smallOn: 'left' | 'right' }[] = [
  { areaCmu: 50, smallOn: 'right' },
  { areaCmu: 100, smallOn: 'left' },
  { areaCmu: 10, smallOn: 'left' },
  { areaCmu: 50, smallOn: 'left' },
  { areaCmu: 100, smallOn: 'right' },
  { areaCmu: 50, smallOn: 'right' },
]

/**
 * Where a garden's plots lie, areas true to each other: 0.1 mu is 1 × 1, 0.5 is 2.5 × 2, 1 is 5 × 2. `sizes` counts
 * them by area in hundredths of a mu; larger ones come in strips between which the small ones lie.
 */
export function layOut(sizes: Record<number, number>): Spot[] {
  const left = { 10: 0, 50: 0, 100: 0, ...sizes } as Record<number, number>
  const spots: Spot[] = []
  let v = 0
  const strips = STRIPS.filter((strip) => {
    const count = strip.areaCmu === 50 ? 2 : 1
    if (strip.areaCmu === 10) return true
    if (left[strip.areaCmu]! < count) return false
    left[strip.areaCmu]! -= count
    return true
  })
  const beside = strips.filter((strip) => strip.areaCmu > 10).length * 2
  for (const { areaCmu, smallOn } of strips) {
    if (areaCmu === 10) {
      const row = Math.max(0, left[10]! - beside)
      for (let u = 0; u < row; u += 1) spots.push({ areaCmu, u, v, width: 1, height: 1 })
      if (row) v += 1
      continue
    }
    const u = smallOn === 'left' ? 1 : 0
    const width = areaCmu === 50 ? 2.5 : 5
    for (let at = 0; at < 5; at += width) spots.push({ areaCmu, u: u + at, v, width, height: 2 })
    for (let at = 0; at < 2; at += 1)
      spots.push({ areaCmu: 10, u: smallOn === 'left' ? 0 : 5, v: v + at, width: 1, height: 1 })
    v += 2
  }
  return spots
}

/** The plots of the data file, each size in the order of its codes. */
export function samplePlots(): Plot[] {
  return GARDENS.flatMap(({ code: garden }) => {
    const own = source.adoption.plots
      .filter((plot) => plot.garden === garden)
      .map((plot) => ({ code: plot.code, areaCmu: Math.round(plot.areaMu * 100) }))
    const of = (area: number) => own.filter((plot) => plot.areaCmu === area)
    const spots = layOut({ 10: of(10).length, 50: of(50).length, 100: of(100).length })
    return [10, 50, 100].flatMap((area) => {
      const lying = spots.filter((spot) => spot.areaCmu === area)
      return of(area).map(({ code }, at) => ({
        ...lying[at]!,
        code,
        garden,
        landRef: null,
        picture: null,
        pictureAltZh: null,
        pictureAltEn: null,
        open: 1,
        sample: 1,
      }))
    })
  })
}

/** How many sample gardens there are: a second start knows whether they were filled in. */
export const gardensThere = async (db: Db): Promise<boolean> =>
  (await db.all(sql`SELECT 1 FROM gardens LIMIT 1`)).length > 0
