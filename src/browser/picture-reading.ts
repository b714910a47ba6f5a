import { PICTURE_TYPES, type PictureFault, sniffPicture } from '../kernel/pictures.ts'
import { decodePhoto } from './picture-encoding.ts'

/** The photo, or why it is none; a format only this browser reads is welcome, since it is drawn anew. */
export async function readPhoto(file: Blob): Promise<HTMLImageElement | PictureFault> {
  const sniffed = sniffPicture(new Uint8Array(await file.slice(0, 1024).arrayBuffer()))
  const sound = PICTURE_TYPES.some((type) => type === sniffed)
  if (!sound && sniffed !== 'heic') return sniffed as PictureFault
  return decodePhoto(file).catch(() => (sound ? 'broken' : 'heic') as PictureFault)
}

/** A key by which a repeated sending is known. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
