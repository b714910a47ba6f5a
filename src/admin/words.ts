import { shelfOf } from '../kernel/card-channel.ts'
import { own } from '../kernel/own.ts'
import type { SheetProblem } from '../kernel/spreadsheet.ts'
import type { MoneyBack, Progress, Standing } from '../orders/standing.ts'

// Words that several pages of the back office use.

export const STORAGES: Record<string, string> = { ambient: '常温', cold: '冷链' }

/** States of an order. */
export const STATE_NAMES: Record<string, string> = {
  awaiting_payment: '待付款',
  cancelling: '取消中',
  cancelled: '已取消',
  paid: '已付款',
  completed: '已完成',
}

/** How far an order got. */
export const PROGRESS_NAMES: Record<Progress, string> = {
  awaiting_payment: '待付款',
  cancelling: '取消中',
  paid: '已付款',
  partly_shipped: '部分发货',
  shipped: '已发货',
  delivered: '已送达',
  completed: '已完成',
  cancelled: '已取消',
}

/** What of its money goes or went back; nothing is not said. */
export const MONEY_BACK_NAMES: Record<Exclude<MoneyBack, 'none'>, string> = {
  refunding: '退款处理中',
  partly_refunded: '部分退款',
  refunded: '已退款',
}

/** How an order stands, in one word or two. */
export const standingWords = ({ progress, moneyBack }: Standing): string[] => [
  PROGRESS_NAMES[progress],
  ...(moneyBack === 'none' ? [] : [MONEY_BACK_NAMES[moneyBack]]),
]

export const ROLE_NAMES: Record<string, string> = {
  owner: '负责人',
  manager: '商品管理',
  fulfilment: '发货',
  finance: '财务',
  keeper: '茶园管护',
  viewer: '查看',
  disabled: '已停用',
}

/** Doors orders come through, and what is said of each where staff choose one. */
const CHANNELS: Record<string, [name: string, told: string]> = {
  online: ['网店', '顾客在本店网页下单'],
  institution: ['单位采购', '单位接受报价后生成的单'],
  api: ['接口下单', '合作方系统下单，未注明来源'],
  adoption: ['认购茶', '寄给认购人的茶'],
}

/** A door in words. A shelf of the showroom keeps its number; one that a partner's system named itself keeps that name. */
export function channelName(code: string): string {
  const shelf = shelfOf(code)
  if (shelf !== null) return shelf ? `专馆 ${shelf.toUpperCase()}` : '专馆'
  return own(CHANNELS, code)?.[0] ?? `合作方 ${code}`
}

/** One sentence on the doors of a list. */
export function channelsTold(codes: string[]): string {
  const cards = codes.some((code) => shelfOf(code) !== null)
  const partners = codes.some((code) => shelfOf(code) === null && !own(CHANNELS, code))
  return [
    ...codes.flatMap((code) => own(CHANNELS, code)?.join('：') ?? []),
    ...(cards ? ['专馆：扫了广州市消费协作专馆的货架卡以后下的单，后面是货架号'] : []),
    ...(partners ? ['合作方：别家系统下的单，后面是对方起的代号'] : []),
  ].join('；')
}

/** What happened to an uploaded sheet and how to put it right. */
export const SHEET_PROBLEMS: Record<SheetProblem, string> = {
  empty: '文件是空的。请填好表格再上传',
  too_large: '文件太大（最多2 MB）。请删掉图片和多余的表，或分成几张',
  too_many_rows: '一次最多5000行。请分成几张表',
  old_excel: '这是旧版xls或网页格式。请在表格软件里另存为xlsx或csv',
  encrypted: '文件有密码。请去掉密码再上传',
  damaged: '文件不完整或已损坏。请重新保存一次再上传',
  open_quote: '有一个双引号没有收尾，后面的行会被当成同一格。请改好再上传',
  unknown_format: '没有读懂这个文件。请上传xlsx，或UTF-8、GBK的csv',
}

const FAILURES: [pattern: RegExp, words: string][] = [
  [/^BooksBroken/, '有账目对不上，详见“账目核对”'],
  [/^TimedOut/, '没有及时答复'],
  [/^BillRefused: wrong_hash/, '账单文件和支付渠道给的校验码不符'],
  [/^BillRefused: totals_differ/, '账单的明细和合计对不上'],
  [/^BillRefused/, '账单文件读不懂'],
  [/^DiskLow/, '磁盘快满了，满了就不能下单，请清理或扩容'],
  [/^BackupFailed: disk_/, '磁盘满了或出了故障'],
  [/^BackupFailed: not_writable/, '备份文件夹不能写入'],
  [/^BackupFailed: (?:no|short)_passphrase/, '没有设置备份口令（BACKUP_PASSPHRASE），没有发往异地'],
  [/^BackupFailed: (?:target|wrong_url|too_large)/, '本机的备份做好了，没有发到异地'],
  [/^BackupFailed: (?:damaged|corrupt|references|books|sum_differs)/, '备份恢复出来不对，请立刻查看'],
  [/^BackupFailed: wrong_key/, '现在的密钥读不出备份里的手机号'],
  [/^BackupFailed/, '备份没有做成'],
  [/^NotYet: no_bill_yet/, '支付渠道还没有做好账单'],
  [/^NotYet: not_set_up/, '支付渠道没有设置'],
  [/^NotSaid/, '支付渠道没有给出账单'],
  [/^NotYet/, '对方还没有给出结果'],
  [/constraint failed/, '和数据库里已有的记录冲突'],
  [/D1 DB|Network connection|overloaded|storage/, '数据库当时连不上'],
  [/: 5\d\d$/, '对方系统出错'],
  [/: 4\d\d$/, '对方不接受这个请求'],
]

/** Why something failed, for people who do not write programs; the record stands behind it for those who do. */
export function failureWords(note: string): string {
  const words = FAILURES.find(([pattern]) => pattern.test(note))?.[1] ?? '程序出错'
  return `${words}（${note}）`
}

/** Grams of each grade as one line: 明前绿茶 250 克、红茶 100 克. */
export const teaWords = (grades: { code: string; nameZh: string }[], grams: Record<string, number>): string =>
  Object.entries(grams)
    .map(([code, own]) => `${grades.find((grade) => grade.code === code)?.nameZh ?? code} ${own} 克`)
    .join('、')
