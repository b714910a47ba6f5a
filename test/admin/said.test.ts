import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { POLICIES } from '../../src/http/policies.ts'

/**
 * What every act of the back office answers with, written down by hand: what the sentences say that stand on the page it
 * leads to. `page:` is for what answers with a page of its own, whose heading or content is the answer. A new route is
 * entered here by somebody who asks what the person at the desk reads after it.
 */
const TABLE = `
/admin/account/authenticator                        page: 重新设置登录
/admin/account/password                             密码已改，其他设备已退出。
/admin/account/recovery-codes                       page: 新的恢复码
/admin/claims/:id                                   已同意，退款正由支付渠道办理|已改为退款|已同意寄回|已同意再寄|方案已发给顾客|已拒绝|已维持不退|已请同事复核|已记为签收|这几件的钱已经另外退回
/admin/claims/:id/parcel                            已登记寄出，顾客能看到运单号。|这几件的钱已经另外退回
/admin/dispatches/:id/shipment                      个包裹，认购人能看到单号。
/admin/dispatches/sending                           个包裹，认购人能看到单号。
/admin/dispatches/sheet                             page: 核对
/admin/families                                     品类已加上，菜单、筛选和商品编辑里都有了。
/admin/families/:code                               品类名称已保存，商店页面已更新。
/admin/families/:code/move                          顺序已调整，商店页面已更新。
/admin/gardens/:code/board-names/:id                名牌已通过，认购人会看到。|名牌已退回，认购人会看到要另起一个名字。
/admin/gardens/:code/closing                        已关季。
/admin/gardens/:code/cover                          page: 分享封面
/admin/gardens/:code/dispatches                     已安排
/admin/gardens/:code/edit                           已保存，商店页面已更新。
/admin/gardens/:code/harvests                       ，认购人可以看到自己的份额。
/admin/gardens/:code/harvests/:id/correction        ，认购人可以看到自己的份额。
/admin/gardens/:code/offers                         已发布，新的认购按这一版。
/admin/gardens/:code/plots/:plot                    块地。
/admin/gardens/:code/plots/grid                     块地。
/admin/gardens/:code/plots/rows                     块地。
/admin/gardens/:code/plots/sheet                    page: 核对
/admin/gardens/:code/updates                        已发布，认购人现在就能看到：在“我的园”里，照片也在。
/admin/gardens/:code/updates/:id/withdrawal         动态已撤回，认购人看不到了。|动态已恢复，认购人又能看到。
/admin/gardens/campaign                             已保存，商店页面已更新。
/admin/gardens/new                                  已保存，商店页面已更新。
/admin/invoices/:id                                 已开始开票，照抄写单开|已退回待开，顾客又可以改。|已取消这份申请，顾客能看到。
/admin/invoices/:id/documents                       发票核对一致，已存好，顾客可以下载。|红字发票核对一致，已存好。
/admin/listings                                     草稿已建好，顾客还看不到。填好后再发布。
/admin/listings/:id                                 草稿已保存
/admin/listings/:id/cover                           page: 分享封面
/admin/listings/:id/discard                         草稿已丢弃。
/admin/listings/:id/merge                           草稿已保存
/admin/listings/:id/pictures                        草稿已保存
/admin/listings/:id/promotion                       限时价已设好，到时间自动开始和结束。
/admin/listings/:id/promotion/ending                已恢复平时价，商店页面已更新。
/admin/listings/:id/publication                     已发布
/admin/listings/:id/versions                        已恢复
/admin/listings/changes                             已改价：|已改库存：
/admin/listings/preview                             page: 先看一眼
/admin/listings/prices                              已改价：
/admin/listings/reversions                          已撤销
/admin/listings/sheet                               page: 核对
/admin/listings/sheet/:id                           已导入
/admin/listings/shelf                               款商品
/admin/listings/synonyms                            已保存，顾客现在就能这样搜到。
/admin/media                                        照片已保存。
/admin/media/:id/alt                                说明已保存。
/admin/lost-phones                                  已登记，已给原号发短信。
/admin/lost-phones/:id                              已停止，账号的手机号不变。
/admin/notices/:id/again                            已排上，一分钟内再发一次；夜里等到早上8点。
/admin/notices/templates/:provider/:event           模板已保存，通过的从现在起用来发送。
/admin/orders/:number/address                       page: 收货
/admin/orders/:number/cancellation                  订单已取消，商品已放回库存。|正在取消：等支付渠道确认没有收到钱|订单已取消，退款已交给支付渠道办理。|退款已记下，钱还没有退
/admin/orders/:number/deadline                      付款期限已延长，买家在付款页能看到。
/admin/orders/:number/goodwill                      补偿已申请，等另一位同事复核|补偿已退款，正由支付渠道办理。|退款已记下，钱还没有退
/admin/orders/:number/goodwill/:id/confirmation     已同意补偿，退款正由支付渠道办理。|退款已记下，钱还没有退
/admin/orders/:number/goodwill/:id/refusal          已退回补偿申请，没有退款。|已撤回补偿申请，没有退款。
/admin/orders/:number/invoice                       page: 发票
/admin/orders/:number/notes                         备注已写好，只有同事看得到。
/admin/orders/:number/parcels/:id/boxes             已加一箱，买家能看到它的运单号。
/admin/orders/:number/parcels/:id/delivery          已记为送达。记错了可以撤回，最晚到视为送达的那天。
/admin/orders/:number/parcels/:id/delivery/withdrawal  已撤回送达：包裹回到路上
/admin/orders/:number/parcels/:id/number            运单号已更正，买家看到的是新的。
/admin/orders/:number/parcels/:id/out               已标记今日派送，下单人会收到短信。
/admin/orders/:number/refunds                       已退款，正由支付渠道办理。|退款已记下，钱还没有退
/admin/orders/:number/refunds/:id/attempts          已再次请支付渠道退款。
/admin/orders/:number/refunds/:id/transfer          已登记转账退款，买家能看到。
/admin/orders/:number/shipments                     已发货，买家能看到运单号。
/admin/outbox/:id/attempt                           已重试
/admin/outbox/:id/giving-up                         已放弃
/admin/payments/anomalies/:id/resolution            已记为处理过，原因记在操作日志
/admin/producers/:id                                生产者已保存，商店页面已更新。
/admin/producers/:id/scans                          扫描件已存好，只有能改生产者的人可以打开。
/admin/producers/:id/scans/:scan/removal            扫描件已删去。
/admin/producers/new                                生产者已加上，商品编辑里可以选它了。
/admin/promotions                                   优惠码已建好，到开始时间就能用。
/admin/promotions/:code/ending                      优惠码已结束，不能再用；已下的订单照旧。
/admin/quotations/:number/contact                   page: 联系人
/admin/quotations/:number/refusal                   报价已结束，原因已写明。
/admin/quotations/:number/version                   报价已发送，请把链接发给联系人|草稿已保存，客户还看不到
/admin/reconciliation/:provider/:day/bill           账单已核对，两边一致。|账单已核对，两边有差异，请逐条处理。
/admin/reconciliation/:provider/:day/fetch          账单已核对，两边一致。|账单已核对，两边有差异，请逐条处理。
/admin/reconciliation/differences/:id/remedy        渠道确认已付，订单已记为付款。|渠道确认，这一笔本店已经记过|钱已原路退回。|已转到款项异常。|渠道确认这一笔属实
/admin/reconciliation/differences/:id/resolution    已记为处理过，原因记在操作记录。
/admin/set-up                                       page: 恢复码
/admin/settings/banner                              已保存，商店页面已更新。
/admin/settings/banner/removal                      公告已撤下，商店页面已更新。
/admin/settings/deadlines                           已保存，从现在起按新的时限计算。
/admin/settings/facts                               已保存，商店页面已更新。
/admin/settings/facts/:id                           已保存，商店页面已更新。
/admin/settings/facts/:id/move                      顺序已调整，商店页面已更新。
/admin/settings/facts/:id/visibility                这条数字已展示在商店里。|这条数字已隐藏，商店里看不到了。
/admin/settings/freight/:code                       已保存，购物车和新订单已按新的运费计算。
/admin/settings/holidays                            已保存，发货日期已按新的日历计算。
/admin/settings/holidays/removal                    已删除
/admin/settings/pages/:page                         已保存。
/admin/settings/refunds                             已保存，从现在起按新的限额。
/admin/settings/selling                             已暂停：从现在起不能下单、选地块和付款。|已恢复接单和收款，商店页面已更新。
/admin/settings/returns                             已保存，之后同意的退货寄到这里。
/admin/settings/shop                                已保存，商店页面已更新。
/admin/settlements/:month/:producer/adjustments     调整已记在这个月的结算单里。
/admin/settlements/:month/:producer/commission      佣金已设好，从这个月起按它结算。
/admin/settlements/:month/:producer/freezing        结算单已封存，不会再变
/admin/shipments                                    个包裹。
/admin/shipments/ticked                             个包裹。
/admin/shipments/sheet                              page: 核对
/admin/sign-in                                      page: 概览
/admin/sign-out                                     已退出。
/admin/sign-out-everywhere                          已在所有设备上退出。
/admin/staff/invitations                            本人，24小时内有效，只能用一次
/admin/staff/reset                                  的旧密码、恢复码和登录都已失效。
/admin/staff/role                                   角色已更改，从现在起按新的角色。|账号已停用，不能再登录。
/admin/stock/:sku                                   已入账。
/admin/stock/count                                  page: 盘点
/admin/stock/counts                                 已入账：盘了
/admin/transfers                                    这个流水号登记过了|已登记，超过限额，等另一位同事确认后入账。|已入账，还没有分配给订单。
/admin/transfers/:id/allocation                     已入账，订单已付清，可以备货。|已入账，订单还没有付齐|已转为待转账退款
/admin/transfers/:id/allocations/:allocation/taking-back 已从订单撤回
/admin/transfers/:id/confirmation                   已入账，订单已付清，可以备货。|已入账，还没有分配给订单。
/admin/transfers/:id/return                         已登记退回。|已换成优惠码
/admin/transfers/:id/aside                          已标为不是货款
/admin/transfers/:id/putting-back                   已放回待分配。
/admin/transfers/:id/voiding                        已作废，流水号可以重新登记。
/admin/transfers/statements                         page: 核对结果
/admin/transfers/statements/columns                 page: 核对结果
/admin/transfers/statements/lines                   已入账
/admin/visits/:id                                   参观已确认，认购人会看到答复。|参观已婉拒，认购人会看到答复。|参观已改期，认购人会收到通知。|参观已取消，认购人会收到通知。
`

