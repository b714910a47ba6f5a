import { basket } from './basket.ts'
import { CERTIFICATE_FEET, landscapeBorder, portraitBorder } from './certificate-art.ts'
import { CLOSED_BOXES } from './closed-boxes.ts'
import { CUPS, LAID_CUPS } from './cups.ts'
import { GUIDE_SIGNS } from './guide-signs.ts'
import { iconSprite } from './icons.ts'
import { mark, markAt } from './mark.ts'
import { PALETTES, type Palette } from './pack-parts.ts'
import {
  bag,
  bottle,
  box,
  chives,
  cili,
  crate,
  duoGift,
  fourGift,
  jar,
  noodles,
  pack,
  pouch,
  sticks,
  tin,
} from './packs.ts'
import { PRINTED } from './printed.ts'
import { PRODUCE } from './produce.ts'
import { producersPlan } from './producers-plan.ts'
import { SCALES } from './scales.ts'
import { scene } from './scene.ts'
import { SCENES } from './scenes/scenes.ts'
import { sheetOf } from './sheet.ts'

const tone = (name: string): Palette => PALETTES[name]!
const ground = (name: string): string => tone(name).ground
/** What a shared link shows; sharing clients want a raster, so src/dev/share-cover.mjs makes public/share-cover.png. */
export const shareCover = (): string =>
  scene({ seed: 83, tone: 'day', width: 600, height: 600, horizon: 0.6 }).replace(
    '</svg>',
    `${markAt(60, 60, 96, '#1F5B42')}</svg>`,
  )

const PACKS: Record<string, () => string> = {
  'duobei-baiye-spring-green': () =>
    pack(
      ground('pale'),
      tin(164, 140, 210, tone('pale'), '白叶春茶', PRINTED['duobei-baiye-spring-green']),
      tin(284, 92, 136, tone('pale'), '白叶春茶'),
    ),
  'duobei-gongcha-green': () =>
    pack(
      ground('green'),
      pouch(128, 156, 226, tone('green'), '朵贝贡茶', PRINTED['duobei-gongcha-green']),
      tin(282, 130, 206, tone('green'), '朵贝贡茶'),
    ),
  'duobei-hong': () =>
    pack(
      ground('red'),
      tin(150, 146, 220, tone('red'), '朵贝红', PRINTED['duobei-hong']),
      ...[260, 306, 352].map((x) => tin(x, 40, 46, tone('red'), '红')),
    ),
  'gongda-golden-bud': () =>
    pack(ground('bud'), tin(200, 150, 216, tone('bud'), '黄金芽', PRINTED['gongda-golden-bud'])),
  'duobei-teabag': () =>
    pack(ground('green'), box(196, 250, 156, tone('green'), '朵贝袋泡茶', '绿茶 2 g×20')),
  'baiqi-chive': () =>
    pack(
      ground('chive'),
      `<ellipse cx="200" cy="330" rx="120" ry="8" fill="#17211C" opacity=".08"/>`,
      chives(),
    ),
  'puding-chive-canteen': () => pack(ground('chive'), crate()),
  'chungui-cili-juice': () =>
    pack(ground('cili'), sticks(178, 180, tone('cili'), '春归刺梨汁', '30 ml × 10 袋'), cili(304, 294, 42)),
  'chungui-cili-juice-bottles': () =>
    pack(ground('cili'), bottle(146, 84, 226, '刺梨汁'), bottle(246, 84, 226, '刺梨汁'), cili(326, 304, 30)),
  'cili-dried': () =>
    pack(
      ground('cili'),
      pouch(184, 190, 240, tone('cili'), '刺梨果脯', PRINTED['cili-dried']),
      cili(318, 300, 34),
    ),
  'yelang-honey': () =>
    pack(
      ground('honey'),
      jar(158, 160, 210, '夜郎蜂蜜', PRINTED['yelang-honey']),
      jar(296, 100, 126, '夜郎蜂蜜'),
    ),
  'yelang-honey-stick': () =>
    pack(ground('honey'), sticks(200, 170, tone('honey'), '夜郎蜂蜜', '12 g × 15 条')),
  'miaoganma-noodle': () => pack(ground('noodle'), noodles(200)),
  'miaoganma-noodle-kit': () =>
    pack(ground('noodle'), box(196, 250, 170, tone('red'), '苗干妈面条', '130 g × 4')),
  'gift-puding-four': () => pack(ground('gift'), fourGift()),
  'gift-tea-duo': () => pack(ground('green'), duoGift()),
  'gift-union': () => pack(ground('noodle'), bag()),
}

/** Every picture the build writes to a hashed address. */
export const pictures: Record<string, () => string> = {
  icons: iconSprite,
  favicon: () => mark('#F4EFE2', '#153F2E'),
  basket,
  ...Object.fromEntries(Object.entries(SCENES).map(([name, draw]) => [`scene-${name}`, draw])),
  ...CERTIFICATE_FEET,
  'certificate-border': landscapeBorder,
  'certificate-border-portrait': portraitBorder,
  cups: () => sheetOf(LAID_CUPS, 400),
  produce: () => sheetOf(PRODUCE, 400),
  'producers-plan': producersPlan,
  guide: () => sheetOf(GUIDE_SIGNS, 96),
  ...CUPS,
  ...Object.fromEntries(Object.entries(PRODUCE).map(([family, draw]) => [`produce-${family}`, draw])),
  ...Object.fromEntries(Object.entries(PACKS).map(([slug, draw]) => [`pack-${slug}`, draw])),
  ...CLOSED_BOXES,
  ...Object.fromEntries(Object.entries(SCALES).map(([slug, draw]) => [`scale-${slug}`, draw])),
}

/** Names that rows of the shop hold, or that any picture may be asked by, and the picture each stands for today. */
export const standIns: Record<string, string> = {
  'scene-empty': 'scene-spring-bud',
  'scene-garden-a': 'scene-chuandong-spring',
  'scene-garden-b': 'scene-huachu-dusk',
  'scene-garden-c': 'scene-gongda-aerial',
}
