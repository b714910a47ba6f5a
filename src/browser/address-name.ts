const TITLE = /(?:先生|女士|小姐|太太|老师|经理|阿姨|师傅|同学|医生|主任|大[姐哥叔]|总)$/
const DOT = '[·•・‧∙●]'
const CHINESE = new RegExp(`^\\p{Script=Han}{1,6}$|^\\p{Script=Han}+${DOT}[\\p{Script=Han}·•・‧∙●]+$`, 'u')
const LATIN = /^\p{Script=Latin}{2,}(?:[\uE002.'-][\p{Script=Latin}.]+)*$/u
const PLACE = /(?:[路街道镇乡村组号栋楼室县区省市州园苑厦店厂场院校弄巷幢]|公司|学校|大学|中心|广场|超市)$/
/** Words that are neither a name nor part of a street. */
export const NOISE =
  /^(?:\d{6}|谢谢.*|默认|家|公司|学校|[您你]好|(?:麻烦|请|不要|别|勿|务必|送货|工作日|周[一二三四五六日末]|[上下]午).*|寄[到往]|.*快递柜|到付|中国|\(?收\)?|.*\*.*)$/
const LABEL = /^[转省市区县]$|电话|手机|地址|姓名|快递|送货|配送|备注/

type Marks = { name: string; phone: string; surnames: string; isAfterRegion: (at: number) => boolean }
export type FoundName = { name: string; at: number; sure: boolean }

/** The token that most looks like a person: labelled, or by surname, title and nearness to the phone. */
export function nameAmong(tokens: string[], marks: Marks): FoundName | null {
  const labelled = tokens.findIndex((token) => token.startsWith(marks.name))
  if (labelled >= 0) {
    const at = tokens[labelled] === marks.name ? labelled + 1 : labelled
    const name = bare((tokens[at] ?? '').replace(marks.name, ''))
    if (name && name !== marks.phone && !/[\d*]/.test(name))
      return { name, at, sure: isName(name) && !(PLACE.test(name) && name.length > 3) }
  }
  const edges = tokens.flatMap((token, at) => (token === marks.phone ? [] : at))
  const rated = tokens.flatMap((token, at) => {
    const name = bare(token)
    if (!isName(name)) return []
    const nearPhone = tokens[at - 1] === marks.phone || tokens[at + 1] === marks.phone
    if (name.length === 1 && !nearPhone) return []
    const atEdge = at === edges[0] || at === edges[edges.length - 1]
    const known = marks.surnames.includes(name[0]!) || LATIN.test(name) || new RegExp(DOT).test(name)
    let score = (nearPhone ? 3 : 0) + (atEdge ? 2 : 0) + (name === token ? 0 : 4)
    score += TITLE.test(name) ? 6 : known ? 3 : 0
    score += name.length < 4 ? 2 : name.length > 4 && /^\p{Script=Han}+$/u.test(name) ? -1 : 0
    if (PLACE.test(name)) score -= 6
    if (marks.isAfterRegion(at) && !nearPhone && !atEdge) score -= 3
    return [{ name, at, score, known: known || TITLE.test(name) }]
  })
  rated.sort((a, b) => b.score - a.score)
  const [best, next] = rated
  if (!best || best.score <= 3) return null
  const rivalled = next !== undefined && next.score >= best.score - 1
  return { ...best, sure: best.score > 5 && best.known && best.name.length > 1 && !rivalled }
}

const isName = (name: string): boolean =>
  (CHINESE.test(name) || LATIN.test(name)) && !NOISE.test(name) && !LABEL.test(name)

/** A name written right behind the house number: 中山路168号王小二. Always a guess. */
export function gluedName(parts: string[], surnames: string): { name: string; parts: string[] } | null {
  const last = parts[parts.length - 1] ?? ''
  const [, street, name] = /^(.*[\d号室楼栋层座房元])(\p{Script=Han}{2,4})$/u.exec(last) ?? []
  if (!street || !name || !surnames.includes(name[0]!) || PLACE.test(name)) return null
  return { name, parts: [...parts.slice(0, -1), street] }
}

const bare = (token: string): string =>
  token.replace(/^(?:寄给|收件人?|to)/i, '').replace(/(?:\(收\)|收)$/, '')
