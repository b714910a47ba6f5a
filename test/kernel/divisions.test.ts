import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readDivisions } from '../../src/kernel/divisions/read.ts'
import {
  citiesOf,
  districtsOf,
  divisionsAsset,
  findDivision,
  provinceShortName,
  provinces,
} from '../../src/kernel/divisions.ts'

const cities = provinces().flatMap(({ code }) => citiesOf(code))
const districts = cities.flatMap(({ code }) => districtsOf(code))

describe('divisions', () => {
  it('cover every province and give each place one code of six digits', () => {
    expect(provinces()).toHaveLength(34)
    expect(districts.length).toBeGreaterThan(2900)
    for (const level of [provinces(), cities, districts]) {
      expect(new Set(level.map(({ code }) => code)).size).toBe(level.length)
      for (const { code, name } of level) {
        expect(code).toMatch(/^\d{6}$/)
        expect(name).toMatch(/^[\p{Script=Han}]{2,}$/u)
      }
    }
  })

  it('can be chosen to the end everywhere: no province without cities, no city without a district', () => {
    for (const { code } of provinces()) expect(citiesOf(code)).not.toHaveLength(0)
    for (const { code } of cities) expect(districtsOf(code)).not.toHaveLength(0)
    for (const { code } of districts) expect(findDivision(code)?.district.code).toBe(code)
  })

  it.each([
    ['440114', '广东省 广州市 花都区'],
    ['520422', '贵州省 安顺市 普定县'],
    ['520423', '贵州省 安顺市 镇宁布依族苗族自治县'],
    ['110105', '北京市 北京市 朝阳区'],
    ['500233', '重庆市 重庆市 忠县'],
    ['441900', '广东省 东莞市 东莞市'],
    ['442000', '广东省 中山市 中山市'],
    ['429004', '湖北省 仙桃市 仙桃市'],
    ['620201', '甘肃省 嘉峪关市 嘉峪关市'],
    ['810000', '香港特别行政区 香港特别行政区 香港特别行政区'],
  ])('%s is %s', (code, names) => {
    const place = findDivision(code)
    expect(`${place?.province.name} ${place?.city.name} ${place?.district.name}`).toBe(names)
  })

  it.each(['440000', '440100', '110100', '999999', '44011', '4401140', '', 'constructor', '４４０１１４'])(
    '%j is not a place a parcel can go to',
    (code) => expect(findDivision(code)).toBeNull(),
  )

  it('gives nothing below a code that does not exist', () => {
    expect(citiesOf('990000')).toEqual([])
    expect(districtsOf('')).toEqual([])
  })

  it('shortens provinces to the names that freight zones use', () => {
    expect(
      provinces()
        .map(({ name }) => provinceShortName(name))
        .join(' '),
    ).toBe(
      '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 ' +
        '重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门',
    )
    expect(provinceShortName('某地')).toBe('某地')
  })
})

describe('the divisions sent to the browser', () => {
  it('weigh at most 35 KB gzip', () =>
    expect(gzipSync(divisionsAsset()).length).toBeLessThanOrEqual(35 * 1024))

  it('say the same as those of the server', () => {
    const read = readDivisions(JSON.parse(divisionsAsset()))
    expect(read.flatMap((province) => province.cities.flatMap((city) => city.districts))).toEqual(districts)
  })
})
