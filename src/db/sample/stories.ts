type Story = { zh: string; en: string; aliases: string[]; facts?: Record<string, string> }

const TEA: Story = {
  zh: '朵贝茶产自贵州省安顺市普定县，2013年2月起受地理标志保护。化处镇朵贝一带，茶树长在海拔1100–1300米的山上；全县无霜期约301天。1960年，周恩来总理称它“色清味甘，芳香浓郁”。',
  en: 'Duobei tea comes from Puding county in Anshun, Guizhou, and has had geographical-indication protection since February 2013. Around Duobei in Huachu town the bushes grow at 1,100–1,300 metres; the county has about 301 frost-free days a year. In 1960 Premier Zhou Enlai described the tea as “clear in colour, sweet in taste, rich in fragrance”.',
  aliases: ['朵贝茶', '茶叶'],
}
const CHIVE: Story = {
  zh: '普定韭黄产自白岩镇和化处镇，一年收割2–3茬。韭黄鲜嫩，经不起耽搁：加冰袋走冷链，收到当天请冷藏，尽早吃完。',
  en: 'Puding yellow chives come from the towns of Baiyan and Huachu and are cut two or three times a year. They are tender and do not keep: we pack them with ice and ship them chilled. Refrigerate on the day they arrive and eat soon.',
  aliases: ['韭黄', '白旗韭黄', '普定韭黄', '鲜蔬', 'blanched chives'],
}
const CILI: Story = {
  zh: '刺梨每年8月至11月成熟，鲜果富含维生素C。这里出售的是加工成品，营养成分以商品标签为准。',
  en: 'Cili (Rosa roxburghii) ripens from August to November; the fresh fruit is rich in vitamin C. The products sold here are processed; see each label for nutrition facts.',
  aliases: ['刺梨', '刺梨汁'],
}
const HONEY: Story = {
  zh: '夜郎蜂蜜，产自普定。1岁以下婴儿不宜食用。',
  en: 'Yelang honey comes from Puding. Not suitable for infants under 1 year of age.',
  aliases: ['蜂蜜', '夜郎'],
  facts: { warning: '1岁以下婴儿不宜食用' },
}
const NOODLE: Story = {
  zh: '苗干妈面条，产自普定。配料与净含量，以包装标签为准。',
  en: 'Miaoganma noodles are made in Puding. See the pack for ingredients and net weight.',
  aliases: ['面条', '挂面'],
}
const GIFT: Story = {
  zh: '几样普定特产，装进一个盒子。内装商品与单买的相同。',
  en: 'Several Puding products in one box, the same as those sold singly.',
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
