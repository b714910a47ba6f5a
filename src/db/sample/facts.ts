const sourceZh = '《千里携手谋发展 同心聚力谱新篇——广州花都·安顺普定东西部协作工作综述》'
const sourceEn =
  'Report on the East-West cooperation of Huadu (Guangzhou) and Puding (Anshun), undated, late 2023 (in Chinese)'

/** Sourced facts of the programme; administrators edit them. Never added to our own orders. */
export const FACTS = [
  {
    valueZh: '5.27亿元',
    valueEn: '¥527 million',
    labelZh: '2021年以来，普定农产品经广东市场采购与代销的金额',
    labelEn: 'Puding farm goods bought or resold through Guangdong since 2021',
    asOf: '2023',
  },
  {
    valueZh: '13家',
    valueEn: '13',
    labelZh: '穿洞茶叶园区的茶企',
    labelEn: 'tea firms in the Chuandong tea park',
    asOf: '2023',
  },
  {
    valueZh: '10437元',
    valueEn: '¥10,437',
    labelZh: '穿洞街道脱贫人口人均纯收入（2022年），2021年为9000多元',
    labelEn: 'net income per person lifted out of poverty in Chuandong in 2022 (2021: over ¥9,000)',
    asOf: '2022',
  },
  {
    valueZh: '6000多人',
    valueEn: 'over 6,000',
    labelZh: '帮助实现就业，其中脱贫人口2600多人',
    labelEn: 'people helped into work, over 2,600 of them lifted out of poverty',
    asOf: '2023',
  },
  {
    valueZh: '38期',
    valueEn: '38 courses',
    labelZh: '培训班，共培训1831人',
    labelEn: 'of training, attended by 1,831 people',
    asOf: '2023',
  },
].map((fact) => ({ ...fact, sourceZh, sourceEn }))
