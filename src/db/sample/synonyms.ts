/** Sample synonyms: what shoppers in Guangzhou also call the goods of the sample world. */
export const SYNONYMS = [
  ['果脯', '蜜饯', '刺梨干'],
  ['蜂蜜', '蜜糖'],
  ['韭黄', '韭芽', '黄韭菜'],
  ['袋泡茶', '茶包'],
  ['礼盒', '礼品', '伴手礼', '手信'],
  ['慰问', '福利', '职工福利'],
  ['面条', '挂面'],
]
