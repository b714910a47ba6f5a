const WORDS: [pattern: RegExp, words: string][] = [
  [/^TimedOut/, '没有及时答复'],
  [/^NotYet/, '对方还没有给出结果'],
  [/constraint failed/, '和数据库里已有的记录冲突'],
  [/D1 DB|Network connection|overloaded|storage/, '数据库当时连不上'],
  [/: 5\d\d$/, '对方系统出错'],
  [/: 4\d\d$/, '对方不接受这个请求'],
]

/** Why something failed, for people who do not write programs; the record stands behind it for those who do. */
export function failureWords(note: string): string {
  const words = WORDS.find(([pattern]) => pattern.test(note))?.[1] ?? '程序出错'
  return `${words}（${note}）`
}
