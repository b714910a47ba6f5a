/**
 * `short` is what people say: 广东 for 广东省, 镇宁 for 镇宁布依族苗族自治县. `former` is what was given up and lies here
 * now, with a `?` where it was divided: 闸北区 for 静安区.
 */
export type Division = { code: string; name: string; short: string; former?: string[] }
export type City = Division & { districts: Division[] }
export type Province = Division & { cities: City[] }
/**
 * All provinces, with what reading a pasted address takes besides: the traditional characters of places' names, each
 * with its simplified one behind it, and the usual surnames.
 */
export type Divisions = Province[] & { traditional: string; surnames: string }

const SUFFIX = /(?:特别行政区|地区|新区|林区|矿区|[省市区县盟旗])$/

/**
 * Unpacks the file: traditional characters, surnames, then a string for each province, `440000广东省|440100广州市,03荔湾区,05越秀区|…`. A district's two
 * digits follow its city's first four; a mark in a name ends its short form; former names follow it, each after a `~`;
 * a city alone is its own district.
 */
export const readDivisions = ([traditional = '', surnames = '', ...packed]: readonly string[]): Divisions =>
  Object.assign(packed.map(readProvince), { traditional, surnames })

export function readProvince(row: string): Province {
  const [province = '', ...cities] = row.split('|')
  return { ...readDivision(province), cities: cities.map(readCity) }
}

function readCity(row: string): City {
  const [head = '', ...rest] = row.split(',')
  const city = readDivision(head)
  const districts = rest.map((text) =>
    readDivision(/^\d{6}/.test(text) ? text : city.code.slice(0, 4) + text),
  )
  return { ...city, districts: districts.length ? districts : [city] }
}

export function readDivision(text: string): Division {
  const [own = '', ...former] = text.slice(6).split('~')
  const [marked, rest] = own.split('·')
  const name = marked + (rest ?? '')
  const stem = rest ? marked! : name.replace(SUFFIX, '')
  const division = { code: text.slice(0, 6), name, short: stem.length > 1 ? stem : name }
  return former.length ? { ...division, former } : division
}
