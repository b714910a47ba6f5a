const DRAWN = /^scene-(garden-[abc])$/

/** The square picture a chat shows of a garden, by its scene; undefined where none is drawn, and the shop's own is shown. */
export function gardenCoverOf(scene: string): string | undefined {
  const [, name] = DRAWN.exec(scene) ?? []
  return name && `/share-${name}.png`
}
