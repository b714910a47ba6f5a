import type { SceneName } from '../art/scenes/scenes.ts'
import type { Product } from './schema.ts'

/** Where each family but tea and boxes comes from. */
export const sceneOfFamily: Record<string, SceneName> = {
  chive: 'baiyan-chive',
  cili: 'cili-autumn',
  honey: 'bee-yard',
  noodle: 'noodle-yard',
}

const SCENE_OF_PLACE: Record<string, SceneName> = {
  chuandong: 'chuandong-spring',
  huachu: 'huachu-dusk',
  baiyan: 'baiyan-chive',
}

/** The scene of where a product comes from: the fields of its family, else its place; what comes from several has the first. */
export function sceneOf({
  family,
  originCode,
  originZh,
}: Pick<Product, 'family' | 'originCode' | 'originZh'>): SceneName {
  const place = originZh.includes('贡达') ? 'gongda-aerial' : SCENE_OF_PLACE[originCode]
  return sceneOfFamily[family] ?? place ?? 'chuandong-spring'
}
