import { ICON_NAMES } from '../../art/icons.ts'
import { assets } from '../../ui/assets.generated.ts'
import { Icon } from '../../ui/icon.tsx'
import { Picture } from '../../ui/picture.tsx'
import { SquareMark } from '../../ui/square-mark.tsx'
import type { Part } from './part.ts'

/** Each drawing of a kind once, whatever else it is called by. */
function namesOf(kind: string): string[] {
  const drawn = new Map<string, string>()
  for (const [name, address] of Object.entries(assets.pictures))
    if (name.startsWith(kind) && !drawn.has(address)) drawn.set(address, name)
  return [...drawn.values()]
}

const Sheet = ({ names, width, height }: { names: string[]; width: number; height: number }) => (
  <p class="component-row">
    {names.map((name) => (
      <Picture name={name} alt={name} width={width} height={height} small />
    ))}
  </p>
)

/** The drawings, small: their own tests look closely, this tells that one has changed or is gone. */
export const artParts = (): Part[] => [
  {
    id: 'scenes',
    zh: '场景',
    en: 'Scenes',
    body: <Sheet names={namesOf('scene-')} width={96} height={72} />,
  },
  { id: 'packs', zh: '包装', en: 'Packs', body: <Sheet names={namesOf('pack-')} width={72} height={72} /> },
  {
    id: 'cups',
    zh: '茶汤与干茶',
    en: 'Cups and leaves',
    body: <Sheet names={[...namesOf('cup-'), ...namesOf('leaf-')]} width={72} height={72} />,
  },
  {
    id: 'icons',
    zh: '图标与印记',
    en: 'Icons and marks',
    body: (
      <p class="component-row">
        {ICON_NAMES.map((name) => Icon({ name }))}
        {SquareMark({ colour: '#1F5B42', width: 48, height: 48 })}
      </p>
    ),
  },
]
