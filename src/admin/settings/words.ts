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
  claimAnswerHours: ['售后：多久内答复申请', '小时', '过了没有答复，按顾客的申请同意；法定假日顺延'],
  claimProposalHours: ['售后：顾客多久内答复我们的方案', '小时', '过了没有答复，回到申请，再等我们24小时'],
  claimReturnRightDays: ['售后：收货后多久内可无理由退货', '天', '只对支持七天无理由的商品'],
  claimFaultDays: ['售后：送达后多久内可因质量等原因申请', '天', '鲜货不按这一项，送达后24小时内凭照片'],
  claimReturnDays: ['售后：同意退货后多久内寄回', '天', '过了没有寄，申请失效，可以再申请'],
  claimReceiptDays: ['售后：寄回后多久内验收', '天', '过了没有验收，视为验收通过；法定假日顺延'],
  claimAppealDays: ['售后：拒绝后多久内可再请另一位同事看', '天', '过了没有提出，申请结束'],
  quotationWorkdays: ['单位采购：多少个工作日内给报价', '天', '提交需求后的页面上写给对方看'],
}

export const DEADLINE_LABELS = Object.fromEntries(
  Object.entries(DEADLINE_WORDS).map(([name, [label, unit]]) => [name, `${label}（${unit}）`]),
) as Record<keyof Deadlines, string>
