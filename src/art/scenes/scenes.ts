import { baiyanChive } from './baiyan-chive.ts'
import { beeYard } from './bee-yard.ts'
import { chuandongSpring } from './chuandong-spring.ts'
import { ciliAutumn } from './cili-autumn.ts'
import { gardenCup } from './garden-cup.ts'
import { gongdaAerial } from './gongda-aerial.ts'
import { guangzhouShowroom } from './guangzhou-showroom.ts'
import { huachuDusk } from './huachu-dusk.ts'
import { mountainRoad } from './mountain-road.ts'
import { nameBoard } from './name-board.ts'
import { noodleYard } from './noodle-yard.ts'
import { springBud } from './spring-bud.ts'
import { teaWorkshop } from './tea-workshop.ts'
import { winterPrune } from './winter-prune.ts'

/** Places and seasons of the shop, 4:3; each tells one thing and stands on a page once. */
export const SCENES = {
  'chuandong-spring': chuandongSpring,
  'huachu-dusk': huachuDusk,
  'baiyan-chive': baiyanChive,
  'cili-autumn': ciliAutumn,
  'bee-yard': beeYard,
  'noodle-yard': noodleYard,
  'tea-workshop': teaWorkshop,
  'winter-prune': winterPrune,
  'mountain-road': mountainRoad,
  'guangzhou-showroom': guangzhouShowroom,
  'gongda-aerial': gongdaAerial,
  'spring-bud': springBud,
  'name-board': nameBoard,
  'garden-cup': gardenCup,
} satisfies Record<string, () => string>

export type SceneName = keyof typeof SCENES
