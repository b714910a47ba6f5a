import type { FreightForm, ZoneForm } from '../../catalog/freight-form.ts'
import { type Difference, differencesOf } from '../meanwhile.tsx'

const WEEK = ['一', '二', '三', '四', '五', '六', '日']

/** Where two people's forms of one template differ, in words. */
export function freightDifferences(theirs: FreightForm, mine: FreightForm): Difference[] {
  const count = Math.max(theirs.zones.length, mine.zones.length)
  const [left, right] = [wordsOf(theirs), wordsOf(mine)]
  return differencesOf([
    ...Object.keys(left).map((label): [string, string, string] => [
      label,
      left[label] ?? '',
      right[label] ?? '',
    ]),
    ...Array.from({ length: count }, (_, at): [string, string, string] => [
      `分区${at + 1}`,
      zoneWords(theirs.zones[at]),
      zoneWords(mine.zones[at]),
    ]),
  ])
}

const wordsOf = (form: FreightForm): Record<string, string> => ({
  名称: form.nameZh,
  英文名称: form.nameEn,
  备货天数: `${form.leadFirst}–${form.leadLast}`,
  在途天数: form.transitFirst ? `${form.transitFirst}–${form.transitLast}` : '',
  截单时间: form.cutoff,
  发货日: form.shipDays.map((day) => `周${WEEK[Number(day) - 1]}`).join('、'),
  '节假日前一天、节假日送到': form.neverBeforeHoliday ? '不发' : '照发',
  满多少包邮: form.freeOver,
})

function zoneWords(zone: ZoneForm | undefined): string {
  if (!zone) return ''
  const free = { never: '不包邮', own: `满 ${zone.freeOver} 元包邮` }[zone.free] ?? '同总的包邮金额'
  const names = zone.provinces.toSorted().join('、')
  return `${names}；首重 ${zone.firstKg} kg ${zone.firstFee} 元，续重每 ${zone.stepKg} kg ${zone.stepFee} 元；${free}`
}
