/** A name follows. */
export const NAME = '\uE000'

const WHO = '(?:收[货件]人?|联系人|买家|客户)'
const LABELS = {
  phone: `${WHO}?(?:(?:联系|手机|移动|固定)?电话|手机|联系方式)(?:号码?)?|tel|mobile|phone`,
  place:
    `(?:我的)?${WHO}?(?:收货|收件|详细|具体|完整|邮寄|街道|家庭|公司|单位|联系)?地址|(?:所在|收货|收件)?(?:地区|区域)|所在地|` +
    '省[/ ]?市[/ ]?区(?:[/ ]?县)?|省份|城市|区县|街道|门牌号?|收[货件]信息|address',
  name: `${WHO}?(?:姓名|名字|名称)|(?:收[货件]|联系)人|收[货件](?=[:\\s])|寄给|name`,
  code: '邮政编码|邮编',
}
const COLUMN = `${Object.values(LABELS).join('|')}|序号|编号|省|市|区|县|商品(?:名称)?|规格|数量|备注|单号|订单号`
const LABEL = new RegExp(
  `(${LABELS.phone})|(${LABELS.place})|(${LABELS.name})|(?:${LABELS.code})|(?:^|[\\n\\s])(?:省|市|区|县)(?=:)`,
  'gi',
)
const END = /^(?:\s*[:是=]+\s*|\s+)/
// The headings of a table, in one line of nothing else.
export const HEADINGS = new RegExp(`^[ \\t,|]*(?:(?:${COLUMN})(?:[ \\t,|]+|$)){2,}$`, 'gim')
const NUMBERED =
  /(?:身份证|证件|订单|运单|快递单?|物流|流水|交易|会员|单)(?:编号|号码?|号)?\s*[:是]?\s*[A-Z]{0,4}\d[\dA-Z-]{6,}/gi
// Who sends it, prices, and where else somebody can be reached.
const SENDER = /[寄发]件人?[\s\S]*?(?=收[货件])/
const OTHERS = /[¥$] *[\d.]+|[\w.-]+@[\w.-]+|(?:微信|wechat|qq|邮箱|e-?mail)(?:号码?)?\s*[:是]?\s*[\w.-]*/gi
const LONG_NUMBER = /(^|[^\d\w-])[A-Z]{0,4}\d{9,}[Xx]?(?!\w)/g
const REMARK =
  /(?:买家|客户|订单|配送)?(?:备注|留言|附言|附注)(?:信息)?(?:\s*[:是]\s*|\s+)(?:[^\s,;。]|[,;。](?!\S*[省市区县]))*/g

/** Without the sender of a parcel, who may stand before its receiver. */
export const withoutSender = (text: string): string => text.replace(SENDER, '')

/** The text without labels, headings, remarks and numbers of papers; each leaves the end of a line, a name's its mark. */
export function withoutLabels(text: string): string {
  const plain = text
    .replace(/(收) *([货件]) *(人)(?= *:)|([姓电手地邮]) +([名话机址编])(?= *:)/g, '$1$2$3$4$5')
    .replace(HEADINGS, '\n')
    .replace(REMARK, '\n')
    .replace(NUMBERED, '\n')
    .replace(OTHERS, '\n')
    .replace(LONG_NUMBER, '$1\n')
  let read = ''
  let from = 0
  for (const label of plain.matchAll(LABEL)) {
    const at = label.index
    const behind = plain.slice(at + label[0].length)
    const [end = ''] = END.exec(behind) ?? []
    if (!isLabel(label, plain[at - 1] ?? '', end, behind[0] ?? '')) continue
    read += `${plain.slice(from, at)}\n${label[3] ? NAME : ''}`
    from = at + label[0].length + end.length
  }
  return read + plain.slice(from)
}

function isLabel(
  [label, phone, place]: RegExpMatchArray,
  before: string,
  end: string,
  next: string,
): boolean {
  const glued = /[\p{Script=Han}\w]/u.test(before)
  if (/[:是=]/.test(end)) return !glued || !/^(?:街道|地区|城市|name|address)$/i.test(label!)
  if ((phone && next === '\n') || (!glued && place?.endsWith('地址'))) return true
  // Without a colon only what stands apart, and in Chinese alone.
  if (glued || /^[a-z]/i.test(label!) || (place && (!end || /^(?:街道|城市|门牌)/.test(place)))) return false
  return !phone || Boolean(end) || !/\p{Script=Han}/u.test(next)
}
