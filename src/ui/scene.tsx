import type { SceneName } from '../art/scenes/scenes.ts'
import type { Texts } from '../i18n/texts.ts'
import { Picture } from './picture.tsx'

type SceneProps = {
  name: SceneName
  /** Says what is seen; without them the scene is an ornament beside words that say it. */
  t?: Texts['scenes']
  class?: string
  /** The largest picture of the first screen. */
  first?: boolean
}

/** A scene in a box that keeps its place: an uploaded picture in the same class fills the same box. */
export const Scene = ({ name, t, first, class: box }: SceneProps) =>
  Picture({
    name: `scene-${name}`,
    alt: t?.[name] ?? '',
    width: 1200,
    height: 900,
    class: ['scene-box', `scene-box--${name}`, box].filter(Boolean).join(' '),
    first,
  })
