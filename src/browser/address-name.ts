const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜' +
  '范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛' +
  '伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘' +
  '景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏' +
  '栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺诸'
const TITLE = /(?:先生|女士|小姐|太太|老师|经理|阿姨|师傅|同学|医生|主任)$/
const CHINESE = /^\p{Script=Han}{2,6}$|^\p{Script=Han}+·[\p{Script=Han}·]+$/u
const LATIN = /^[A-Za-z]{2,}(?:[\uE002.'-][A-Za-z.]+)*$/
const PLACE = /[路街道镇乡村组号栋楼室县区省市州园苑厦店厂场院校]$/
const GREETING = /^(?:谢谢.*|默认|公司|学校|[您你]好|麻烦.*|请?寄[到往]|中国|收货信息)$/

type Marks = { name: string; phone: string; isAfterRegion: (at: number) => boolean }
export type FoundName = { name: string; at: number; sure: boolean }

/** The token that most looks like a person: labelled, or by surname, title and nearness to the phone. */
export function nameAmong(tokens: string[], marks: Marks): FoundName | null {
  const labelled = tokens.findIndex((token) => token.startsWith(marks.name))
  if (labelled >= 0) {
    const at = tokens[labelled] === marks.name ? labelled + 1 : labelled
    const name = bare((tokens[at] ?? '').replace(marks.name, ''))
    if (name && name !== marks.phone && !/[\d*]/.test(name)) return { name, at, sure: true }
  }
  let best = { name: '', at: -1, score: 3 }
  tokens.forEach((token, at) => {
    const name = bare(token)
    if (!(CHINESE.test(name) || LATIN.test(name)) || GREETING.test(name)) return
    const nearPhone = tokens[at - 1] === marks.phone || tokens[at + 1] === marks.phone
    const atEdge = at === 0 || at === tokens.length - 1
    let score = (nearPhone ? 3 : 0) + (atEdge ? 1 : 0) + (name === token ? 0 : 4)
    score += TITLE.test(name)
      ? 6
      : SURNAMES.includes(name[0]!) || LATIN.test(name) || name.includes('·')
        ? 3
        : 0
    score += name.length < 4 ? 2 : name.length > 4 && /^\p{Script=Han}+$/u.test(name) ? -1 : 0
    if (PLACE.test(name)) score -= 6
    if (marks.isAfterRegion(at) && !nearPhone && !atEdge) score -= 3
    if (score > best.score) best = { name, at, score }
  })
  return best.at < 0 ? null : { name: best.name, at: best.at, sure: best.score > 5 }
}

/** A name written right behind the house number: 中山路168号王小二. Always a guess. */
export function gluedName(parts: string[]): { name: string; parts: string[] } | null {
  const last = parts[parts.length - 1] ?? ''
  const [, street, name] = /^(.*[\d号室楼栋层座房元])(\p{Script=Han}{2,4})$/u.exec(last) ?? []
  if (!street || !name || !SURNAMES.includes(name[0]!) || PLACE.test(name)) return null
  return { name, parts: [...parts.slice(0, -1), street] }
}

const bare = (token: string): string =>
  token.replace(/^(?:寄给|收件人?|to)/i, '').replace(/(?:\(收\)|收)$/, '')
