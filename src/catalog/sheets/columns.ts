import { headingKey } from '../../kernel/spreadsheet.ts'
import { typedWords } from '../../kernel/typed-list.ts'
import { parseWhole } from '../../kernel/typed-number.ts'
import { FACTS } from '../label-facts.ts'
import type { Choices } from '../listings/editor.ts'
import type { Values } from '../listings/form.ts'
import { ORIGINS, RETURNS, SALES, STORAGES, TEAS, UNITS, YES_OR_NO } from '../listings/words.ts'

/** A column of the listing sheet: the editor's field it fills, its heading, and the note under the heading. */
export type Column = { field: string; title: string; note: string; of: 'product' | 'sku' }

/** A cell that says so empties what stands there; an empty cell leaves it as it is. */
export const CLEARED = '清空'
/** What the first cell of the explaining row begins with. */
export const NOTE_ROW = '说明：'
export const SHELF_WORDS = { listed: '在售', unlisted: '下架', draft: '草稿' } as const

const product = (field: string, title: string, note: string): Column => ({
  field,
  title,
  note,
  of: 'product',
})
const sku = (field: string, title: string, note: string): Column => ({ field, title, note, of: 'sku' })
const names = (pairs: [string, string][]): string => pairs.map(([, name]) => name).join('或')

export const COLUMNS: Column[] = [
  sku('sku', 'SKU', '每行一个规格，必填；大写字母、数字和横线'),
  product('slug', '网址', '同一商品的各行写一样；新商品可空，按名称的拼音生成'),
  product('nameZh', '商品名称', '新商品必填；同一商品写在一行就行'),
  sku('specZh', '规格', '例如 500 g/瓶'),
  sku('price', '价格（元）', '例如 68 或 68.5'),
  sku('stock', '库存（件）', '可售件数，不含未付款订单占用的；礼盒留空'),
  sku('seen', '导出时库存', '不要改：用来发现导出之后又卖出的；自己做的表可空'),
  product('state', '状态', '在售、下架或草稿；新商品空着先下架，资料不全的存为草稿'),
  product('sale', '销售方式', `${names(SALES)}；正式销售要标签信息齐全`),
  product('family', '品类', '写品类名称'),
  product('producerId', '生产主体', '写名称或编号'),
  product('originZh', '产地', '写到乡镇或村'),
  product('originEn', '产地英文', '可空'),
  product('originCode', '产地归类', names(ORIGINS)),
  product('nameEn', '英文名称', '可空'),
  sku('specEn', '规格英文', '可空'),
  sku('net', '净含量', '整数'),
  sku('unit', '净含量单位', names(UNITS)),
  sku('gross', '毛重（克）', '整数，运费按毛重算'),
  sku('alone', '单独出售', '是或否'),
  sku('parts', '礼盒内容', '礼盒才填，例如 TEA-GC-100×2；HNY-YL-500×1'),
  product('storage', '储运', names(STORAGES)),
  product('freightTemplate', '运费模板', '写模板名称'),
  product('returnRule', '退货规则', names(RETURNS)),
  product('shelfLifeDays', '保质期（天）', '整数'),
  product('months', '产季', '月份，例如 9,10,11；全年写“全年”'),
  product('seasonal', '只在产季出售', '是或否'),
  product('teaClass', '茶类', `茶叶才填：${names(TEAS)}`),
  product('cultivar', '茶树品种', '可空'),
  ...FACTS.map((fact) => product(`fact.${fact.key}`, fact.name, fact.hint)),
  product('storyZh', '故事', '不写功效和排名'),
  product('storyEn', '故事英文', '可空'),
  product('storySourceZh', '故事来源', '可空'),
  product('storySourceEn', '故事来源英文', '可空'),
  product('aliases', '搜索别名', '用空格或顿号分开'),
]

/** Columns a spreadsheet adds up. */
export const NUMBERS = ['price', 'stock', 'seen', 'net', 'gross', 'shelfLifeDays'].map(
  (field) => COLUMNS.find((column) => column.field === field)!.title,
)

const BY_TITLE = new Map(COLUMNS.map((column) => [headingKey(column.title), column]))
export const TITLES: Record<string, string> = Object.fromEntries(
  COLUMNS.map(({ field, title }) => [field, title]),
)
export const columnOf = (title: string): Column | undefined => BY_TITLE.get(headingKey(title))

/** Heading and the row that explains it. */
export const headRows = (): string[][] => [
  COLUMNS.map(({ title }) => title),
  COLUMNS.map(({ note }, index) => (index === 0 ? NOTE_ROW + note : note)),
]

const CHOICES: Record<string, (choices: Choices) => [string, string][]> = {
  sale: () => SALES,
  family: ({ families }) => families,
  producerId: ({ producers }) => producers,
  originCode: () => ORIGINS,
  storage: () => STORAGES,
  freightTemplate: ({ templates }) => templates,
  returnRule: () => RETURNS,
  teaClass: () => TEAS,
  unit: () => UNITS,
  alone: () => YES_OR_NO,
  seasonal: () => YES_OR_NO,
}

const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const WHOLE_YEAR = '全年'

/** What a field of a listing shows in its cell. */
export function cellOf(field: string, values: Values, at: string, choices: Choices): string {
  if (field === 'months') {
    const on = ALL_MONTHS.filter((month) => values[`month.${month}`] === 'on')
    return on.length === ALL_MONTHS.length ? WHOLE_YEAR : on.join(',')
  }
  const value = values[at] ?? ''
  const pairs = CHOICES[field]?.(choices)
  if (!pairs) return field === 'parts' ? value.replace(/\n/g, ';') : value
  const name = pairs.find(([code]) => code === value)?.[1] ?? ''
  // A name two rows share, or none at all, says less than the code.
  return name && pairs.filter(([, other]) => other === name).length === 1 ? name : value
}

export type Read = { values: Values } | { reason: string }

/** What a cell puts into the editor's fields, or why it cannot. */
export function readCell(field: string, cell: string, at: string, choices: Choices): Read {
  const text = cell === CLEARED ? '' : cell
  if (field === 'months') return readMonths(text)
  const pairs = CHOICES[field]?.(choices)
  if (!pairs) return { values: { [at]: text } }
  const code =
    pairs.find(([known]) => known === text)?.[0] ?? pairs.find(([, name]) => name === text)?.[0] ?? null
  if (code !== null) return { values: { [at]: code } }
  if (text === '') return { values: { [at]: '' } }
  const offered = pairs
    .slice(0, 8)
    .map(([known, name]) => name || known)
    .join('、')
  return { reason: `没有“${text.slice(0, 20)}”。可以写：${offered}` }
}

function readMonths(text: string): Read {
  const typed = typedWords(text).map((month) => parseWhole(month, 12, '月'))
  const months = text.trim() === WHOLE_YEAR ? ALL_MONTHS : typed
  if (months.some((month) => !month)) return { reason: '产季请写月份，例如 9,10,11；全年写“全年”' }
  return {
    values: Object.fromEntries(
      ALL_MONTHS.map((month) => [`month.${month}`, months.includes(month) ? 'on' : '']),
    ),
  }
}
