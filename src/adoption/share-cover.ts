import { coverKey, type ShareCover } from '../catalog/share-cover.ts'
import type { Garden } from './schema.ts'

type Covered = Pick<Garden, 'scene' | 'nameZh' | 'placeZh' | 'shareCover' | 'shareCoverOf'>

/** What a garden's own cover shows. */
export const gardenCover = ({
  scene,
  nameZh,
  placeZh,
}: Pick<Garden, 'scene' | 'nameZh' | 'placeZh'>): ShareCover => ({
  picture: scene,
  name: nameZh,
  place: placeZh,
})

/** Address of a garden's own cover; null when there is none, or it was drawn of something else. */
export const ownCoverOf = (garden: Covered): string | null =>
  garden.shareCover && garden.shareCoverOf === coverKey(gardenCover(garden)) ? garden.shareCover : null

const DRAWN = /^scene-(garden-[abc])$/

/** The campaign's square picture with that scene; undefined where none is drawn. */
export function sceneCoverOf(scene: string): string | undefined {
  const [, name] = DRAWN.exec(scene) ?? []
  return name && `/share-${name}.jpg`
}

/** The square picture a chat shows of a garden: its own, else its scene's; undefined, and the shop's is shown. */
export const gardenCoverOf = (garden: Covered): string | undefined =>
  ownCoverOf(garden) ?? sceneCoverOf(garden.scene)