const ROWS = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [, path = '', answer = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? []
    return { path, sentences: answer.replace(/^page: /, '').split('|') }
  })

test('every act of the back office answers with a sentence: none is missing, none is left over', () => {
  const acts = Object.keys(POLICIES).filter((key) => key.startsWith('POST /admin'))
  expect(acts.length).toBeGreaterThan(80)
  expect(ROWS.map(({ path }) => `POST ${path}`).sort()).toEqual(acts.sort())
})

test('every sentence stands in the back office', () => {
  const text = globSync('src/admin/**/*.{ts,tsx}')
    .map((file) => readFileSync(file, 'utf8').replace(/\s+/g, ' '))
    .join('\n')
  const missing = ROWS.flatMap(({ path, sentences }) =>
    sentences.filter((sentence) => !text.includes(sentence)).map((sentence) => `${path}: ${sentence}`),
  )
  expect(missing).toEqual([])
})

/** Addresses that a helper of their own makes, with what they say in them. */
const TOLD =
  /sayDone\(|\?(?:saved|sent|made|done)=|saved: |sent: |done: |made: |entered: |corrected: |published: |written: |stored: |tried: |ended: |counted: |undone: |undo\b|withDone\(/
/** Ways to a page that is no answer to an act: signing in, a search that found one order, a secret told once. */
const WAYS = [
  'adminPaths.signIn +',
  'safeNext(',
  'adminPaths.setUp(',
  'if (number &&',
  'if (found)',
  'adminPaths.staff, 303',
  'adminPaths.listingSheetAct(',
  'own(next,',
  'c.redirect(next, 303',
]

test('no act leads on without saying what it did', () => {
  const silent = globSync('src/admin/**/*.{ts,tsx}')
    .filter((file) => file !== 'src/admin/said.ts')
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/.*\bc\.redirect\(\s*[^;]*?\b303/g)]
        .map(([call]) => call.replace(/\s+/g, ' ').trim())
        .filter((call) => !TOLD.test(call) && !WAYS.some((way) => call.includes(way)))
        .map((call) => `${file}: ${call}`),
    )
  expect(silent).toEqual([])
})
