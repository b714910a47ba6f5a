/** English for the sample specs: pack words replaced one by one, longest first. */
const WORDS: [RegExp, string][] = [
  [/会议装 (.*)（绿红各半）/, 'Meeting pack $1, half green half black'],
  [/（泡沫箱\+冰袋）/, ' (insulated box with ice)'],
  [/（礼盒内装）/, ' (gift box part)'],
  [/白叶 100 g \+ 朵贝红 100 g/, 'White-leaf 100 g + Duobei Hong 100 g'],
  [/A 款：绿茶 250 g \+ 面条 900 g/, 'A: green tea 250 g + noodles 900 g'],
  [
    /B 款：朵贝红 250 g \+ 蜂蜜 500 g \+ 刺梨汁 30 ml×10/,
    'B: Duobei Hong 250 g + honey 500 g + cili juice 30 ml×10',
  ],
  [/标准盒/, 'Standard box'],
  [/5 kg 整箱/, '5 kg case '],
  [/500 g 家庭装/, '500 g family pack'],
  [/绿茶 /, 'Green tea '],
  [/红茶 /, 'Black tea '],
  [/(\d) 人份/, 'Serves $1 '],
  [/小罐/, ' small cans'],
  [/\/罐/, ' tin'],
  [/\/袋/, ' pouch'],
  [/\/瓶/, ' jar'],
  [/\/箱/, ' case'],
  [/ ?袋/, ' sachets'],
  [/ ?瓶/, ' bottles'],
  [/ ?条/, ' sticks'],
]

export const englishSpec = (spec: string): string =>
  WORDS.reduce((text, [pattern, word]) => text.replace(pattern, word), spec)
    .replace(/\s*[（(]/g, ' (')
    .replace(/）/g, ')')
    .replace(/ {2,}/g, ' ')
    .trim()

export const ORIGINS: Record<string, { code: string; en: string }> = {
  穿洞街道: { code: 'chuandong', en: 'Chuandong Subdistrict' },
  穿洞街道贡达村: { code: 'chuandong', en: 'Gongda Village, Chuandong Subdistrict' },
  化处镇: { code: 'huachu', en: 'Huachu Town' },
  白岩镇: { code: 'baiyan', en: 'Baiyan Town' },
  普定县: { code: 'puding', en: 'Puding County' },
  '普定县（乡镇待定）': { code: 'puding', en: 'Puding County' },
  '穿洞街道/化处镇': { code: 'puding', en: 'Chuandong and Huachu' },
}

export const PRODUCERS: Record<string, { id: string; zh: string; en: string }> = {
  '普定合作茶企（待定）': {
    id: 'prc_tea',
    zh: '普定合作茶企（待定）',
    en: 'Partner tea firm in Puding (to be named)',
  },
  '普定韭黄合作社（待定）': {
    id: 'prc_chive',
    zh: '普定韭黄合作社（待定）',
    en: 'Puding chive cooperative (to be named)',
  },
  '春归（生产主体待定）': {
    id: 'prc_chungui',
    zh: '春归（生产主体待定）',
    en: 'Chungui (producer to be named)',
  },
  '刺梨加工企业（待定）': { id: 'prc_cili', zh: '刺梨加工企业（待定）', en: 'Cili processor (to be named)' },
  '夜郎蜂蜜（生产主体待定）': {
    id: 'prc_yelang',
    zh: '夜郎蜂蜜（生产主体待定）',
    en: 'Yelang Honey (producer to be named)',
  },
  '苗干妈（生产主体待定）': {
    id: 'prc_miaoganma',
    zh: '苗干妈（生产主体待定）',
    en: 'Miaoganma (producer to be named)',
  },
  '平台组合（待定）': { id: 'prc_bundle', zh: '平台组合（待定）', en: 'Packed by the shop (to be named)' },
}
