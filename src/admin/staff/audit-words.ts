import { formatMu } from '../../adoption/adoption.ts'
import { PERMIT_KINDS } from '../../catalog/producer.ts'
import { texts } from '../../i18n/texts.ts'
import { FACT_FIELDS } from '../../impact/facts.ts'
import { carrierOf } from '../../kernel/carriers.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import { COLUMN_NAMES } from '../../payments/transfer/statement.ts'
import { CONTACT_NAMES, DEADLINE_LABELS } from '../settings/words.ts'
import { ROLE_NAMES, STATE_NAMES } from '../words.ts'

/** What a recorded field is called; a field that stands here nowhere keeps its own name. */
const FIELDS: Record<string, string> = {
  ...CONTACT_NAMES,
  ...DEADLINE_LABELS,
  ...Object.fromEntries(Object.entries(FACT_FIELDS).map(([field, { name }]) => [field, name])),
  ...{ textZh: '中文文字', textEn: '英文文字', href: '链接', firstOn: '开始日', lastOn: '结束日' },
  ...{ revision: '第几稿', charactersZh: '中文字数', charactersEn: '英文字数', place: '位置' },
  ...{ nameZh: '名称', nameEn: '英文名称', addressZh: '地址', addressEn: '英文地址' },
  ...{ permits: '证照', number: '编号', validUntil: '有效期至', kind: '种类', sample: '示例数据' },
  ...{ giAuthorised: '获准用地理标志', giCertificate: '地理标志证书编号' },
  ...{ price: '价格', prices: '价格', stock: '库存', reason: '原因', listed: '销售状态', version: '版本' },
  ...{ fen: '限时价', from: '从', until: '到', charged: '原价确实收过', seq: '草稿第几次保存', name: '名称' },
  ...{
    products: '商品数',
    added: '新增行',
    changed: '修改行',
    restored: '恢复处数',
    left: '未恢复处数',
    kept: '未恢复的',
  },
  ...{
    goodwillLimitFen: '超过多少要复核',
    line: '补偿给',
    askedName: '申请人',
    alone: '没有第二个人可以复核',
  },
  ...{ rows: '行数', orders: '订单', lines: '商品', carrier: '快递公司', trackingNo: '运单号' },
  ...{ state: '状态', amountFen: '金额', totalFen: '合计', payWithinDays: '付款期限（天）', answer: '回复' },
  ...{ login: '用户名', role: '角色', altZh: '图片说明', altEn: '英文说明', cover: '分享封面' },
  ...{ width: '宽', height: '高', bytes: '大小（字节）' },
  ...{ code: '编号', value: '优惠', families: '适用品类', minimumFen: '满多少可用', startsAt: '开始' },
  ...{ endsAt: '结束', limitTotal: '总共可用次数', limitPerPhone: '每个手机号可用次数' },
  ...{ titleZh: '标题', titleEn: '英文标题', sloganZh: '口号', sloganEn: '英文口号', open: '开放认购' },
  ...{ priceSplit: '价格去向', basisPoints: '占比', slug: '网址', position: '排序', placeZh: '地点' },
  ...{ placeEn: '英文地点', originCode: '产地', storyZh: '介绍', storyEn: '英文介绍', keeperZh: '管护人' },
  ...{ keeperEn: '英文管护人', scene: '风景图', garden: '茶园', areaCmu: '面积', landRef: '地块依据' },
  ...{
    picture: '照片',
    pictureAltZh: '照片说明',
    pictureAltEn: '英文照片说明',
    u: '从左数第几列起',
    v: '从上数第几行起',
    plots: '地块数',
    to: '到',
    plot: '地块',
  },
  ...{
    season: '季',
    period: '批次',
    parcels: '包裹数',
    grade: '茶叶等级',
    grams: '克数',
    shares: '分到几份',
  },
  ...{ adoptions: '认购数', short: '歉收数', rules: '', cutoff: '当天截单', leadDays: '几天内发货' },
  ...{
    transitDays: '路上几天',
    shipDays: '发货日（周几）',
    neverBeforeHoliday: '避开节假日（前一天不发、不在节假日送到）',
  },
  ...{
    freeOverFen: '满多少免运费',
    zones: '地区',
    provinces: '省份',
    firstG: '首重（克）',
    firstFen: '首重运费',
  },
  ...{ synonyms: '意思相同的词' },
  ...{ stepG: '续重（克）', stepFen: '续重运费' },
  ...{ arrivalLimitFen: '到账超过多少要确认', receivedOn: '到账日期', bankSerial: '银行流水号' },
  ...{ payBefore: '付款截止', bank: '银行', paidOn: '转出日期', reference: '转出流水号' },
  ...COLUMN_NAMES,
}

