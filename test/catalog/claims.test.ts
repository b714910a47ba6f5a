import { expect, test } from 'vitest'
import { claimsIn } from '../../src/catalog/listings/claims.ts'

const refused = (text: string) =>
  claimsIn(text)
    .filter(({ severity }) => severity === 'refuse')
    .map(({ word }) => word)

test.each([
  ['常喝养颜', '养颜'],
  ['美 容佳品', '美容'],
  ['天然美颜、驻颜', '美颜'],
  ['美白嫩肤', '美白'],
  ['女士瘦身首选', '瘦身'],
  ['抗衰老', '抗衰'],
  ['刺梨，祛斑', '祛斑'],
  ['An anti-ageing drink', 'anti-ageing'],
])('food that promises beauty is refused: %s', (text, word) => {
  expect(refused(text)).toContain(word)
})

test('words that only meet are no claim: 精美容器, 优美白茶', () => {
  expect(refused('用精美容器盛装，产自优美白茶小镇')).toEqual([])
  expect(refused('精美容器里的美容茶')).toEqual(['美容'])
})
