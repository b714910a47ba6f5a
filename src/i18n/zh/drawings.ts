/** Words of the adoption drawings: plan, legend, strips, certificate. */
export const drawings = {
  plan: {
    mark: { short: '示意图 · 格子大小表示亩数', more: '，位置不代表实地' },
    title: (garden: string) => `${garden}地块示意图`,
    states: { available: '可认购', held: '保留中', adopted: '已认购', mine: '我的' },
    /** Of a plot nobody has while none is sold. */
    unsold: '未认购',
    area: (cmu: number): string => `${cmu / 100}亩`,
    chosen: '已选中',
    /** What a plot of the plan is called, for who does not see it. */
    name: (parts: string[]) => parts.join('，'),
    zoom: { closer: '放大示意图', wider: '缩小示意图' },
  },
  season: { label: '本季进度', done: '已完成', now: '正在进行', next: '未开始' },
  certificate: {
    title: '认购证书',
    campaign: '我在贵州有个园',
    slogan: '认购一亩茶、带动一人就业',
    number: '编号',
    /** Names in braces are set in their own type. */
    sentence:
      '兹证明 {holder} 认购普定县{place}{garden} {plot} 号地块 {area}，享有地块按面积应得的 {season} 季茶叶产品与服务。',
    /** Letters of holder, place and garden from which the sentence is set smaller. */
    longFrom: 18,
    grams: '约定茶叶',
    guests: '到园',
    guestsValue: (count: number): string => `${count}人，可预约`,
    board: '园中名牌',
    offer: '方案',
    offerValue: (season: number, version: number): string => `${season}季 第${version}版，以下单时的版本为准`,
    hash: '方案校验值',
    issuedOn: '颁发日期',
    date: (on: string): string => on.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'),
    operator: '茶园经营方（待补充）',
    scan: '扫码查验',
    planNote: (plot: string): string => `示意图 · ★ 为 ${plot}`,
    boundary: '认购的是茶叶产品与服务，不涉及土地权属。',
    sample: '示例证书 · 示例数据',
    place: '茶园',
    plot: '地块',
    season: '季',
    seasonValue: (season: number): string => `${season}季`,
    holder: '持有人',
    states: {
      valid: { name: '有效', text: '本证书由本店颁发，现在有效。' },
      transferred: { name: '已转赠', text: '该地块已转赠他人，并另发新证书；本证书不再有效。' },
      refunded: { name: '已退款', text: '这笔认购已退款，这张证书不再有效。' },
      concluded: { name: '已结束', text: '本季已结束。证书可留作纪念，不再享有新的权益。' },
    },
    verified: '查验结果',
    details: '证书内容',
    print: '打印：在电脑浏览器按 Ctrl+P，纸张选 A4 横向。',
    picture: {
      save: '保存图片',
      busy: '正在生成图片…',
      how: '图片已生成：长按图片，或点下面的按钮保存。',
      hold: '图片已生成：长按图片，选“保存图片”。',
      download: '下载图片',
      alt: (plot: string): string => `${plot} 认购证书图片`,
      failed: '图片没有生成，请截屏保存上面的证书。',
    },
  },
}
