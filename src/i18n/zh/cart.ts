/** A line and the others that draw on one SKU with it, each by its name. */
export type SharedWords = {
  title: string
  others: string
  part: string
  /** Pieces of the part, and of the lines together; null where one takes more of it than another. */
  available: number
  together: number | null
}

export const cart = {
  title: '购物车',
  continueShopping: '继续选购',
  empty: '篮子还是空的',
  emptyLine: '去看看当季的。',
  emptyUntil: (name: string, until: string) => `${name}${until}。`,
  starters: '不知道买什么，从这里开始',
  browse: '去选购',
  seeTea: '看看茶',
  seeGifts: '看看礼盒',
  freight: '运费',
  freeFreight: '免运费',
  more: (yuan: string) => `再买 ¥${yuan} 免运费`,
  addOne: '去凑单',
  leaves: (on: string) => `预计${on}前发货`,
  leavesOn: (on: string) => `预计${on}发货`,
  shipDays: (first: string, last: string) => `${first}至${last}发货`,
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  date: (month: number, day: number) => `${month}月${day}日`,
  quantity: '数量',
  quantityOf: (title: string) => `${title} 的数量`,
  less: (title: string) => `${title} 减少1件`,
  plus: (title: string) => `${title} 增加1件`,
  update: '更新',
  remove: '移除',
  notAllBack: (most: number) => `购物车最多${most}种商品，有几种没有放回来。`,
  aside: '先放一边',
  asideOf: (title: string) => `把“${title}”先放一边`,
  asideTitle: '先放一边的商品',
  back: '放回购物车',
  backTitle: (title: string) => `把“${title}”放回购物车`,
  removeTitle: (title: string) => `移除 ${title}`,
  removed: (title: string) => `已移除“${title}”`,
  undo: '撤销',
  total: '合计',
  destination: '送达地',
  setDestination: '更改',
  goods: (pieces: number) => `商品${pieces}件`,
  freightOf: (template: string) => `${template}运费`,
  payable: '应付',
  was: '平时价',
  useCode: '使用优惠码',
  toCheckout: '去结算',
  askQuotation: '单位采购？按这些商品询价',
  noPersonalData: '选好省份就能看到总价，不用先填个人信息。',
  fixFirst: '请先处理上面标出的商品，或者把它先放一边，再去结算。',
  perishable: '鲜活易腐，不支持七天无理由退货；送达后24小时内可凭照片申请售后',
  priceChanged: (title: string, before: string, now: string) => `“${title}”价格由 ¥${before} 变为 ¥${now}`,
  stockReduced: (title: string, left: number) => `“${title}”只剩${left}件，已为您改为${left}件`,
  soldOut: (title: string) => `“${title}”正在补货，请移除后再结算`,
  sharedStock: ({ title, others, part, available, together }: SharedWords) =>
    together === available
      ? `“${title}”与${others}共用“${part}”，合起来最多${together}件`
      : `“${title}”与${others}共用“${part}”，它一共只有${available}件${together === null ? '' : `，合起来最多买${together}件`}`,
  sharedReduced: (left: number) => `；已为您改为${left}件`,
  sharedNone: '，已经用完；请减少其他几种，或移除它',
  notSold: (name: string) => `“${name}”已下架，请移除`,
  outOfSeason: (title: string, month: number | null) =>
    month ? `“${title}”预计${month}月上市，请移除后再结算` : `“${title}”暂未上市，请移除后再结算`,
  dispatchPaused: (title: string) => `“${title}”近期暂停发货，恢复日期未定，请先移除`,
  sampleOnly: (title: string) => `“${title}”是示例商品，不能购买，请移除`,
  byQuotation: (title: string) => `“${title}”按报价购买。请点“按这些商品询价”，或移除后再结算`,
  undeliverable: (title: string, province: string) => `“${title}”暂不能送到“${province}”，请移除或更换送达地`,
  badQuantity: (limit: number) => `数量请填1到${limit}之间的整数，购物车没有改动`,
  tooMany: (limit: number) => `每种商品一次最多买${limit}件，购物车没有改动`,
  tooManyLines: (limit: number) => `购物车最多放${limit}种商品，请先移除几种`,
  unknownSku: '没有找到这件商品，购物车没有改动',
  badRegion: '请从列表中选择要送到的省份',
}
