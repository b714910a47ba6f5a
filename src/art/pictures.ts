import { basket } from './basket.ts'
import { CERTIFICATE_FEET, landscapeBorder, portraitBorder } from './certificate-art.ts'
import { CUPS } from './cups.ts'
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
import { PRODUCE } from './produce.ts'
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
      tin(164, 140, 210, tone('pale'), '白叶春茶'),
      tin(284, 92, 136, tone('pale'), '白叶春茶'),
    ),
  'duobei-gongcha-green': () =>
    pack(
      ground('green'),
      pouch(128, 156, 226, tone('green'), '朵贝贡茶'),
      tin(282, 130, 206, tone('green'), '朵贝贡茶'),
    ),
  'duobei-hong': () =>
    pack(
      ground('red'),
      tin(150, 146, 220, tone('red'), '朵贝红'),
      ...[260, 306, 352].map((x) => tin(x, 40, 42, tone('red'), '朵')),
    ),
  'gongda-golden-bud': () => pack(ground('bud'), tin(200, 150, 216, tone('bud'), '黄金芽')),
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
    pack(ground('cili'), pouch(184, 190, 240, tone('cili'), '刺梨果脯'), cili(318, 300, 34)),
  'yelang-honey': () => pack(ground('honey'), jar(158, 160, 210, '夜郎蜂蜜'), jar(296, 100, 126, '夜郎蜂蜜')),
  'yelang-honey-stick': () =>
    pack(ground('honey'), sticks(200, 170, tone('honey'), '夜郎蜂蜜', '12 g × 15 条')),
  'miaoganma-noodle': () => pack(ground('noodle'), noodles(200)),
  'miaoganma-noodle-kit': () =>
    pack(ground('noodle'), box(196, 250, 170, tone('red'), '苗干妈面条', '130 g × 4')),
  'gift-puding-four': () => pack(ground('gift'), fourGift()),
  'gift-tea-duo': () => pack(ground('green'), duoGift()),
  'gift-union': () => pack(ground('noodle'), bag()),
}

const processIcon = (body: string) => () =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="#4B6672" stroke-width="1.7" stroke-linecap="round">${body}</svg>`

/** How green tea is made, step by step. */
const PROCESS: Record<string, () => string> = {
  pluck: processIcon(
    '<path d="M24 42V22M24 24C12 24 8 16 8 10c10 0 16 6 16 14zM24 24c12 0 16-8 16-14-10 0-16 6-16 14z"/>',
  ),
  wither: processIcon(
    '<ellipse cx="24" cy="32" rx="18" ry="7"/><path d="M14 30q4-4 8 0t8 0M16 18q3-4 0-8M24 18q3-4 0-8M32 18q3-4 0-8"/>',
  ),
  fix: processIcon('<path d="M6 24h36q-2 16-18 16T6 24zM18 18l4-8M26 18l4-8"/>'),
  roll: processIcon('<path d="M24 24a5 5 0 1 1 5 5M24 24a10 10 0 1 1 10 10M34 34A16 16 0 1 1 38 18"/>'),
  dry: processIcon('<path d="M6 16h36M6 24h36M6 32h36M12 10v28M36 10v28M18 40v3M24 40v3M30 40v3"/>'),
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
  produce: () => sheetOf(PRODUCE, 400),
  process: () => sheetOf(PROCESS, 48),
  guide: () => sheetOf(GUIDE_SIGNS, 96),
  ...CUPS,
  ...Object.fromEntries(Object.entries(PRODUCE).map(([family, draw]) => [`produce-${family}`, draw])),
  ...Object.fromEntries(Object.entries(PACKS).map(([slug, draw]) => [`pack-${slug}`, draw])),
  ...Object.fromEntries(Object.entries(SCALES).map(([slug, draw]) => [`scale-${slug}`, draw])),
}

/** Names that rows of the shop hold, or that any picture may be asked by, and the picture each stands for today. */
export const standIns: Record<string, string> = {
  'scene-empty': 'scene-spring-bud',
  'scene-garden-a': 'scene-chuandong-spring',
  'scene-garden-b': 'scene-huachu-dusk',
  'scene-garden-c': 'scene-gongda-aerial',
}
