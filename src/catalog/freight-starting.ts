import type { FreightTemplate } from './freight.ts'

/**
 * The ways a shop sends, in the order they are listed. What stands here is how each form begins in a shop that has not kept
 * it yet: without zones, for what a parcel costs only the shop knows.
 */
const STARTING: FreightTemplate[] = [
  {
    code: 'ambient',
    nameZh: '常温快递',
    nameEn: 'Standard delivery',
    rules: {
      kind: 'weight',
      cutoff: '16:00',
      leadDays: [1, 2],
      shipDays: [1, 2, 3, 4, 5, 6],
      neverBeforeHoliday: false,
      freeOverFen: null,
      zones: [],
    },
  },
  {
    code: 'cold',
    nameZh: '冷链快递',
    nameEn: 'Chilled delivery',
    rules: {
      kind: 'weight',
      cutoff: '12:00',
      leadDays: [1, 1],
      shipDays: [1, 2, 3, 4],
      neverBeforeHoliday: true,
      freeOverFen: null,
      zones: [],
    },
  },
  {
    code: 'quotation',
    nameZh: '单位采购（报价）',
    nameEn: 'Organisations (by quote)',
    rules: { kind: 'quotation', leadDays: [3, 7] },
  },
]

export type OfferedTemplate = FreightTemplate & {
  /** Whether the shop has kept it: listings can stand on no other. */
  kept: boolean
}

/** What was kept and, after it, what may still be kept. Pure. */
export const offeredTemplates = (kept: FreightTemplate[]): OfferedTemplate[] => [
  ...kept.map((template) => ({ ...template, kept: true })),
  ...STARTING.filter(({ code }) => !kept.some((template) => template.code === code)).map((template) => ({
    ...template,
    kept: false,
  })),
]
