import type { Ctx } from '../http/context.ts'
import { own } from '../kernel/own.ts'

/** What came of an act, one sentence each, said on the page it leads to. */
const SAID = {
  signed_out: '已退出。',
  signed_out_everywhere: '已在所有设备上退出。',
  role_changed: '角色已更改，从现在起按新的角色。',
  staff_disabled: '账号已停用，不能再登录。',
  noted: '备注已写好，只有同事看得到。',
  shipped: '已发货，买家能看到运单号。',
  delivered: '已记为送达。记错了可以撤回，最晚到视为送达的那天。',
  delivery_withdrawn: '已撤回送达：包裹回到路上，自动收货的天数重新算。',
  box_added: '已加一箱，买家能看到它的运单号。',
  parcel_corrected: '运单号已更正，买家看到的是新的。',
  cancelled: '订单已取消，商品已放回库存。',
  cancelling: '正在取消：等支付渠道确认没有收到钱，订单就会关闭。',
  refunding: '订单已取消，退款已交给支付渠道办理。',
  refunded: '已退款，正由支付渠道办理。',
  refund_by_hand: '退款已记下，钱还没有退：请从银行转回原付款账户，再在「退款」里登记转账退款。',
  refund_asked_again: '已再次请支付渠道退款。',
  refund_repaid: '已登记转账退款，买家能看到。',
  goodwill_asked: '补偿已申请，等另一位同事复核，现在还没有退款。',
  goodwill_given: '补偿已退款，正由支付渠道办理。',
  goodwill_confirmed: '已同意补偿，退款正由支付渠道办理。',
  goodwill_declined: '已退回补偿申请，没有退款。',
  goodwill_withdrawn: '已撤回补偿申请，没有退款。',
  deadline_extended: '付款期限已延长，买家在付款页能看到。',
  arrival_known: '这个流水号登记过了，就是下面这一笔，没有再记一次。',
  arrival_held: '已登记，超过限额，等另一位同事确认后入账。',
  arrival_paid: '已入账，订单已付清，可以备货。',
  arrival_part: '已入账，订单还没有付齐，买家能看到还差多少。',
  arrival_refunded: '订单已经关闭，这笔款已转为待转账退款，请到订单里办理。',
  arrival_waits: '已入账，还没有分配给订单。',
  arrival_set_aside: '已标为不是货款，不再等分配。',
  arrival_put_back: '已放回待分配。',
  arrival_taken_back: '已从订单撤回，这笔钱又可以分配。',
  arrival_sent_back: '已登记退回。',
  arrival_credited: '已换成优惠码，在下面的记录里，请交给付款单位。',
  arrival_voided: '已作废，流水号可以重新登记。',
  quotation_declined: '报价已结束，原因已写明。',
  listing_started: '草稿已建好，顾客还看不到。填好后再发布。',
  draft_discarded: '草稿已丢弃。',
  code_ended: '优惠码已结束，不能再用；已下的订单照旧。',
  fact_moved: '顺序已调整，商店页面已更新。',
  fact_shown: '这条数字已展示在商店里。',
  fact_hidden: '这条数字已隐藏，商店里看不到了。',
  selling_stopped: '已暂停：从现在起不能下单、选地块和付款。',
  selling_resumed: '已恢复接单和收款，商店页面已更新。',
  banner_removed: '公告已撤下，商店页面已更新。',
  update_withdrawn: '动态已撤回，认购人看不到了。',
  update_shown: '动态已恢复，认购人又能看到。',
  board_approved: '名牌已通过，认购人会看到。',
  board_refused: '名牌已退回，认购人会看到要另起一个名字。',
  season_closed: '已关季。',
  visit_confirmed: '参观已确认，认购人会看到答复。',
  visit_declined: '参观已婉拒，认购人会看到答复。',

  family_added: '品类已加上，菜单、筛选和商品编辑里都有了。',
  family_kept: '品类名称已保存，商店页面已更新。',
  family_moved: '顺序已调整，商店页面已更新。',
  producer_added: '生产者已加上，商品编辑里可以选它了。',
  producer_kept: '生产者已保存，商店页面已更新。',
  scan_kept: '扫描件已存好，只有能改生产者的人可以打开。',
  scan_removed: '扫描件已删去。',
  bill_agrees: '账单已核对，两边一致。',
  bill_differs: '账单已核对，两边有差异，请逐条处理。',
  difference_settled: '渠道确认已付，订单已记为付款。',
  difference_was_settled: '渠道确认，这一笔本店已经记过，差异已了结。',
  difference_given_back: '渠道确认已付，订单不能再收款，钱已原路退回。',
  difference_set_aside: '渠道确认有这一笔，已转到款项异常。',
  difference_confirmed: '渠道确认这一笔属实，差异已了结。',
  settlement_frozen: '结算单已封存，不会再变；以后的更正记在之后的月份。',
  settlement_adjusted: '调整已记在这个月的结算单里。',
  commission_set: '佣金已设好，从这个月起按它结算。',
  difference_resolved: '已记为处理过，原因记在操作记录。',
} as const
export type Act = keyof typeof SAID

/** Leads on after an act, to a page that says it in a sentence. */
export function sayDone(c: Ctx, place: string, act: Act) {
  const [path = '', fragment] = place.split('#')
  const asked = `${path}${path.includes('?') ? '&' : '?'}did=${act}`
  return c.redirect(fragment === undefined ? asked : `${asked}#${fragment}`, 303)
}

/** The sentence an address asks for; null without one. */
export const saidOf = (c: Ctx): string | null => own(SAID, c.req.query('did') ?? '') ?? null
