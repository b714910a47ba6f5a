import { type Guide, type GuideStep, isStepSign, NO_GUIDE } from '../guide.ts'

const WORDS = ['zh', 'en', 'noteZh', 'noteEn'] as const

/** More steps than these do not stand beside each other, and nobody follows them. */
export const MOST_STEPS = 6
const LONGEST = { zh: 14, en: 36, noteZh: 40, noteEn: 100 }
const LONGEST_OTHER = 300

/** What the parts of a guide are called where two people's texts stand side by side. */
export const GUIDE_NAMES = {
  guide: '冲泡或做法',
  guideOtherZh: '换个喝法或吃法',
  guideOtherEn: '换个喝法或吃法（英文）',
  guideSample: '做法的数字是示例',
}

/** A guide as the editor's fields show it. */
export function guideValues(guide: Guide = NO_GUIDE): Record<string, string> {
  const rows = guide.steps.flatMap((step, row) =>
    (['sign', ...WORDS] as const).map((part) => [`guide.${row}.${part}`, step[part]]),
  )
  return {
    ...Object.fromEntries(rows),
    guideOtherZh: guide.otherZh,
    guideOtherEn: guide.otherEn,
    guideSample: guide.sample ? 'on' : '',
  }
}

/** Reads the editor's fields; a step that is not written yet stays one. */
export const parseGuide = (text: (name: string) => string, steps: number): Guide => ({
  steps: Array.from({ length: steps }, (_, row): GuideStep => {
    const at = (part: string) => text(`guide.${row}.${part}`)
    const sign = at('sign')
    return {
      sign: isStepSign(sign) ? sign : 'leaf',
      ...{ zh: at('zh'), en: at('en'), noteZh: at('noteZh'), noteEn: at('noteEn') },
    }
  }),
  otherZh: text('guideOtherZh'),
  otherEn: text('guideOtherEn'),
  sample: text('guideSample') === 'on',
})

/** What a shopper reads of a guide, by the name of its field. */
export const guideTexts = (guide: Guide = NO_GUIDE): [field: string, text: string][] => [
  ...guide.steps.flatMap((step, row) =>
    WORDS.map((part): [string, string] => [`guide.${row}.${part}`, step[part]]),
  ),
  ['guideOtherZh', guide.otherZh],
  ['guideOtherEn', guide.otherEn],
]

/** Why a guide cannot be published: the field, and how to put it right. */
export function guideProblems(guide: Guide = NO_GUIDE): [field: string, sentence: string][] {
  const problems: [string, string][] = []
  if (guide.steps.length > MOST_STEPS)
    problems.push(['guide', `做法最多 ${MOST_STEPS} 步，现在是 ${guide.steps.length} 步。`])
  for (const [row, step] of guide.steps.entries()) {
    const at = (part: string) => `guide.${row}.${part}`
    if (!step.zh && WORDS.some((part) => step[part]))
      problems.push([at('zh'), `做法第 ${row + 1} 步没有写做什么，例如“水温90 ℃”。`])
    for (const part of WORDS)
      if (step[part].length > LONGEST[part])
        problems.push([
          at(part),
          `做法第 ${row + 1} 步写得太长，最多 ${LONGEST[part]} 个字，现在是 ${step[part].length} 个。`,
        ])
  }
  for (const [field, text] of [
    ['guideOtherZh', guide.otherZh],
    ['guideOtherEn', guide.otherEn],
  ] as const)
    if (text.length > LONGEST_OTHER)
      problems.push([field, `写得太长了，最多 ${LONGEST_OTHER} 个字，现在是 ${text.length} 个。`])
  return problems
}
