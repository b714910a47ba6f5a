import type { SceneName } from '../art/scenes/scenes.ts'

/** What a heading may speak of, and the scenes of it in the order in which they come. */
const TOLD: [RegExp, SceneName[]][] = [
  [/喀斯特|karst/i, ['winter-prune']],
  [/韭黄|chive/i, ['baiyan-chive']],
  [/刺梨|cili/i, ['cili-autumn']],
  [/蜂|蜜|honey|bee/i, ['bee-yard']],
  [/面条|面|noodle/i, ['noodle-yard']],
  [/广州|Guangzhou/i, ['mountain-road', 'guangzhou-showroom']],
  [/制茶|炒茶|工艺|making/i, ['tea-workshop']],
  [/化处|Huachu/i, ['huachu-dusk']],
  [/贡达|Gongda/i, ['gongda-aerial']],
  [/茶|tea/i, ['chuandong-spring', 'huachu-dusk', 'tea-workshop']],
  [/寄|路上|road|deliver/i, ['mountain-road']],
]

/** For headings that speak of none of these, in this order. */
const OTHERS: SceneName[] = [
  'winter-prune',
  'mountain-road',
  'tea-workshop',
  'huachu-dusk',
  'garden-cup',
  'spring-bud',
]

/** Scenes that are wide enough to stand across the page. */
const PANORAMAS = new Set<SceneName>(['winter-prune', 'cili-autumn', 'mountain-road'])

export type StoryPart = {
  text: string
  /** Above the words, beside them and under them. */
  before: SceneName[]
  beside: SceneName[]
  after: SceneName[]
  /** Whether the heading speaks of tea. */
  tea: boolean
}

/**
 * A text in parts, one a heading of the second level, each with the scenes of what it speaks of. No scene comes twice,
 * so the last may have none; what comes before the first heading has none while a part follows.
 */
export function storyParts(text: string): StoryPart[] {
  const parts = text.split(/^(?=## )/m).filter((part) => part.trim() !== '')
  const heads = parts.map((part) => part.split('\n', 1)[0]!)
  const used = new Set<SceneName>()
  const once = (scenes: SceneName[]): SceneName[] => {
    const fresh = scenes.filter((scene) => !used.has(scene))
    for (const scene of fresh) used.add(scene)
    return fresh
  }
  // The first page's picture is its own, whatever it speaks of.
  const told = heads.map((head) =>
    once(unique(TOLD.filter(([words]) => words.test(head)).flatMap(([, scenes]) => scenes))),
  )
  return parts.map((part, at) => {
    const scenes = told[at]!.length ? told[at]! : once(OTHERS.filter((scene) => !used.has(scene)).slice(0, 1))
    return { text: part, ...placed(scenes), tea: /茶|\btea\b/i.test(heads[at]!) }
  })
}

const unique = <T>(all: T[]): T[] => [...new Set(all)]

/** One stands beside the words, two side by side; a panorama across the page, where it comes. */
function placed(scenes: SceneName[]): Pick<StoryPart, 'before' | 'beside' | 'after'> {
  const wide = scenes.filter((scene) => PANORAMAS.has(scene))
  const others = scenes.filter((scene) => !PANORAMAS.has(scene))
  const opens = wide.length > 0 && wide[0] === scenes[0]
  return {
    before: opens ? wide : [],
    beside: others.length === 2 ? others : others.slice(0, 1),
    after: [...(opens ? [] : wide), ...(others.length === 2 ? [] : others.slice(1))],
  }
}
