import type { PictureType } from '../kernel/pictures.ts'

const EXTENSIONS: Record<PictureType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
}

/** Where bytes lie: their SHA-256 in hex and what they are, so that an address never changes its content. */
export const mediaKey = (hash: string, type: PictureType): string => `${hash}.${EXTENSIONS[type]}`

/** The type a key names; null for anything that is not a key of ours (a path, a name, a hash too short). */
export function typeOfKey(key: string): PictureType | null {
  const [, extension] = /^[0-9a-f]{64}\.(jpg|png|webp)$/.exec(key) ?? []
  const found = Object.entries(EXTENSIONS).find(([, known]) => known === extension)
  return found ? (found[0] as PictureType) : null
}
