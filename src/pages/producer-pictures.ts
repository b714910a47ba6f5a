import { sceneOfFamily } from '../catalog/scene-of.ts'
import { hasPicture } from '../ui/picture.tsx'

/**
 * What stands beside each producer of a list, by the family it sells first: the scene of its work, and where that stands
 * already, what it grows. No scene comes twice; null where there is nothing to show.
 */
export function pictured(families: string[]): (string | null)[] {
  const used = new Set<string>()
  return families.map((family) => {
    const scene = family === 'tea' ? 'scene-tea-workshop' : `scene-${sceneOfFamily[family]}`
    if (hasPicture(scene) && !used.has(scene)) {
      used.add(scene)
      return scene
    }
    const own = family === 'gift' ? 'closed-gift-puding-four' : `produce-${family}`
    return hasPicture(own) ? own : null
  })
}
