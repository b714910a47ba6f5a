type Story = { zh: string; en: string; aliases: string[]; facts?: Record<string, string> }

const TEA: Story = {
  zh: '朵贝茶产自贵州省安顺市普定县，2013年2月起受地理标志保护。化处镇朵贝一带的茶长在海拔1100–1300米处，普定全年无霜期约301天。1960年，周恩来总理评价它“色清味甘，芳香浓郁”。',
  en: 'Duobei tea comes from Puding county in Anshun, Guizhou, and has had geographical-indication protection since February 2013. Around Duobei in Huachu the tea grows at 1,100–1,300 metres; Puding counts about 301 frost-free days a year. In 1960 Premier Zhou Enlai described it as “clear in colour, sweet in taste, rich in fragrance”.',
  aliases: ['朵贝茶', '茶叶'],
}
const CHIVE: Story = {
  zh: '普定韭黄产自白岩镇和化处镇，一年收割2–3茬。韭黄鲜嫩易损，用冰袋随冷链寄出，收到请当天冷藏。',
  en: 'Puding blanched chives come from the towns of Baiyan and Huachu and are cut two to three times a year. They are tender, so they travel cold with ice packs; please refrigerate them on the day they arrive.',
  aliases: ['韭黄', '白旗韭黄', '普定韭黄', '鲜蔬'],
}
const CILI: Story = {
  zh: '刺梨每年8月至11月成熟，鲜果富含维生素C。这里卖的是加工后的成品，营养成分以产品自己的标签为准。',
  en: 'Cili (Rosa roxburghii) ripens from August to November; the fresh fruit is rich in vitamin C. What is sold here is processed: its own label states its nutrition facts.',
  aliases: ['刺梨', '刺梨汁'],
}
const HONEY: Story = {
  zh: '夜郎蜂蜜来自普定。1岁以下婴儿不宜食用。',
  en: 'Yelang honey comes from Puding. Not suitable for infants under one year.',
  aliases: ['蜂蜜', '夜郎'],
  facts: { warning: '1岁以下婴儿不宜食用' },
}
const NOODLE: Story = {
  zh: '苗干妈面条产自普定，是消费帮扶项目点名的五种产品之一。',
  en: 'Miaoganma noodles are made in Puding, one of the five products the programme names.',
  aliases: ['面条', '挂面'],
}
const GIFT: Story = {
  zh: '把普定的几样产品装进一个盒子，内装物与单独购买的相同。',
  en: 'Several Puding products in one box; what is inside is the same as sold singly.',
  aliases: ['礼盒', '组合'],
}

/** Sample stories by family; they state only what the programme's own sources carry. */
export const STORIES: Record<string, Story> = {
  tea: TEA,
  chive: CHIVE,
  cili: CILI,
  honey: HONEY,
  noodle: NOODLE,
  gift: GIFT,
}
