import { HOLD_MINUTES, MAX_HOLDS, MAX_PLOTS, MAX_UNPAID_ORDERS } from '../../kernel/limits.ts'
import type { TooMany } from '../../kernel/result.ts'

/** Said to whoever meets a limit, who may be a stranger to those that reached it. */
export const tooMany = {
  because: {
    phone: `这个手机号已有${MAX_UNPAID_ORDERS}笔订单待付款。请先付款或取消；到期未付的订单自动关闭，之后就能再下单。`,
    phone_plots: `同一手机号最多可有${MAX_PLOTS}块待付款的地块。请先付款或取消；到期未付的自动取消保留，之后就能再认购。`,
    order_plots: `一笔订单最多认购${MAX_PLOTS}块地，其余的请付款后再下一单。`,
    visitor: `一次最多保留${MAX_HOLDS}块地，请先认购，或取消保留一块。`,
    order: '一笔待付款的订单最多占用一半库存。请减少件数，付款后再下一单；大批采购请走“单位采购”。',
    network:
      '与您同一网络的订单里，待付款的件数已到上限。同一网络常由许多人共用，这些订单不一定是您下的。付清或取消自己的订单、减少件数，或等它们到期后再试，就能下单。',
    network_plots: `与您同一网络正在保留或待付款的地块已到上限。同一网络常由许多人共用，这些地块不一定是您选的。付清自己的地块或取消保留，或过${HOLD_MINUTES}分钟再试，就能认购。`,
    network_code:
      '与您同一网络待付款的订单占用这个优惠码的次数已到上限。同一网络常由许多人共用，这些订单不一定是您下的。付清或取消自己的订单，或等它们到期后再试；不用优惠码可以直接下单。',
  } as Record<TooMany, string>,
  room: (title: string, most: number) =>
    most > 0 ? `${title}：现在还能下${most}件。` : `${title}：现在暂时不能再下。`,
  call: (phone: string) => `如急需，请打电话 ${phone}。`,
  pay: (number: string) => `去付款：订单 ${number}`,
}
