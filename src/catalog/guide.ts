/** Drawings a step can stand beside (art/guide-signs.ts), with their names in the editor. */
export const STEP_SIGNS = {
  leaf: '取茶',
  teabag: '茶包',
  kettle: '水壶',
  gaiwan: '盖碗',
  cups: '三杯茶',
  mug: '一杯',
  chill: '冷藏',
  knife: '切',
  wok: '热锅',
  salt: '调味',
  pot: '水煮',
  rinse: '过水',
  bowl: '拌',
  glass: '冷饮',
  dipper: '蜂蜜',
} as const
export type StepSign = keyof typeof STEP_SIGNS

/** One step: what is done, in a few words with its figure, and a note to it. */
export type GuideStep = Record<'zh' | 'en' | 'noteZh' | 'noteEn', string> & { sign: StepSign }

/** How a product is brewed or cooked. */
export type Guide = {
  steps: GuideStep[]
  /** Other ways, one a line. */
  otherZh: string
  otherEn: string
  /** The figures are examples until the producer has confirmed them. */
  sample: boolean
}

export const NO_GUIDE: Guide = { steps: [], otherZh: '', otherEn: '', sample: true }

export const isStepSign = (text: string): text is StepSign => Object.hasOwn(STEP_SIGNS, text)

/** As it is kept with the product: a step that says nothing is no step, and without English the Chinese stands. */
export function keptGuide(guide: Guide | undefined): Guide | Record<never, never> {
  const steps = (guide?.steps ?? []).filter(({ zh }) => zh !== '')
  return guide && steps.length ? { ...guide, steps } : {}
}

/** The guide of a product's row; no steps where there is none. */
export const readGuide = (text: string): Guide => ({ ...NO_GUIDE, ...(JSON.parse(text) as Partial<Guide>) })
