import type { Sums } from '../../desk/reading.ts'
import { type Sale, seriesOf, type Total, totalsOf, withRest } from '../../impact/sales.ts'
import { bareYuan, formatYuan } from '../../kernel/money.ts'
import { provinceOf } from '../../kernel/provinces.ts'
import { type Bar, shareOf } from '../../ui/chart/bar-rows.tsx'
import { SERIES_LOOKS, type Series } from '../../ui/chart/line-chart.tsx'
import { channelName } from '../words.ts'

export const CHART_KEYS = ['days', 'families', 'provinces', 'channels', 'cover', 'gardens'] as const
export type ChartKey = (typeof CHART_KEYS)[number]

type Bars = { bars: Bar[]; color: string }
export type Drawing =
  | { kind: 'lines'; labels: string[]; series: Series[] }
  | ({ kind: 'bars' } & Bars)
  | ({ kind: 'fills' } & Bars)

/** A drawing and the table it is drawn from; page and csv show the same cells. */
export type Chart = {
  key: ChartKey
  title: string
  note: string
  /** Said instead of a drawing when there is nothing to draw. */
  zero: string
  head: string[]
  rows: string[][]
  drawing: Drawing | null
}

const MOST_SERIES = 4
const MOST_BARS = 6
const [TEA, HONEY, SKY] = SERIES_LOOKS
const PERIOD_NAMES: Record<number, string> = { 1: '今天', 7: '近7天', 30: '近30天' }
const NET = '不含运费，已减退款'

export function chartsOf(sums: Sums): Chart[] {
  const first = sums.days[sums.days.length - sums.period]!
  const familyTotals = totalsOf(sums.families.filter(({ day }) => day >= first))
  const family = (code: string) => sums.familyNames[code] ?? (code === 'adoption' ? '茶园认购' : restOr(code))
  return [
    daysChart(sums, family),
    barsChart('families', '品类', sums, familyTotals, family, TEA.color),
    barsChart('provinces', '收货地区', sums, totalsOf(sums.provinces), provinceName, SKY.color),
    barsChart(
      'channels',
      '渠道',
      sums,
      totalsOf(sums.channels),
      (code) => (code === 'rest' ? restOr(code) : channelName(code)),
      HONEY.color,
    ),
    coverChart(sums),
    gardensChart(sums),
  ]
}

const restOr = (code: string): string => (code === 'rest' ? '其他' : code)
// An order of gifts alone is sent nowhere.
const provinceName = (code: string): string =>
  code === '' ? '送礼，无收货地' : (provinceOf(`${code}0000`)?.name ?? restOr(code))

function daysChart({ days, all, families }: Sums, name: (code: string) => string): Chart {
  const series = seriesOf(families, days, MOST_SERIES)
  const whole = new Map<string, Sale>(all.map((sale) => [sale.day, sale]))
  return {
    key: 'days',
    title: '每日货款 · 按品类',
    note: `元 · ${NET}`,
    zero: '这段时间还没有已付款的订单。',
    head: ['日期', ...series.map(({ value }) => name(value)), '合计（元）', '订单', '件数'],
    rows: days.map((day, index) => {
      const sale = whole.get(day)
      return [
        day,
        ...series.map(({ fen }) => bareYuan(fen[index]!)),
        bareYuan(sale?.amountFen ?? 0),
        String(sale?.orders ?? 0),
        String(sale?.pieces ?? 0),
      ]
    }),
    drawing: series.length
      ? {
          kind: 'lines',
          labels: days.map((day) => day.slice(5)),
          series: series.map(({ value, fen }) => ({
            name: name(value),
            values: fen.map((sum) => sum / 100),
          })),
        }
      : null,
  }
}

function barsChart(
  key: ChartKey,
  what: string,
  { period }: Sums,
  totals: Total[],
  name: (code: string) => string,
  color: string,
): Chart {
  const sum = totals.reduce((amount, { amountFen }) => amount + Math.max(0, amountFen), 0)
  const shown = withRest(totals, MOST_BARS)
  const longest = Math.max(0, ...shown.map(({ amountFen }) => amountFen))
  return {
    key,
    title: what,
    note: `${PERIOD_NAMES[period]}货款 · ${NET}`,
    zero: `${PERIOD_NAMES[period]}还没有付款的订单。`,
    head: [what, '订单', '件数', '货款（元）', '占比'],
    rows: totals.map(({ value, orders, pieces, amountFen }) => [
      name(value),
      String(orders),
      String(pieces),
      bareYuan(amountFen),
      percent(amountFen, sum),
    ]),
    drawing: shown.length
      ? {
          kind: 'bars',
          color,
          bars: shown.map(({ value, amountFen }) => ({
            name: name(value),
            share: shareOf(amountFen, longest),
            value: `${percent(amountFen, sum)} · ¥${formatYuan(amountFen)}`,
          })),
        }
      : null,
  }
}

/** Whole per cent of all that came in; what was taken back is no share of it. */
const percent = (part: number, whole: number): string =>
  part > 0 && whole > 0 ? `${Math.round((part * 100) / whole)}%` : '0%'

function coverChart({ cover }: Sums): Chart {
  const longest = Math.max(0, ...cover.map(({ days }) => days))
  return {
    key: 'cover',
    title: '库存可售天数',
    note: '最先卖完的规格 · 按近30天的速度',
    zero: '近30天没有卖出商品，算不出还能卖几天。',
    head: ['SKU', '商品', '规格', '可售', '近30天卖出', '还能卖（天）'],
    rows: cover.map(({ sku, nameZh, specZh, available, sold, days }) => [
      sku,
      nameZh,
      specZh,
      String(available),
      String(sold),
      String(days),
    ]),
    drawing: cover.length
      ? {
          kind: 'bars',
          color: HONEY.color,
          bars: cover.map(({ nameZh, specZh, days }) => ({
            name: `${nameZh} ${specZh}`,
            share: shareOf(days, longest),
            value: days > 365 ? '一年以上' : `${days} 天`,
          })),
        }
      : null,
  }
}

function gardensChart({ fill }: Sums): Chart {
  return {
    key: 'gardens',
    title: '认购进度',
    note: '已认购 / 可认购的地块',
    zero: '还没有上架的认购方案。',
    head: ['茶园', '季', '地块', '已认购', '还可认购'],
    rows: fill.map(({ nameZh, season, plots, adopted }) => [
      nameZh,
      String(season),
      String(plots),
      String(adopted),
      String(Math.max(0, plots - adopted)),
    ]),
    drawing: fill.length
      ? {
          kind: 'fills',
          color: TEA.color,
          bars: fill.map(({ nameZh, season, plots, adopted }) => ({
            name: `${nameZh} ${season}`,
            share: shareOf(adopted, plots),
            value: `${adopted} / ${plots} 块`,
          })),
        }
      : null,
  }
}
