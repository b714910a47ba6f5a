import { bareYuan, parseYuan } from '../kernel/money.ts'
import { PROVINCES } from '../kernel/provinces.ts'
import { parseWhole } from '../kernel/typed-number.ts'
import type { FreightRules, FreightTemplate, FreightZone } from './freight.ts'
import { formatKg, parseKg } from './weight.ts'

/** A zone as a clerk types it: yuan and kilograms. `free`: as the template says, never, or a threshold of its own. */
export type ZoneForm = {
  provinces: string[]
  firstKg: string
  firstFee: string
  stepKg: string
  stepFee: string
  free: string
  freeOver: string
}
export type FreightForm = {
  nameZh: string
  nameEn: string
  cutoff: string
  leadFirst: string
  leadLast: string
  /** Days on the road, least and most; both empty when the carrier names none. */
  transitFirst: string
  transitLast: string
  shipDays: string[]
  neverBeforeHoliday: boolean
  freeOver: string
  zones: ZoneForm[]
}
export type FreightErrors = Record<string, string>
export type FreightInput = Omit<FreightTemplate, 'code'>

/** Pages that say "sent before …" are drawn anew each hour, so a cut-off is a whole hour. */
export const CUT_OFFS = Array.from({ length: 14 }, (_, at) => `${String(at + 8).padStart(2, '0')}:00`)
export const MOST_ZONES = 12
const LONGEST_LEAD = 30
const KNOWN = new Set(PROVINCES.map((province) => province.name))

export const blankZone = (): ZoneForm => ({
  provinces: [],
  firstKg: '',
  firstFee: '',
  stepKg: '',
  stepFee: '',
  free: 'template',
  freeOver: '',
})

/** A stored template as the form shows it. */
export function freightForm({ nameZh, nameEn, rules }: FreightInput): FreightForm {
  const [leadFirst, leadLast] = rules.leadDays.map(String) as [string, string]
  const base = { nameZh, nameEn, leadFirst, leadLast }
  if (rules.kind === 'quotation')
    return {
      ...base,
      transitFirst: '',
      transitLast: '',
      cutoff: '',
      shipDays: [],
      neverBeforeHoliday: false,
      freeOver: '',
      zones: [],
    }
  const yuan = (fen: number | null) => (fen === null ? '' : bareYuan(fen))
  return {
    ...base,
    transitFirst: String(rules.transitDays?.[0] ?? ''),
    transitLast: String(rules.transitDays?.[1] ?? ''),
    cutoff: rules.cutoff,
    shipDays: rules.shipDays.map(String),
    neverBeforeHoliday: rules.neverBeforeHoliday,
    freeOver: yuan(rules.freeOverFen),
    zones: rules.zones.map((zone) => ({
      // In the order of the page's boxes, as a form that is sent back names them.
      provinces: PROVINCES.flatMap(({ name }) => (zone.provinces.includes(name) ? [name] : [])),
      firstKg: formatKg(zone.firstG),
      firstFee: bareYuan(zone.firstFen),
      stepKg: formatKg(zone.stepG),
      stepFee: bareYuan(zone.stepFen),
      free: zone.freeOverFen === undefined ? 'template' : zone.freeOverFen === null ? 'never' : 'own',
      freeOver: yuan(zone.freeOverFen ?? null),
    })),
  }
}

/**
 * Reads the form. Errors are keyed by field (`zone1-firstFee`); a zone without provinces is dropped, so that
 * clearing it deletes it. A province in two zones, a negative price or a weight of nothing is refused.
 */
export function parseFreight(
  kind: FreightRules['kind'],
  form: FreightForm,
): { ok: true; input: FreightInput } | { ok: false; errors: FreightErrors } {
  const errors: FreightErrors = {}
  if (!form.nameZh) errors.nameZh = '请填写中文名称'
  const leadDays = spanOf(form.leadFirst, form.leadLast)
  if (!leadDays) errors.leadFirst = `备货天数填 1 到 ${LONGEST_LEAD}，最快不大于最慢`
  const rules: FreightRules =
    kind === 'quotation' ? { kind, leadDays: leadDays ?? [1, 1] } : weighed(form, leadDays ?? [1, 1], errors)
  if (Object.keys(errors).length) return { ok: false, errors }
  return { ok: true, input: { nameZh: form.nameZh, nameEn: form.nameEn, rules } }
}

