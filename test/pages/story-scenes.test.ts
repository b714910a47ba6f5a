import { expect, test } from 'vitest'
import { texts } from '../../src/i18n/texts.ts'
import { storyParts } from '../../src/pages/story-scenes.ts'
import { usualText } from '../../src/settings/page-texts.ts'

test.each(['zh', 'en'] as const)('the story the shop comes with has one scene a part, in %s', (language) => {
  const parts = storyParts(usualText('story', texts(language).pages))
  expect(parts.length).toBeGreaterThan(2)
  expect(new Set(parts.map(({ scene }) => scene)).size).toBe(parts.length)
})

test('a part shows what its heading speaks of, and the text stays whole', () => {
  const text = '先说一句。\n\n## 白旗韭黄\n\n两三茬。\n\n### 小标题\n\n字。\n\n## 别的\n\n字。'
  const parts = storyParts(text)
  expect(parts.map(({ scene }) => scene)).toEqual(['winter-prune', 'baiyan-chive', 'mountain-road'])
  expect(parts.map((part) => part.text).join('')).toBe(text)
})

test('no scene comes twice, however many parts there are; the last have none', () => {
  const parts = storyParts(Array.from({ length: 30 }, () => '## 茶\n\n字。\n\n').join(''))
  const scenes = parts.flatMap(({ scene }) => scene ?? [])
  expect(new Set(scenes).size).toBe(scenes.length)
  expect(parts.at(-1)!.scene).toBeNull()
})
