import { allocateFen, fen } from '../kernel/money.ts'

/** What a row of the books is about. `producerId` is empty for adoptions and for money no order keeps. */
export type LedgerKey = { day: string; channel: string; method: string; family: string; producerId: string }

/** Sums of a row in fen, each as it is counted: what goes out is no minus here. */
export const SUMS = [
  'grossFen',
  'discountFen',
  'freightFen',
  'unkeptFen',
  'goodsBackFen',
  'freightBackFen',
  'otherBackFen',
  'feeFen',
] as const
export type LedgerSums = Record<(typeof SUMS)[number], number>
export type LedgerEntry = LedgerKey & LedgerSums

/** The family of money that no order kept: paid twice, late, or for a plot that was gone. */
export const UNKEPT = 'unkept'

/** A line as it was ordered. */
export type LedgerLine = {
  orderId: string
  line: number
  sku: string | null
  family: string
  producerId: string | null
  amountFen: number
  discountFen: number
}
export type LedgerOrder = { id: string; channel: string; freight: string; freightFen: number }
type Event = { day: string; orderId: string; method: string }
/** Everything that happened to money in a period; days are civil dates in China. */
export type Happened = {
  orders: LedgerOrder[]
  lines: LedgerLine[]
  captures: Event[]
  /** Money no order kept. */
  unkept: (Event & { amountFen: number })[]
  /** `kept` is 1 where it goes back out of an order's capture. */
  refunds: (Event & { id: string; amountFen: number; kept: number })[]
  refundLines: { refundId: string; line: number; amountFen: number }[]
  refundFreight: { refundId: string; place: number; amountFen: number }[]
  allowances: { refundId: string; line: number | null; amountFen: number }[]
  fees: (Event & { feeFen: number; kept: number })[]
}

const NONE: LedgerSums = Object.fromEntries(SUMS.map((name) => [name, 0])) as LedgerSums

/** Splits a sum, which may be less than nought, over lines by what was paid for them; the parts sum to it. */
function over(lines: LedgerLine[], total: number): Map<LedgerLine, number> {
  const paid = lines.map(({ amountFen, discountFen }) => amountFen - discountFen)
  const weights = paid.some((own) => own > 0) ? paid : lines.map(() => 1)
  const parts = allocateFen(fen(Math.abs(total)), weights)
  return new Map(lines.map((line, at) => [line, (total < 0 ? -1 : 1) * parts[at]! || 0]))
}

type Group = { feeFen: number; skus: string[] }

/** The lines a group of an order's freight is for; all of them where it names none that is there. */
function linesOfGroup(lines: LedgerLine[], group: Group | undefined): LedgerLine[] {
  const own = lines.filter(({ sku }) => sku !== null && group?.skus.includes(sku))
  return own.length ? own : lines
}

/**
 * The books' rows of what happened, one for each day, channel, method, family and producer: freight, allowances for a
 * whole order and fees are split over its lines, so that the rows sum to the money that moved.
 */
