import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SCENES } from '../../src/admin/gardens/edit-page.tsx'
import { sceneCoverOf } from '../../src/adoption/share-cover.ts'
import { teaPosterArt } from '../../src/art/tea-posters.ts'
import { inspectPicture } from '../../src/media/picture.ts'
import { drawingOf } from '../../src/sharing/art.tsx'
import { certificatePoster } from '../../src/sharing/certificate-poster.tsx'
import { gardenPoster } from '../../src/sharing/garden-poster.tsx'
import type { GardenSheetProps } from '../../src/sharing/garden-sheet.tsx'
import { type GiftCardProps, giftCard } from '../../src/sharing/gift-card.tsx'
import { fitted, linesIn } from '../../src/sharing/poster-parts.tsx'
import { type ProductPosterProps, productPoster } from '../../src/sharing/product-poster.tsx'
import { widthOf } from '../../src/ui/lines.ts'
import { codeOf } from '../support/qr.ts'

const URL = 'https://shop.example/products/duobei-hong'
const product: ProductPosterProps = {
  art: drawingOf('pack-duobei-hong')!,
  shop: '普定',
  name: '朵贝红·红茶',
  kind: '朵贝茶，红茶，穿洞街道',
  spec: '100 g/罐',
  price: '¥88',
  asOf: '价格以 2026年11月23日 为准',
  url: URL,
  scan: '扫码看商品',
  sample: '示例数据',
}

/** Everything that is drawn stands alone: no script, no style, no file and no page it would have to ask for. */
const ALONE = /<script|<style|\son\w+=|<foreignObject|href="(?!data:image\/|#)|url\((?!#)|@import/i

test('a product’s poster is 1080 × 1440 px, says price, day and that it is a sample, and stands alone', () => {
  const svg = productPoster(product)
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="1080" height="1440"/)
  for (const words of ['朵贝红·红茶', '¥88', '价格以 2026年11月23日 为准', '示例数据', '扫码看商品'])
    expect(svg).toContain(words)
  expect(svg).not.toMatch(ALONE)
  expect(productPoster({ ...product, sample: null })).not.toContain('示例数据')
})

test('a tea’s poster shows the tea in its cup before its pack, and asks for nothing', () => {
  const art = { svg: teaPosterArt('pack-duobei-hong')! }
  const svg = productPoster({ ...product, art })
  expect(svg).toMatch(/fill="url\(#q\d+\)"/)
  expect(svg).toContain('url(#tin136)')
  expect(svg).not.toMatch(ALONE)
  expect([teaPosterArt('pack-yelang-honey'), teaPosterArt('/media/a.webp')]).toEqual([null, null])
})

test('its code is read back as the address of the product', () => {
  expect(codeOf(productPoster(product))).toBe(URL)
  const long = `https://shop.example/en/products/${'a-very-long-name-'.repeat(4)}`
  expect(codeOf(productPoster({ ...product, url: long }))).toBe(long)
})

test('what staff typed is text on a poster and never markup', () => {
  const name = '<script>alert(1)</script>&"\''
  const svg = productPoster({ ...product, name, kind: name, spec: name })
  expect(svg).not.toMatch(ALONE)
  expect(svg).toContain('&lt;script&gt;')
})

test('a photo is shown from the drawing itself', () => {
  const photo = 'data:image/webp;base64,AAAA'
  const svg = productPoster({ ...product, art: { photo } })
  expect(svg).toContain(`href="${photo}"`)
  expect(svg).not.toMatch(ALONE)
})

test('a text is set as large as it fits whole, then cut with an ellipsis, and no line begins with a closing mark', () => {
  const tries: [number, number][] = [
    [60, 1],
    [42, 2],
  ]
  expect(fitted('朵贝红', 600, tries)).toEqual({ size: 60, lines: ['朵贝红'] })
  expect(fitted('朵贝贡茶高山绿茶明前特选两罐礼盒装', 600, tries)).toEqual({
    size: 42,
    lines: [expect.any(String), expect.any(String)],
  })
  const cut = fitted('很长的名字'.repeat(20), 600, tries)
  expect(cut.lines).toHaveLength(2)
  expect(cut.lines[1]).toMatch(/…$/)
  for (const line of cut.lines) expect(widthOf(line) * cut.size).toBeLessThanOrEqual(600)
  for (const line of linesIn(
    '一二三四五六七八九十，一二三四五六七八九十。一二三四五六七八九十！',
    10,
    100,
    9,
  ))
    expect(line).not.toMatch(/^[，。！]/)
})

