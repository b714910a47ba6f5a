import { expect, test } from 'vitest'
import { CARRIERS, carrierFrom, carrierOf, chosenCarrier, parseCarrier } from '../../src/kernel/carriers.ts'

test('a sheet’s courier is known by its code, its name, what people leave out of it or add to it', () => {
  const names: Record<string, string[]> = {
    sf: ['顺丰', '顺丰快递', '顺丰速运', 'SF', 'sf', ' 顺丰 速运 ', '顺丰速运有限公司'],
    ems: ['邮政', '中国邮政', 'EMS', '邮政EMS', '邮政快递包裹', 'ems'],
    jd: ['京东', '京东物流', '京东快递'],
    zto: ['中通', '中通快递'],
    yto: ['圆通', '圆通速递', '圆通快递'],
    sto: ['申通', '申通快递'],
    yunda: ['韵达', '韵达速递', '韵达快递'],
    jt: ['极兔', '极兔速递', 'J&T', 'J&T Express'],
    deppon: ['德邦', '德邦快递', '德邦物流'],
    best: ['百世', '百世汇通'],
    ttk: ['天天', '天天快递'],
    kye: ['跨越', '跨越速运', '跨越物流'],
  }
  for (const [code, own] of Object.entries(names))
    expect(own.map((name) => [name, carrierFrom(name)])).toEqual(own.map((name) => [name, code]))
  for (const unknown of ['云雀快运', '', '快递', 'constructor'])
    expect([unknown, carrierFrom(unknown)]).toEqual([unknown, null])
})

test('no two couriers share a name', () => {
  for (const [code, { zh, also = [] }] of Object.entries(CARRIERS))
    for (const name of [zh, ...also]) expect([name, carrierFrom(name)]).toEqual([name, code])
})

test('a courier that is not in the list keeps its own name; a list’s name is never taken for another one', () => {
  expect(carrierFrom('其他：云雀快运')).toBe('other:云雀快运')
  expect(carrierFrom('其它（云雀快运）')).toBe('other:云雀快运')
  expect(carrierFrom('其他:圆通')).toBe('yto')
  expect(carrierFrom('其他')).toBe('other')
  expect(carrierOf('other:云雀快运')).toMatchObject({ zh: '云雀快运', en: '云雀快运', site: null })
  expect(carrierOf('gone')).toMatchObject({ zh: '其他' })
  expect([
    chosenCarrier('other', ' 云雀快运 '),
    chosenCarrier('sf', '云雀'),
    chosenCarrier('other', ''),
  ]).toEqual(['other:云雀快运', 'sf', 'other'])
  expect([parseCarrier('nobody'), parseCarrier(`other:${'长'.repeat(21)}`)]).toEqual([null, null])
})
