/** What somebody types, and what must be among the products found; `without` must not, `nothing` finds none at all. */
export type Search = { q: string; kind: string; finds?: string[]; without?: string[]; nothing?: true }

const of = (kind: string, finds: string[], ...queries: string[]): Search[] =>
  queries.map((q) => ({ q, kind, finds }))
const none = (kind: string, ...queries: string[]): Search[] =>
  queries.map((q) => ({ q, kind, nothing: true }))

const GREEN = ['duobei-gongcha-green']
const BLACK = ['duobei-hong']
const CHIVES = ['baiqi-chive']
const CANTEEN = ['puding-chive-canteen']
const JUICE = ['chungui-cili-juice']
const DRIED = ['cili-dried']
const HONEY = ['yelang-honey']
const NOODLE = ['miaoganma-noodle']
const BUD = ['gongda-golden-bud']
const TEA_BAG = ['duobei-teabag']
const GIFTS = ['gift-puding-four', 'gift-tea-duo']

/** Known before the search was written. */
export const KNOWN: Search[] = [
  ...of('traditional', [...CHIVES, ...CANTEEN], '韭黃'),
  ...of('traditional', [...GREEN, ...BLACK], '茶葉'),
  ...of('traditional', BLACK, '紅茶'),
  ...of('traditional', GIFTS, '禮盒'),
  ...of('synonym', DRIED, '蜜饯', '刺梨干'),
  ...of('generic word', [...GREEN, ...BLACK], '茶叶'),
  ...of('a character skipped', ['duobei-baiye-spring-green'], '白叶茶'),
  ...of('brand and noun', [...GREEN, ...BLACK], '朵贝茶'),
  ...of('several words', ['gift-tea-duo'], '红茶 礼盒'),
  ...of('size', HONEY, '一斤蜂蜜'),
  ...of('English', HONEY, 'honeys'),
  ...of('characters swapped', HONEY, '蜜蜂'),
  ...of('slip in pinyin', CHIVES, 'jiuhaung'),
  ...of('pinyin', GREEN, 'lvcha'),
  ...of('mixed scripts', HONEY, 'feng蜜', '夜郎fm'),
  ...of('full width', HONEY, 'ＨＯＮＥＹ'),
  ...of('zero width', HONEY, '蜂\u200b蜜'),
  ...of('English', ['gift-puding-four', 'gift-union'], 'gift'),
  ...of('marks', HONEY, '"蜂蜜"', '-蜂蜜'),
  { q: '蜂蜜 OR 红茶', kind: 'marks' },
  ...none('marks', '<i>'),
  ...none('nonsense', '韭黄炒蛋机'),
]

