/** One space within Latin words. */
export const SPACE = '\uE002'

const PLACE =
  /[路街道镇乡村组号栋楼室厦园区寨屯座店城院苑府庭湾幢层巷弄庄桥广场中心大学花小社单元房]|^[A-Za-z]?\d[\d-]*$/
const GOODS = /\d(?:\.\d+)? *(?:盒|件|斤|个|箱|份|袋|包|瓶|罐|只|kg|g|点)/i
const ODD = /电话|手机|地址|收[货件]|订单|备注|姓名|身份证|快递|[*?:=\uE000\uE001]|\d{7}|[转收]$/

export const withSpaces = (text: string): string => text.split(SPACE).join(' ')

/** Chinese needs no space between parts; words and numbers in Latin letters do, and addresses in English a comma. */
export function joinStreet(parts: string[]): string {
  const latin = (part: string) => /[A-Za-z]{3}/.test(part) && !/\p{Script=Han}/u.test(part)
  let street = ''
  parts.forEach((part, at) => {
    const comma = at > 0 && latin(part) && latin(parts[at - 1]!)
    const apart = /^[A-Za-z]{2}/.test(part) || (/\w$/.test(street) && /^\w/.test(part))
    street += comma ? `, ${part}` : street && apart ? ` ${part}` : part
  })
  return withSpaces(street).trim()
}

/** Whether it reads as a street with its house, and nothing in it as something else. */
export const looksWhole = (street: string, parts: string[]): boolean =>
  street.length >= 4 &&
  /[\d村组寨屯社]/.test(street) &&
  !ODD.test(street) &&
  !/^\p{Script=Han}{0,3}[^小园社校厂\s\w][区县市](?![路街道场政民])/u.test(street) &&
  !GOODS.test(street) &&
  parts.every((part, at) => at === 0 || PLACE.test(part) || /[A-Za-z]{3}/.test(part))
