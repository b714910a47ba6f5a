/** What helps while searching, and what was looked at before. */
export const finding = {
  suggestions: '搜索建议',
  family: '品类',
  place: '产地',
  everything: (q: string) => `查看“${q}”的全部结果`,
  recent: '最近看过',
  forget: '清空记录',
}
