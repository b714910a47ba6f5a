import type { Difference } from '../../invoices/checking.ts'
import type { FileFault, FileType } from '../../invoices/files.ts'
import type { InvoiceEventKind, InvoiceKind, InvoiceState } from '../../invoices/invoice.ts'
import type { InvoiceRequest } from '../../invoices/schema.ts'

export const STATE_WORDS: Record<InvoiceState, string> = {
  requested: '待开',
  issuing: '正在开',
  issued: '已开',
  red_pending: '待开红字',
  red: '已全部冲红',
  cancelled: '已取消',
}

export const KIND_WORDS: Record<InvoiceKind, string> = { ordinary: '普票', special: '专票' }

export const EVENT_WORDS: Record<InvoiceEventKind | 'requested', string> = {
  requested: '顾客申请',
  changed: '顾客修改',
  cancelled: '取消申请',
  begun: '开始开票',
  released: '停止开票',
  issued: '上传了发票',
  issued_short: '上传了发票，开票期间有退款',
  refunded: '退款',
  reddened: '上传了红字发票，还没有冲完',
  red_done: '上传了红字发票',
  red_whole: '上传了红字发票，已全部冲红',
}

export const DIFFERENCE_WORDS: Record<Difference, string> = {
  total: '价税合计和要开的不一样，要一分不差',
  parts: '金额加税额不等于价税合计',
  colour: '蓝字、红字弄反了',
  blue_named: '红字发票没有写明对应的蓝字发票号码',
  buyer: '购买方名称和申请的抬头不一样',
  tax_no: '购买方税号和申请的不一样',
  items: '项目名称或各项的金额和抄写单不一样',
}

const FILE_WORDS: Record<FileType, string> = { xml: 'XML', pdf: 'PDF', ofd: 'OFD' }
const FAULT_WORDS: Record<FileFault['fault'], string> = {
  empty: '还没有选',
  too_large: '太大了：XML最多1 MB，PDF和OFD各最多5 MB',
  encoding: '的编码不是UTF-8，请从电子税务局重新下载',
  declares: '里夹带了发票不该有的声明，没有收',
  broken: '不完整或打不开，请重新下载',
  not_invoice: '里没有找到发票号码、日期和金额，请核对是不是数电票的XML',
  unknown: '的内容不是这种文件，请核对',
}
export const faultWords = ({ file, fault }: FileFault): string => `${FILE_WORDS[file]}${FAULT_WORDS[fault]}`

/** A person's name is whole only once issuing has begun, which is recorded. */
export const maskTitle = ({ titleType, title }: Pick<InvoiceRequest, 'titleType' | 'title'>): string =>
  titleType === 'company' || title === '个人' || !title ? title : `${[...title][0]}**`