/** Written down before the search was, and tried once: how many were right at the first try stands in docs/decisions/0045. */
export const FURTHER: Search[] = [
  ...of('traditional', GREEN, '綠茶', '貢茶'),
  ...of('traditional', NOODLE, '麵條', '苗乾媽'),
  ...of('traditional', BUD, '黃金芽'),
  ...of('traditional', JUICE, '春歸刺梨汁'),
  ...of('traditional', [...CANTEEN, 'gift-union'], '單位採購'),
  ...of('traditional', CANTEEN, '食堂裝'),
  ...of('traditional', ['yelang-honey-stick'], '便攜條裝'),
  ...of('synonym', TEA_BAG, '茶包'),
  ...of('synonym', GIFTS, '伴手礼', '礼品'),
  ...of('synonym', HONEY, '蜜糖'),
  ...of('synonym', CHIVES, '韭芽'),
  ...of('synonym', ['gift-union'], '职工福利'),
  ...of('several words', GREEN, '绿茶 朵贝', 'tea green duobei'),
  ...of('several words', NOODLE, '普定 面条'),
  { q: '礼盒 茶', kind: 'several words', finds: ['gift-tea-duo'], without: [...NOODLE, ...CHIVES] },
  ...of('several words', TEA_BAG, '袋泡茶 红茶', '绿茶袋泡'),
  ...of('several words', HONEY, 'honey yelang', '夜郎百花蜜'),
  ...of('several words', CANTEEN, '食堂 韭黄'),
  ...of('several words', ['gift-tea-duo'], '茶叶礼盒'),
  ...of('several words', JUICE, '普定刺梨汁'),
  ...of('several words', [...CHIVES, ...CANTEEN], '普定的韭黄'),
  { q: '两斤蜂蜜', kind: 'size', finds: HONEY, without: ['yelang-honey-stick'] },
  { q: '500克韭黄', kind: 'size', finds: CHIVES, without: CANTEEN },
  ...of('size', NOODLE, '五公斤面条', '2.5kg 面条'),
  { q: '250g 绿茶', kind: 'size', finds: GREEN, without: BUD },
  ...of('size', BLACK, '半斤红茶'),
  ...of('size', HONEY, '蜂蜜 3斤', '５００ｇ 蜂蜜', '一斤装蜂蜜'),
  ...of('size', JUICE, '300ml 刺梨汁'),
  ...of('size', BUD, '一百克黄金芽'),
  ...of('slip in pinyin', HONEY, 'fengmii', 'yelagn'),
  ...of('slip in pinyin', JUICE, 'cilizih'),
  ...of('slip in pinyin', NOODLE, 'miantaio', 'miaogama'),
  ...of('slip in pinyin', GIFTS, 'lihhe'),
  ...of('slip in pinyin', BLACK, 'hongcah'),
  ...of('slip in pinyin', CHIVES, 'jihuang'),
  ...of('slip in pinyin', BUD, 'huangjinyq'),
  ...of('slip in pinyin', GREEN, 'duobie', 'gongcga'),
  ...of('slip in English', HONEY, 'hony'),
  ...of('slip in English', NOODLE, 'noodels'),
  ...of('slip in English', CHIVES, 'chvies'),
  ...of('slip in English', GIFTS, 'gitf'),
  ...of('characters swapped', NOODLE, '条面'),
  ...of('characters swapped', CHIVES, '黄韭'),
  ...of('characters swapped', JUICE, '梨刺汁'),
  ...of('characters swapped', HONEY, '郎夜蜂蜜'),
  ...of('characters swapped', GREEN, '茶绿'),
  ...of('wrong character', HONEY, '蜂密', '夜狼蜂蜜'),
  ...of('wrong character', CHIVES, '韭皇', '白旗非黄'),
  ...of('wrong character', JUICE, '刺犁汁'),
  ...of('wrong character', BUD, '黄金牙'),
  ...of('wrong character', BLACK, '红查'),
  ...of('wrong character', GIFTS, '理盒'),
  ...of('mixed scripts', JUICE, '刺li汁'),
  ...of('mixed scripts', GREEN, 'lv茶'),
  ...of('mixed scripts', CHIVES, 'jiu黄', '白旗jh'),
  ...of('mixed scripts', BLACK, '朵贝hong'),
  ...of('mixed scripts', NOODLE, '苗gm'),
  ...of('pinyin', HONEY, 'fēngmì', 'feng mi'),
  ...of('pinyin', GREEN, 'lǜchá', 'lü cha', 'ｌｖｃｈａ', 'lucha'),
  ...of('English', NOODLE, 'noodles'),
  ...of('English', CHIVES, 'chive'),
  ...of('English', GIFTS, 'gift boxes'),
  ...of('English', ['yelang-honey-stick'], 'honey sticks'),
  ...of('English', TEA_BAG, 'tea bag', 'teabag'),
  ...of('marks', HONEY, '【蜂蜜】', '蜂蜜！', '蜂*蜜', '<b>蜂蜜</b>'),
  ...of('marks', JUICE, '#刺梨汁'),
  ...of('marks', TEA_BAG, '红茶/绿茶'),
  ...none('marks', '<b>x', '</p>', '"', '%', '<script>'),
  ...none('nonsense', 'qwzxv', '电动车充电器', '咖啡机', '苹果手机', 'zzzzzz'),
  ...none('nonsense', "' OR 1=1 --", 'NOT NOT'),
]
