import { gzipSync } from 'node:zlib'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { CertificatePage, type CertificateProps } from '../../src/adoption/certificate-page.tsx'
import { CertificatePicture } from '../../src/adoption/certificate-picture.tsx'
import { layOutWords } from '../../src/adoption/certificate-words.tsx'
import { pictures } from '../../src/art/pictures.ts'
import { texts } from '../../src/i18n/texts.ts'
import { QrCode } from '../../src/ui/qr-code.tsx'
import { SAMPLE_ROWS, samplePlots } from '../ui/sample-plan.ts'

const HASH = '3f2a91bc07de4451'.repeat(4)

const sample = (change: Partial<CertificateProps> = {}): CertificateProps => ({
  t: texts('zh').drawings,
  status: 'valid',
  holder: '林晓禾',
  plot: 'A-20',
  garden: '云脚白茶园',
  place: '穿洞街道',
  scene: 'certificate-foot-a',
  keeper: null,
  areaMu: 0.5,
  season: 2027,
  tea: ['春茶 750 g', '红茶 1,250 g'],
  guests: 4,
  boardName: '花都来的一家人',
  offerVersion: 1,
  contentHash: HASH,
  issuedAt: '2026-11-21',
  code: '7KQ2M9XWB4TRH0ZC',
  verifyUrl: 'https://shop.test/certificates/7KQ2M9XWB4TRH0ZC',
  pictureUrl: '/certificates/7KQ2M9XWB4TRH0ZC/picture.svg',
  share: null,
  sample: true,
  plan: { plots: samplePlots, rows: SAMPLE_ROWS, columns: 6 },
  ...change,
})
const draw = (change?: Partial<CertificateProps>): string => String(CertificatePage(sample(change)))
const plain = (page: string): string => page.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')

test('the certificate says who, which plot, how much, which season, and which offer by version and hash', () => {
  const words = plain(draw())
  expect(words).toContain(
    '兹证明 林晓禾 认购普定县穿洞街道云脚白茶园 A-20 号地块 0.5亩，享有地块按面积应得的 2027 季茶叶产品与服务。',
  )
  for (const word of ['7KQ2 M9XW B4TR H0ZC', '2027季 第1版', HASH, '2026年11月21日', '示例证书', '示意图'])
    expect(words).toContain(word)
  expect(plain(draw({ t: texts('en').drawings }))).toContain(
    'This is to certify that 林晓禾 has adopted plot A-20 (0.5 mu) of 云脚白茶园, 穿洞街道, Puding County',
  )
})

test.each([
  ['valid', '有效', false],
  ['transferred', '已转赠', true],
  ['refunded', '已退款', true],
  ['concluded', '已结束', true],
] as const)(
  'verifying a %s certificate says %s in a word and a shape of its own',
  (status, word, stamped) => {
    const page = draw({ status })
    expect(page).toMatch(new RegExp(`verified-${status}.*<strong>${word}</strong>`, 's'))
    expect(page.includes('certificate-stamp')).toBe(stamped)
    const signs = ['valid', 'transferred', 'refunded', 'concluded'] as const
    const shapes = signs.map((other) => draw({ status: other }).match(/verified-sign" d="[^"]+/)?.[0])
    expect(new Set(shapes).size).toBe(4)
  },
)

test('nothing on it is an inline style or script, and names are escaped', () => {
  const page = draw({ holder: '<script>"', boardName: '<i>' })
  expect(page).not.toMatch(/ style=|<style|<script|<i>|undefined|NaN/)
  expect(gzipSync(draw()).length).toBeLessThanOrEqual(7 * 1024)
})

test('without a board name, a plan or sample data their places are left out', () => {
  const page = draw({ boardName: null, plan: null, sample: false })
  expect(page).not.toMatch(/园中名牌|plan--mini|示例/)
})

test('the QR code draws exactly the modules of the address', () => {
  const { verifyUrl } = sample()
  const { data, size } = encode(verifyUrl, { border: 2, ecc: 'M' })
  const dark = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const path = String(QrCode({ text: verifyUrl, label: 'x' }))
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(run); step += 1) dark[Number(y)]![Number(x) + step] = true
  expect(dark).toEqual(data)
})

test.each(['certificate-border', 'certificate-border-portrait'])(
  '%s closes: each side has an odd number of half periods, so that waves meet at every corner',
  (name) => {
    const svg = pictures[name]!()
    for (const side of ['l', 's']) {
      const tiles = svg.match(new RegExp(`<g id="${side}">(.*?)</g>`))![1]!.match(/#[ab]/g)!
      expect(tiles.length % 2).toBe(1)
      expect(tiles.at(0)).toBe('#a')
      expect(tiles.at(-1)).toBe('#a')
    }
    expect(svg.match(/href="#[ls]"/g)).toHaveLength(4)
  },
)

const picture = (change?: Partial<CertificateProps>): string => String(CertificatePicture(sample(change)))

test('the picture is 3:4, says what the certificate says, and asks for no other file', () => {
  const svg = picture()
  const [, width, height] = /^<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg)!
  expect(Number(width) * 4).toBe(Number(height) * 3)
  const words = plain(svg).replace(/\s/g, '')
  for (const word of [
    '林晓禾',
    '云脚白茶园',
    'A-20',
    '0.5亩',
    '2027',
    '7KQ2M9XWB4TRH0ZC',
    '2026年11月21日',
    '示例证书',
  ])
    expect(words).toContain(word)
  expect(svg).not.toMatch(/<image|<style| style=|url\((?!#)|href="(?!#)|undefined|NaN/)
  expect(gzipSync(svg).length).toBeLessThanOrEqual(16 * 1024)
  expect(picture({ holder: '<script>"', boardName: '<i>' })).not.toMatch(/<script|<i>/)
})

test.each(['transferred', 'refunded', 'concluded'] as const)(
  'the picture of a %s certificate says so',
  (status) => {
    const { name } = texts('zh').drawings.certificate.states[status]
    expect(plain(picture({ status }))).toContain(name)
    expect(plain(picture({ status: 'valid' }))).not.toContain(name)
  },
)

test.each(['zh', 'en'] as const)('the longest names leave room for plan and code (%s)', (language) => {
  const { end } = layOutWords(
    sample({
      t: texts(language).drawings,
      holder: '贵州省安顺市普定县某某农业发展有限公司工会委员会',
      garden: 'Yunjiao White-Leaf Ecological Tea Garden',
      place: 'Gongda Village, Chuandong Subdistrict',
      tea: Array.from({ length: 12 }, (_, index) => `第${index}号茶 1,250 g`),
      boardName: '花都来的一家人的茶园呀',
    }),
  )
  expect(end).toBeLessThan(700)
})
