import type { Guide, GuideStep, StepSign } from '../../catalog/guide.ts'

const step = (sign: StepSign, zh: string, en: string, noteZh = '', noteEn = ''): GuideStep => ({
  ...{ sign, zh, en, noteZh, noteEn },
})
const guide = (steps: GuideStep[], otherZh = '', otherEn = ''): Guide => ({
  ...{ steps, otherZh, otherEn },
  sample: true,
})

/** A loose tea in a lidded bowl; how hot and how long differs. */
const lidded = (degrees: number, seconds: number, pours: number, ...other: [string, string]): Guide =>
  guide(
    [
      step(
        'leaf',
        '投茶3 g',
        '3 g of tea',
        '约一平勺，配110 ml盖碗',
        'About a level spoon for a 110 ml bowl',
      ),
      step(
        'kettle',
        `水温${degrees} ℃`,
        `Water at ${degrees} ℃`,
        degrees < 90 ? '沸水放两三分钟' : '沸水放约一分钟',
        degrees < 90 ? 'Boil, then wait 2–3 minutes' : 'Boil, then wait about a minute',
      ),
      step(
        'gaiwan',
        `${seconds}秒出汤`,
        `Pour out after ${seconds} s`,
        '沿杯壁注水，盖上',
        'Pour along the wall, lid on',
      ),
      step(
        'cups',
        `可续${pours}泡`,
        `Good for ${pours} infusions`,
        '第二泡起，每泡多10秒',
        '10 seconds more each time',
      ),
    ],
    ...other,
  )

const OVERNIGHT: [string, string] = [
  '冷泡：5 g茶，500 ml凉白开，冰箱里放一夜。',
  'Cold: 5 g of tea in 500 ml of cooled boiled water, overnight in the fridge.',
]

const CHIVES = guide([
  step('chill', '到货就冷藏', 'Refrigerate at once', '只放几天，尽快吃完', 'It keeps a few days only'),
  step('knife', '切成3 cm段', 'Cut into 3 cm lengths', '洗净沥干', 'Wash and drain first'),
  step('wok', '热锅快炒1分钟', 'Stir-fry for 1 minute', '油热再下锅', 'In hot oil'),
  step('salt', '起锅前放盐', 'Salt at the end', '早放出水', 'Earlier it draws water'),
])

const INFANTS: [string, string] = ['1岁以下婴儿不宜食用', 'Not suitable for infants under 1 year of age']

/** Sample guides by product: none of the figures has been confirmed by its producer, and each page says so. */
export const GUIDES: Record<string, Guide> = {
  'duobei-hong': lidded(
    90,
    15,
    5,
    `${OVERNIGHT[0]}\n奶茶：茶汤浓一倍，再加热牛奶。`,
    `${OVERNIGHT[1]}\nWith milk: brew it twice as strong and add hot milk.`,
  ),
  'duobei-gongcha-green': lidded(85, 30, 4, ...OVERNIGHT),
  'duobei-baiye-spring-green': lidded(80, 40, 3, ...OVERNIGHT),
  'gongda-golden-bud': lidded(80, 40, 3, ...OVERNIGHT),
  'duobei-teabag': guide(
    [
      step('teabag', '一杯一袋', 'One bag a cup', '配250 ml水', 'For 250 ml of water'),
      step('kettle', '水温90 ℃', 'Water at 90 ℃', '沸水放约一分钟', 'Boil, then wait about a minute'),
      step(
        'mug',
        '浸2分钟',
        'Steep for 2 minutes',
        '提起茶包，可再泡一次',
        'Lift it out; it makes a second cup',
      ),
    ],
    ...OVERNIGHT,
  ),
  'baiqi-chive': CHIVES,
  'puding-chive-canteen': CHIVES,
  'chungui-cili-juice': guide([
    step('chill', '先冰镇', 'Chill it', '冷藏2小时', '2 hours in the fridge'),
    step('glass', '直接喝', 'Drink it as it is', '开封后当天喝完', 'Finish it on the day you open it'),
    step('bowl', '或一份兑三份水', 'Or 1 part to 3 of water', '放两片柠檬', 'With two slices of lemon'),
  ]),
  'yelang-honey': guide([
    step('dipper', '取一勺15 g', 'A 15 g spoon', '用干净的勺', 'With a clean spoon'),
    step('kettle', '水温40 ℃', 'Water at 40 ℃', '别用沸水', 'Not boiling'),
    step('mug', '搅匀就喝', 'Stir and drink', ...INFANTS),
  ]),
  'yelang-honey-stick': guide([
    step('dipper', '一次一条', 'One stick', '撕开即食', 'Tear it open'),
    step('mug', '或冲200 ml温水', 'Or in 200 ml of warm water', ...INFANTS),
  ]),
  'miaoganma-noodle': guide([
    step('pot', '宽水煮开', 'Plenty of boiling water', '100 g面配1升水', '1 litre for 100 g'),
    step('pot', '浮起再煮1分钟', '1 minute more once afloat', '用筷子拨散', 'Loosen with chopsticks'),
    step('rinse', '过凉水', 'Rinse cold', '吃汤面不用过', 'Not for noodle soup'),
    step('bowl', '拌料', 'Dress and toss', '酱油、醋、葱花', 'Soy sauce, vinegar, spring onion'),
  ]),
  'miaoganma-noodle-kit': guide([
    step('pot', '水开下面', 'Into boiling water', '一份130 g', 'One portion is 130 g'),
    step('pot', '浮起再煮1分钟', '1 minute more once afloat', '用筷子拨散', 'Loosen with chopsticks'),
    step('bowl', '拌入料包', 'Toss with the sauce', '配料以包装标签为准', 'See the pack for ingredients'),
  ]),
}
