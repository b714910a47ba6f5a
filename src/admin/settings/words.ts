import type { Deadlines } from '../../settings/deadlines.ts'
import type { Contact } from '../../settings/shop.ts'

export const CONTACT_NAMES: Record<keyof Contact, string> = {
  operator: '经营者名称',
  licenceNo: '营业执照号（统一社会信用代码）',
  licenceUntil: '营业执照有效期至',
  foodLicenceNo: '食品经营许可证号',
  foodLicenceUntil: '食品经营许可证有效期至',
  icp: 'ICP备案号',
  policeRecord: '公安备案号',
  phone: '联系电话',
  wechat: '微信',
  complaints: '投诉方式',
}

/** What each clock of an order is called, its unit, and what it does. */
export const DEADLINE_WORDS: Record<keyof Deadlines, [label: string, unit: string, text: string]> = {
  payMinutes: ['下单后多久内付款', '分钟', '到时未付，订单自动关闭、库存放回。只影响之后的新订单'],
  assumedAmbientDays: ['常温：发出后视为送达', '天', '没有人说送到时按此计算，顾客页面会注明“推定”'],
  assumedColdDays: ['冷链：发出后视为送达', '天', '同上'],
  receiptAmbientDays: ['常温：送达后自动确认收货', '天', '售后期从收货起算'],
  receiptColdDays: ['冷链：送达后自动确认收货', '天', '同上'],
  lateHours: ['付款后多久没发算超时', '小时', '订单台的“超时”一栏'],
  quotationWorkdays: ['单位采购：多少个工作日内给报价', '天', '提交需求后的页面上写给对方看'],
}

export const DEADLINE_LABELS = Object.fromEntries(
  Object.entries(DEADLINE_WORDS).map(([name, [label, unit]]) => [name, `${label}（${unit}）`]),
) as Record<keyof Deadlines, string>
