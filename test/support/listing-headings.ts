/** Headings of a sheet of plain products, as a keeper would type them. */
export const HEAD = [
  'SKU',
  '网址',
  '商品名称',
  '规格',
  '价格（元）',
  '库存（件）',
  '状态',
  '品类',
  '生产主体',
  '毛重（克）',
  '净含量',
  '保质期（天）',
  '产季',
  '销售方式',
  '故事',
]
