import { expect, test } from 'vitest'
import { sceneOf } from '../../src/catalog/scene-of.ts'

test.each([
  ['tea', 'chuandong', '穿洞街道', 'chuandong-spring'],
  ['tea', 'huachu', '化处镇', 'huachu-dusk'],
  ['tea', 'chuandong', '穿洞街道贡达村', 'gongda-aerial'],
  ['tea', 'puding', '普定县', 'chuandong-spring'],
  ['chive', 'huachu', '化处镇', 'baiyan-chive'],
  ['honey', 'puding', '普定县', 'bee-yard'],
  ['new', 'puding', '普定县', 'chuandong-spring'],
])('%s of %s, %s, shows %s', (family, originCode, originZh, scene) => {
  expect(sceneOf({ family, originCode, originZh })).toBe(scene)
})