/** Keys of the database alone: a clerk finds them among the raw values. */
export const UNTOLD = new Set(['id', 'hash', 'of', 'edit', 'arrivalId'])

/** A field and where it stands: `prices`, `TEA-GC-250` → 价格 TEA-GC-250. */
export const fieldWords = (path: string[]): string =>
  path
    .map((part) => FIELDS[part] ?? part)
    .filter(Boolean)
    .join(' ') || '内容'

const YES_OR_NO = new Set(['sample', 'open', 'charged', 'giAuthorised', 'neverBeforeHoliday', 'visible'])
const CODES: Record<string, Record<string, string | undefined>> = {
  role: ROLE_NAMES,
  state: STATE_NAMES,
  kind: {
    ...PERMIT_KINDS,
    amount: '减金额',
    percent: '打折',
    weight: '按重量',
    quotation: '按报价',
    rest: '放假',
    work: '调休上班',
  },
  // What staff added goes by its code, which the page of families tells.
  families: { ...texts('zh').catalog.families, adoption: '认购茶园' },
}
// Any instant of ours is beyond 2001; no amount, weight or count is.
const LEAST_INSTANT = 1e12

/** One value in words: yuan for fen, Shanghai time for instants, names for codes; `beside` is what it stands among. */
export function valueWords(path: string[], value: unknown, beside: Record<string, unknown>): string {
  const field = path.at(-1) ?? ''
  const among = path.at(-2) ?? ''
  if (field === 'line') return value === null ? '整笔订单' : `第 ${value} 行`
  if (value === null || value === undefined || value === '') return '（空）'
  if (Array.isArray(value)) return value.map((one) => valueWords(path, one, beside)).join('、') || '（空）'
  if (typeof value === 'object') return lineWords(value as Record<string, unknown>)
  if (typeof value === 'boolean' || YES_OR_NO.has(field)) return value ? '是' : '否'
  if (among === 'listed' || field === 'listed') return value ? '上架' : '下架'
  if (field === 'carrier') return carrierOf(String(value)).zh
  if (typeof value !== 'number') return CODES[field]?.[String(value)] ?? String(value)
  if (field === 'value') return beside.kind === 'percent' ? `减 ${formatYuan(value)}%` : yuan(value)
  if (field === 'basisPoints') return `${formatYuan(value)}%`
  if (field === 'u' || field === 'v') return formatYuan(Math.round(value * 100) + 100)
  if (field === 'areaCmu') return `${formatMu(value)} 亩`
  if (/(^fen|Fen)$/.test(field) || among === 'prices') return yuan(value)
  return value >= LEAST_INSTANT ? formatInstant(value) : String(value)
}

const yuan = (fen: number): string => `${formatYuan(fen)} 元`

/** A line of an order or a parcel: which one, how many pieces. */
const lineWords = (value: Record<string, unknown>): string =>
  'line' in value && 'quantity' in value
    ? `第 ${Number(value.line)} 行 × ${value.quantity}${value.withheld ? `（其中${value.withheld}件未发货）` : ''}`
    : JSON.stringify(value)