export function entriesOf(happened: Happened): LedgerEntry[] {
  const orders = new Map(happened.orders.map((order) => [order.id, order]))
  const lines = grouped(happened.lines, ({ orderId }) => orderId)
  const [backLines, backFreight, allowed] = [
    grouped(happened.refundLines, ({ refundId }) => refundId),
    grouped(happened.refundFreight, ({ refundId }) => refundId),
    grouped(happened.allowances, ({ refundId }) => refundId),
  ]
  const rows = new Map<string, LedgerEntry>()
  const enter = ({ day, orderId, method }: Event, line: LedgerLine | null, sums: Partial<LedgerSums>) => {
    const channel = orders.get(orderId)?.channel ?? ''
    const key = { day, channel, method, family: line?.family ?? UNKEPT, producerId: line?.producerId ?? '' }
    const name = Object.values(key).join('\n')
    const row = rows.get(name) ?? { ...key, ...NONE }
    for (const sum of SUMS) row[sum] += sums[sum] ?? 0
    rows.set(name, row)
  }
  const spread = (event: Event, own: LedgerLine[], sum: keyof LedgerSums, total: number) => {
    if (total) for (const [line, part] of over(own, total)) enter(event, line, { [sum]: part })
  }
  const ofOrder = (orderId: string) => lines.get(orderId) ?? []
  const groupsOf = (orderId: string) => JSON.parse(orders.get(orderId)?.freight ?? '[]') as Group[]

  for (const event of happened.captures) {
    const own = ofOrder(event.orderId)
    for (const line of own) enter(event, line, { grossFen: line.amountFen, discountFen: line.discountFen })
    const groups = groupsOf(event.orderId)
    for (const group of groups) spread(event, linesOfGroup(own, group), 'freightFen', group.feeFen)
    const named = groups.reduce((sum, { feeFen }) => sum + feeFen, 0)
    spread(event, own, 'freightFen', orders.get(event.orderId)!.freightFen - named)
  }
  for (const event of happened.unkept) enter(event, null, { unkeptFen: event.amountFen })
  for (const event of happened.refunds) {
    if (!event.kept) {
      enter(event, null, { otherBackFen: event.amountFen })
      continue
    }
    const own = ofOrder(event.orderId)
    const groups = groupsOf(event.orderId)
    let rest = event.amountFen
    const goods = [...(backLines.get(event.id) ?? []), ...(allowed.get(event.id) ?? [])]
    for (const { line: no, amountFen } of goods) {
      const line = own.find((each) => each.line === no)
      if (!line) continue
      enter(event, line, { goodsBackFen: amountFen })
      rest -= amountFen
    }
    for (const { place, amountFen } of backFreight.get(event.id) ?? []) {
      spread(event, linesOfGroup(own, groups[place]), 'freightBackFen', amountFen)
      rest -= amountFen
    }
    // An allowance for the order itself, less what its parts come to above the sum that was left.
    spread(event, own, 'otherBackFen', rest)
  }
  for (const event of happened.fees)
    if (event.kept) spread(event, ofOrder(event.orderId), 'feeFen', event.feeFen)
    else enter(event, null, { feeFen: event.feeFen })
  return [...rows.values()].sort(byKey)
}

const ORDER = ['day', 'channel', 'method', 'family', 'producerId'] as const
const byKey = (a: LedgerKey, b: LedgerKey): number => {
  for (const name of ORDER) if (a[name] !== b[name]) return a[name] < b[name] ? -1 : 1
  return 0
}

function grouped<T>(rows: T[], of: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const own = groups.get(of(row))
    if (own) own.push(row)
    else groups.set(of(row), [row])
  }
  return groups
}

/** What came for goods, less what went back for them: what the overview draws (货款). */
export const goodsOf = ({ grossFen, discountFen, goodsBackFen }: LedgerSums): number =>
  grossFen - discountFen - goodsBackFen

/** All refunds of a row. */
export const backOf = ({ goodsBackFen, freightBackFen, otherBackFen }: LedgerSums): number =>
  goodsBackFen + freightBackFen + otherBackFen

/** By how much the money that is held grew. */
export const netOf = (sums: LedgerSums): number =>
  sums.grossFen - sums.discountFen + sums.freightFen + sums.unkeptFen - backOf(sums) - sums.feeFen

export function totalOf(entries: LedgerSums[]): LedgerSums {
  const total = { ...NONE }
  for (const entry of entries) for (const name of SUMS) total[name] += entry[name]
  return total
}

export const GROUPINGS = ['day', 'month', 'channel', 'method', 'family', 'producer'] as const
export type Grouping = (typeof GROUPINGS)[number]

const groupOf = (entry: LedgerKey, by: Grouping): string => {
  if (by === 'month') return entry.day.slice(0, 7)
  return by === 'producer' ? entry.producerId : entry[by]
}

/** The rows of a period put together by one thing, in its order; money no order kept is a producer's as little as a plot is. */
export function groupedBy(entries: LedgerEntry[], by: Grouping): { value: string; sums: LedgerSums }[] {
  const groups = grouped(entries, (entry) => groupOf(entry, by))
  return [...groups]
    .map(([value, own]) => ({ value, sums: totalOf(own) }))
    .sort((a, b) => (a.value < b.value ? -1 : 1))
}
