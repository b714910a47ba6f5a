import { teaStill } from './cups.ts'
import { PALETTES } from './pack-parts.ts'
import { box, pouch, tin } from './packs.ts'
import { PRINTED } from './printed.ts'

const tinOf = (slug: string, tone: string, name: string) => () =>
  tin(136, 134, 226, PALETTES[tone]!, name, PRINTED[slug])

/** The pack of each tea alone, standing where its poster wants it. */
const PACKS: Record<string, () => string> = {
  'duobei-hong': tinOf('duobei-hong', 'red', '朵贝红'),
  'duobei-baiye-spring-green': tinOf('duobei-baiye-spring-green', 'pale', '白叶春茶'),
  'gongda-golden-bud': tinOf('gongda-golden-bud', 'bud', '黄金芽'),
  'duobei-gongcha-green': () =>
    pouch(136, 156, 232, PALETTES.green!, '朵贝贡茶', PRINTED['duobei-gongcha-green']),
  'duobei-teabag': () => box(150, 220, 156, PALETTES.green!, '朵贝袋泡茶', '绿茶 2 g×20'),
}

/** What a tea's poster is drawn around, by the name of its pack's picture; null for what is no tea of the samples. */
export function teaPosterArt(picture: string): string | null {
  const slug = picture.replace(/^pack-/, '')
  const draw = Object.hasOwn(PACKS, slug) ? PACKS[slug] : undefined
  return draw ? teaStill(slug, draw()) : null
}
