import { PALETTES, type Palette } from './pack-parts.ts'
import {
  bag,
  bottle,
  box,
  chives,
  crate,
  duoGift,
  fourGift,
  jar,
  noodles,
  pouch,
  sticks,
  tin,
} from './packs.ts'
import { trueScale } from './scale.ts'

type Standing = { drawing: string; left: number; width: number; height: number; heightMm: number }

const tone = (name: string): Palette => PALETTES[name]!
/** A drawing in the middle of its sheet, `width` × `height` px of it, and how tall that is. */
const centred = (drawing: string, width: number, height: number, heightMm: number): Standing => ({
  drawing,
  left: 200 - width / 2,
  width,
  height,
  heightMm,
})
const scaleOf = (ground: string, standing: Standing) => () =>
  trueScale({ ground: tone(ground).ground, ...standing })
const tinOf = (colour: string, name: string, width: number, height: number, heightMm: number) =>
  scaleOf(colour, centred(tin(200, width, height, tone(colour), name), width, height, heightMm))

/** The pack of each sample product beside a cup; the sizes are examples, like the rows they stand beside. */
export const SCALES: Record<string, () => string> = {
  'duobei-baiye-spring-green': tinOf('pale', '白叶春茶', 140, 210, 120),
  'duobei-gongcha-green': tinOf('green', '朵贝贡茶', 130, 206, 132),
  'duobei-hong': tinOf('red', '朵贝红', 146, 220, 120),
  'gongda-golden-bud': tinOf('bud', '黄金芽', 150, 216, 100),
  'duobei-teabag': scaleOf(
    'green',
    centred(box(200, 250, 156, tone('green'), '朵贝袋泡茶', '绿茶 2 g×20'), 250, 170, 75),
  ),
  'baiqi-chive': scaleOf('chive', { drawing: chives(), left: 110, width: 190, height: 270, heightMm: 350 }),
  'puding-chive-canteen': scaleOf('chive', centred(crate(), 268, 250, 300)),
  'chungui-cili-juice': scaleOf(
    'cili',
    centred(sticks(200, 180, tone('cili'), '春归刺梨汁', '30 ml × 10 袋'), 180, 214, 175),
  ),
  'chungui-cili-juice-bottles': scaleOf('cili', centred(bottle(200, 84, 226, '刺梨汁'), 84, 226, 190)),
  'cili-dried': scaleOf('cili', centred(pouch(200, 190, 240, tone('cili'), '刺梨果脯'), 190, 240, 200)),
  'yelang-honey': scaleOf('honey', centred(jar(200, 160, 210, '夜郎蜂蜜'), 160, 210, 105)),
  'yelang-honey-stick': scaleOf(
    'honey',
    centred(sticks(200, 170, tone('honey'), '夜郎蜂蜜', '12 g × 15 条'), 170, 214, 165),
  ),
  'miaoganma-noodle': scaleOf('noodle', centred(noodles(200), 188, 194, 230)),
  'miaoganma-noodle-kit': scaleOf(
    'noodle',
    centred(box(200, 250, 170, tone('red'), '苗干妈面条', '130 g × 4'), 250, 184, 110),
  ),
  'gift-puding-four': scaleOf('gift', centred(fourGift(), 328, 224, 200)),
  'gift-tea-duo': scaleOf('green', centred(duoGift(), 328, 224, 180)),
  'gift-union': scaleOf('noodle', centred(bag(), 180, 266, 300)),
}
