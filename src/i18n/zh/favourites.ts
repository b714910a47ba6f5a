/** Products to find again. */
export const favourites = {
  title: '我的收藏',
  keep: '收藏',
  kept: '已收藏',
  see: '看收藏',
  full: (most: number) => `收藏已满${most}件，请先移除几件`,
  added: '已加入购物车',
  dropped: (name: string) => `已移除：${name}`,
  putBack: '放回',
  drop: '移除',
  dropOf: (name: string) => `移除：${name}`,
  gone: '已下架',
  empty: '还没有收藏',
  emptyLine: '在商品页按“收藏”，下次在这里就能找到。',
  look: '去选购',
  inBrowser: '收藏只存在这台设备的浏览器里。',
  signIn: '登录后在每台设备都能看到',
}
