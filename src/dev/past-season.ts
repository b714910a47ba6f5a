import { sql } from 'drizzle-orm'
import { makeDispatches, planDispatches } from '../adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../adoption/harvesting.ts'
import type { Dispatch } from '../adoption/season-schema.ts'
import { type Phase, writeUpdate } from '../adoption/updating.ts'
import { shipDispatches } from '../fulfilment/dispatch-shipping.ts'
import { DAY_MS } from '../kernel/time.ts'
import { placeOrder } from '../orders/placing.ts'
import { startPayment } from '../payments/attempting.ts'
import { playOutcome } from '../payments/sandbox.ts'
import type { Shop } from '../shop.ts'

// A season that has been, through the verbs that make one: so that 我的园 is not empty on a laptop.
const SEASON = 2026
const at = (on: string) => Date.parse(`${on}T10:00:00+08:00`)

const BUYERS = [
  { plot: 'A-12', name: '示例认购人', phone: '13800000001', board: '小满的茶园' },
  { plot: 'A-17', name: '示例单位', phone: '13800000002', board: '花都示例工会' },
  { plot: 'B-13', name: '示例家庭', phone: '13800000003', board: '' },
]

const UPDATES: [on: string, phase: Phase, weather: string, zh: string, en: string][] = [
  [
    '2026-01-20',
    'winter',
    '多云',
    '冬管：清园、培土，给茶行盖草保温。',
    'Winter care: the rows are cleared, banked up and mulched.',
  ],
  [
    '2026-03-28',
    'spring',
    '晴',
    '春采第一天，采一芽一叶，当天送去制茶。',
    'First day of picking: one bud, one leaf, made into tea the same day.',
  ],
  [
    '2026-04-12',
    'making',
    '小雨',
    '雨天不采，前几天的鲜叶已经杀青、揉捻、烘干。',
    'No picking in the rain; the leaves of the days before are fixed, rolled and dried.',
  ],
  [
    '2026-07-08',
    'summer',
    '晴',
    '夏管：修剪、除草，茶行又齐整了。',
    'Summer care: pruned and weeded, the rows stand even again.',
  ],
]

/** Fills in the sample season of the year before; every text of it is marked as a sample. */
export async function fillPastSeason(shop: Omit<Shop, 'now'>): Promise<void> {
  const known = await shop.db.all(sql`SELECT 1 FROM adoptions LIMIT 1`)
  if (known.length) return
  for (const buyer of BUYERS) await adopt({ ...shop, now: at('2026-01-15') }, buyer)
  for (const garden of ['A', 'B']) await season(shop, garden)
}

async function adopt(shop: Shop, buyer: (typeof BUYERS)[number]) {
  const placed = await placeOrder(
    shop,
    {
      items: [],
      adoptions: [
        {
          plot: buyer.plot,
          garden: null,
          areaCmu: null,
          season: SEASON,
          holdId: null,
          boardName: buyer.board,
          gift: null,
          renews: null,
        },
      ],
      recipient: { name: buyer.name, phone: buyer.phone, region: '440114', street: '新华街道示例路1号' },
      note: '',
      invoice: null,
      consents: ['terms', 'privacy', 'adoption_terms', 'adoption_risk'],
      channel: 'online',
      language: 'zh',
      shipOn: null,
      expectedTotalFen: null,
    },
    `sample-season-${buyer.plot}`,
  )
  if (!placed.ok) throw new Error(`sample adoption of ${buyer.plot}: ${placed.refusal.code}`)
  const started = await startPayment(shop, placed.value.number, 'sandbox')
  if (!started.ok) throw new Error(`sample payment of ${buyer.plot}: ${started.refusal.code}`)
  await playOutcome(shop, started.value.outTradeNo, 'success')
}

async function season(shop: Omit<Shop, 'now'>, garden: string) {
  for (const [on, phase, weather, zh, en] of UPDATES) {
    const update = {
      garden,
      plot: null,
      season: SEASON,
      phase,
      happenedOn: on,
      weather,
      textZh: `${zh}（示例）`,
      textEn: `${en} (sample)`,
      pictures: [],
      clientKey: `sample-${garden}-${on}`,
    }
    await writeUpdate({ ...shop, now: at(on) }, update, null)
  }
  await harvest(shop, garden, { grade: 'spring', grams: 1234, on: '2026-04-10' })
  await dispatch(shop, garden, 'spring', '2026-04-25')
  await harvest(shop, garden, { grade: 'black', grams: 1800, on: '2026-06-12' })
  await dispatch(shop, garden, 'black', '2026-06-28')
}

type Weighed = { grade: string; grams: number; on: string }

async function harvest(shop: Omit<Shop, 'now'>, garden: string, { grade, grams, on }: Weighed) {
  const then = { ...shop, now: at(on) + DAY_MS }
  const input = {
    garden,
    season: SEASON,
    grade,
    grams,
    pluckedOn: on,
    note: '示例',
    clientKey: `sample-${garden}-${grade}`,
  }
  const plan = await planHarvest(then, input)
  if (plan.ok) await enterHarvest(then, input, plan.value.seen, null)
}

async function dispatch(shop: Omit<Shop, 'now'>, garden: string, period: string, on: string) {
  const then = { ...shop, now: at(on) }
  const plan = await planDispatches(then, garden, SEASON, period)
  if (!plan.ok || !plan.value.rows.length) return
  await makeDispatches(then, { garden, season: SEASON, period }, plan.value.seen, null)
  const rows = await shop.db.all<Pick<Dispatch, 'id'>>(
    sql`SELECT id FROM dispatches WHERE garden = ${garden} AND season = ${SEASON} AND shipped_at IS NULL`,
  )
  const parcels = rows.map(({ id }, index) => ({
    id,
    carrier: 'sf',
    trackingNo: `SF2026${garden}000${period === 'spring' ? 1 : 2}${index}`,
  }))
  await shipDispatches(then, parcels, null)
}
