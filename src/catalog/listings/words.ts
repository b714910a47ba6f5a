/** What codes of a listing are called in Chinese, where the editor and the sheet offer them. */
export const ORIGINS: [code: string, name: string][] = [
  ['puding', '普定县'],
  ['chuandong', '穿洞街道'],
  ['huachu', '化处镇'],
  ['baiyan', '白岩镇'],
]
export const RETURNS: [string, string][] = [
  ['seven_day_unopened', '拆封后不支持七天无理由'],
  ['seven_day', '支持七天无理由'],
  ['perishable', '鲜活易腐不支持七天无理由'],
]
export const STORAGES: [string, string][] = [
  ['ambient', '常温'],
  ['cold', '冷链'],
]
export const SALES: [string, string][] = [
  ['real', '正式'],
  ['sample', '示例'],
]
export const TEAS: [string, string][] = [
  ['green', '绿茶'],
  ['black', '红茶'],
]
export const UNITS: [string, string][] = [
  ['g', '克'],
  ['ml', '毫升'],
]
export const YES_OR_NO: [string, string][] = [
  ['on', '是'],
  ['', '否'],
]
