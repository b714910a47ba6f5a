/** What each scene shows, said to those who do not see it. */
export const scenes = {
  'chuandong-spring': '插画：春雾里的茶山，一圈圈茶行绕着山丘，有人在采茶。',
  'huachu-dusk': '插画：傍晚的茶坡，坡上是石头房子的村子，窗里亮了灯。',
  'baiyan-chive': '插画：晨光里的韭黄田，一行行草棚，其中一畦已经揭开，有人挑着担子。',
  'cili-autumn': '插画：秋天的刺梨，金黄的果子垂在石墙边，墙上放着一篮。',
  'bee-yard': '插画：初夏的林下蜂场，木蜂箱斜着排开，蜜蜂在飞。',
  'noodle-yard': '插画：晴天的石板院子，三排架子上晒着面条。',
  'tea-workshop': '插画：茶坊里，竹匾摊着鲜叶，灶上的锅冒着热气，有人在炒茶。',
  'winter-prune': '插画：初雪盖着茶行，有人在修剪茶树。',
  'mountain-road': '插画：天还没亮，一辆送货车开着灯，沿盘山路下来，山下是云海。',
  'guangzhou-showroom': '插画：广州的货架，摆着茶、蜂蜜、刺梨汁和面条，两位客人在看。',
  'gongda-aerial': '插画：从高处看茶园，金色的茶行一圈一圈，中间一条小路。',
  'spring-bud': '插画：一芽两叶，叶上有露水。',
  'name-board': '插画：茶行中间立着一块木牌。',
  'garden-cup': '插画：石桌上一杯茶、一把壶，远处是茶园。',
}

/** What is said of each field, slope, wood and yard; only what the programme's own sources carry. */
export const fields = {
  chive: '白岩镇和化处镇，一年收割2–3茬',
  cili: '每年8月至11月成熟',
  honey: '来自普定，百花蜜',
  noodle: '产自普定县',
}

/** Captions of a tea's own pictures. */
export const teaPictures = { cup: '汤色', leaf: '干茶' }

/** Above and under the steps of a product's guide. */
export const guide = {
  titles: { tea: '怎么泡', cili: '怎么喝', honey: '怎么喝' } as Record<string, string>,
  title: '怎么吃',
  others: { tea: '换个喝法', cili: '换个喝法', honey: '换个喝法' } as Record<string, string>,
  other: '换个吃法',
  sample: '参数为示例，待生产者确认',
}