const garden: GardenSheetProps = {
  art: drawingOf('scene-garden-a')!,
  shop: '普定',
  title: '云脚白茶园',
  line: '认购一亩茶、带动一人就业',
  rows: [
    ['地方', '贵州普定，穿洞街道'],
    ['季', '2027 年'],
  ],
  boundary: '认购的是茶叶产品与服务，不涉及土地权属。',
  url: 'https://shop.example/gardens/yunjiao-baicha',
  scan: '扫码看茶园',
  sample: null,
}

test('a garden’s poster says where it lies and what is bought, and its code opens the garden', () => {
  const svg = gardenPoster(garden)
  for (const words of ['云脚白茶园', '贵州普定，穿洞街道', '2027 年', '不涉及土地权属'])
    expect(svg).toContain(words)
  expect(svg).not.toMatch(ALONE)
  expect(codeOf(svg)).toBe(garden.url)
})

test('a certificate’s poster shows the name on the board, however long, and its code verifies it', () => {
  const url = 'https://shop.example/certificates/81CW07GYPCV6XR1J'
  for (const board of ['小满的茶园', '一二三四五六七八九十一二', '<b>&', 'Whatever-is-long-and-one-word']) {
    const svg = certificatePoster({ ...garden, url, board })
    expect(svg).toContain('id="p-board"')
    expect(svg).not.toMatch(ALONE)
    expect(svg).not.toContain('<b>')
    expect(codeOf(svg)).toBe(url)
  }
  expect(certificatePoster({ ...garden, url, board: '小满的茶园' })).toContain('>小满的茶园</text>')
})

const gift: GiftCardProps = {
  ...{ shop: '普定', to: '给 阿珍', from: '小满', title: '一份来自普定的礼物', message: '慢慢喝。' },
  gifts: ['朵贝红，100 g/罐 × 2'],
  ...{ url: 'https://shop.example/story', scan: '扫码看产地', how: '扫一扫', boundary: '', sample: null },
}

test('a gift card says for whom, what, the words and from whom, and its code opens what the giver hands over', () => {
  const svg = giftCard(gift)
  for (const words of ['给 阿珍', '小满', '朵贝红', '“慢慢喝。”']) expect(svg).toContain(words)
  expect(svg).not.toMatch(ALONE)
  expect(codeOf(svg)).toBe(gift.url)
  expect(giftCard({ ...gift, message: '' })).not.toContain('“')
})

test('the longest words of a giver stay on the paper, above the envelope', () => {
  const svg = giftCard({
    ...gift,
    to: `给 ${'长'.repeat(20)}`,
    from: '长'.repeat(20),
    gifts: Array.from({ length: 3 }, (_, at) => `${at} ${'很长的名字'.repeat(12)}`),
    message: '慢慢喝，'.repeat(25),
  })
  const lines = [...svg.matchAll(/<text x="540" y="(\d+)">([^<]*)</g)]
  expect(lines.length).toBeGreaterThan(8)
  for (const [, y] of lines) expect(Number(y)).toBeLessThan(800)
  expect(lines.map(([, , text]) => text).join('')).toContain('慢慢喝，”')
})

test('every scene a garden may have has a square picture for chats, at least 400 px wide and at most 100 KB', () => {
  for (const scene of SCENES) {
    const bytes = new Uint8Array(readFileSync(`public${sceneCoverOf(scene)}`))
    const judged = inspectPicture(bytes)
    const { width, height } = judged.ok ? judged.picture : { width: 0, height: 1 }
    expect([scene, width >= 400, width === height, bytes.length <= 100 * 1024]).toEqual([
      scene,
      true,
      true,
      true,
    ])
  }
  expect(sceneCoverOf('scene-place-puding')).toBeUndefined()
})
