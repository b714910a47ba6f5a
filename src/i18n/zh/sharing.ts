const date = (on: string): string => on.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/** Cards to pass on: posters, gift cards, and the pages that show them. */
export const sharing = {
  open: '分享海报',
  title: (what: string): string => `分享海报：${what}`,
  back: (what: string): string => `返回${what}`,
  how: '长按图片保存，再发给朋友。',
  hold: '长按图片，选“保存图片”，再发给朋友。',
  download: '下载图片',
  failed: '图片没有生成，请截屏保存。',
  link: '链接',
  alt: (what: string): string => `${what}的分享海报`,
  scan: '扫码看商品',
  scanGarden: '扫码看茶园',
  scanCertificate: '扫码查验',
  asOf: (on: string): string => `价格以 ${date(on)} 为准`,
  sample: '示例数据',
  garden: '茶园',
  place: '地方',
  season: '季',
  sizes: '地块',
  number: '证书',
  seasonValue: (season: number): string => `${season} 年`,
  mu: (areas: string[]): string => `${areas.join('、')} 亩`,
  plotIn: (garden: string, plot: string): string => `${garden} ${plot}`,
  ofCounty: (place: string): string => `贵州普定，${place}`,
  comma: '，',
}
