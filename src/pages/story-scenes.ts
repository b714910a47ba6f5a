import type { SceneName } from '../art/scenes/scenes.ts'

/** What a heading may speak of, and the scene of it; the first that fits. */
const TOLD: [RegExp, SceneName][] = [
  [/韭黄|chive/i, 'baiyan-chive'],
  [/刺梨|cili/i, 'cili-autumn'],
  [/蜂|蜜|honey|bee/i, 'bee-yard'],
  [/面条|面|noodle/i, 'noodle-yard'],
  [/广州|Guangzhou/i, 'guangzhou-showroom'],
  [/制茶|炒茶|工艺|making/i, 'tea-workshop'],
  [/化处|Huachu/i, 'huachu-dusk'],
  [/贡达|Gongda/i, 'gongda-aerial'],
  [/茶|tea/i, 'chuandong-spring'],
  [/寄|路上|road|deliver/i, 'mountain-road'],
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

export type StoryPart = { text: string; scene: SceneName | null }

/** A text in parts, one a heading of the second level, each with a scene; no scene comes twice, so the last may have none. */
export function storyParts(text: string): StoryPart[] {
  const parts = text.split(/^(?=## )/m).filter((part) => part.trim() !== '')
  const heads = parts.map((part) => part.split('\n', 1)[0]!)
  const used = new Set<SceneName>()
  const once = (scene: SceneName | undefined): SceneName | null => {
    if (!scene || used.has(scene)) return null
    used.add(scene)
    return scene
  }
  const told = heads.map((head) => once(TOLD.find(([words]) => words.test(head))?.[1]))
  return parts.map((part, at) => ({
    text: part,
    scene: told[at] ?? once(OTHERS.find((scene) => !used.has(scene))),
  }))
}