/** Two numbers of days, the first not above the second; null when they are none. */
function spanOf(first: string, last: string): [number, number] | null {
  const days = (text: string) => parseWhole(text, LONGEST_LEAD, '天') ?? 0
  const [least, most] = [days(first), days(last)]
  return least >= 1 && most >= least && most <= LONGEST_LEAD ? [least, most] : null
}

function weighed(form: FreightForm, leadDays: [number, number], errors: FreightErrors): FreightRules {
  if (!CUT_OFFS.includes(form.cutoff)) errors.cutoff = '请选择截单时间'
  const shipDays = [1, 2, 3, 4, 5, 6, 7].filter((day) => form.shipDays.includes(String(day)))
  if (!shipDays.length) errors.shipDays = '至少勾一个发货日'
  const onRoad =
    form.transitFirst || form.transitLast ? spanOf(form.transitFirst, form.transitLast) : undefined
  if (onRoad === null) errors.transitFirst = `在途天数填 1 到 ${LONGEST_LEAD}，最快不大于最慢；不知道就都留空`
  const freeOverFen = form.freeOver ? parseYuan(form.freeOver) : null
  if (form.freeOver && !freeOverFen) errors.freeOver = '包邮金额写成元，例如 99；不包邮就留空'
  const zones = form.zones.flatMap((zone, at) => (zone.provinces.length ? [zoneOf(zone, at, errors)] : []))
  if (!zones.length) errors['zone0-provinces'] = '至少要有一个分区，否则哪里都送不到'
  findTwice(form.zones, errors)
  return {
    kind: 'weight',
    cutoff: form.cutoff,
    leadDays,
    ...(onRoad ? { transitDays: onRoad } : {}),
    shipDays,
    neverBeforeHoliday: form.neverBeforeHoliday,
    freeOverFen,
    zones,
  }
}

function zoneOf(zone: ZoneForm, at: number, errors: FreightErrors): FreightZone {
  const told = (name: keyof ZoneForm, text: string) => {
    errors[`zone${at}-${name}`] = `分区${at + 1}：${text}`
    return 0
  }
  if (zone.provinces.some((name) => !KNOWN.has(name))) told('provinces', '有不认识的省份')
  const weight = (name: 'firstKg' | 'stepKg', what: string) =>
    parseKg(zone[name]) || told(name, `${what}写成千克，例如 1 或 0.5`)
  const fee = (name: 'firstFee' | 'stepFee', what: string) =>
    parseYuan(zone[name]) ?? told(name, `${what}写成元，不能为负，例如 8 或 8.5`)
  const read: FreightZone = {
    provinces: zone.provinces,
    firstG: weight('firstKg', '首重'),
    firstFen: fee('firstFee', '首重运费'),
    stepG: weight('stepKg', '续重'),
    stepFen: fee('stepFee', '续重运费'),
  }
  if (zone.free === 'never') return { ...read, freeOverFen: null }
  if (zone.free !== 'own') return read
  return { ...read, freeOverFen: parseYuan(zone.freeOver) || told('freeOver', '包邮金额写成元，例如 199') }
}

function findTwice(zones: ZoneForm[], errors: FreightErrors): void {
  const first = new Map<string, number>()
  zones.forEach((zone, at) => {
    for (const province of zone.provinces) {
      const other = first.get(province)
      if (other === undefined) first.set(province, at)
      else
        errors[`zone${at}-provinces`] = `${province}同时在分区${other + 1}和分区${at + 1}，只能在一个分区里`
    }
  })
}

/** Provinces no zone serves, in the order people know. */
export const notServed = (zones: { provinces: string[] }[]): string[] => {
  const served = new Set(zones.flatMap((zone) => zone.provinces))
  return PROVINCES.map((province) => province.name).filter((name) => !served.has(name))
}
