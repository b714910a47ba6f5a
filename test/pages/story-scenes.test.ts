import { expect, test } from 'vitest'
import { texts } from '../../src/i18n/texts.ts'
import { type StoryPart, storyParts } from '../../src/pages/story-scenes.ts'
import { usualText } from '../../src/settings/page-texts.ts'

const scenesOf = ({ before, beside, after }: StoryPart) => [...before, ...beside, ...after]

test.each(['zh', 'en'] as const)(
  'the story the shop comes with has scenes in every part, each once, and a caption for each, in %s',
  (language) => {
    const { pages } = texts(language)
    const parts = storyParts(usualText('story', pages))
    expect(parts.length).toBeGreaterThan(2)
    const scenes = parts.flatMap(scenesOf)
    expect(parts.filter((part) => scenesOf(part).length === 0)).toEqual([])
    expect(new Set(scenes).size).toBe(scenes.length)
    expect(scenes.filter((scene) => !pages.story.captions[scene])).toEqual([])
    expect(parts.filter(({ tea }) => tea)).toHaveLength(1)
  },
)

test('a part shows what its heading speaks of, and the text stays whole', () => {
  const text = '先说一句。\n\n## 一把韭黄，一颗刺梨\n\n两三茬。\n\n### 小标题\n\n字。\n\n## 别的\n\n字。'
  const parts = storyParts(text)
  expect(parts.map(({ text: _, tea: __, ...placed }) => placed)).toEqual([
    { before: ['winter-prune'], beside: [], after: [] },
    { before: [], beside: ['baiyan-chive'], after: ['cili-autumn'] },
    { before: ['mountain-road'], beside: [], after: [] },
  ])
  expect(parts.map((part) => part.text).join('')).toBe(text)
})

test('no scene comes twice, however many parts there are; the last have none', () => {
  const parts = storyParts(Array.from({ length: 30 }, () => '## 茶\n\n字。\n\n').join(''))
  const scenes = parts.flatMap(scenesOf)
  expect(new Set(scenes).size).toBe(scenes.length)
  expect(scenesOf(parts.at(-1)!)).toEqual([])
})
