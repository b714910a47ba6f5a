import { PICTURE_WIDTHS } from '../kernel/pictures.ts'
import type { Box } from './crop-box.ts'

/** Longer side of what is sent, in px: sharp on every screen, a few hundred KB. */
const LONGEST_SIDE = 2000

export type Encoded = { whole: Blob; sizes: Blob[] }

/** The photo as it is to be seen, turned as its camera says; throws when the browser cannot read it. */
export async function decodePhoto(file: Blob): Promise<HTMLImageElement> {
  const photo = new Image()
  photo.src = URL.createObjectURL(file)
  try {
    await photo.decode()
    return photo
  } finally {
    URL.revokeObjectURL(photo.src)
  }
}

/** The cropped photo as JPEG and its narrower copies as WebP where the browser can; no metadata survives a canvas. */
export async function encodePhoto(photo: HTMLImageElement, box: Box): Promise<Encoded> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(box.width, box.height))
  const width = Math.max(1, Math.round(box.width * scale))
  const height = Math.max(1, Math.round(box.height * scale))
  const whole = await draw(photo, box, width, height, 'image/jpeg')
  const sizes: Blob[] = []
  // One after the other: a phone has little memory.
  for (const narrow of PICTURE_WIDTHS.filter((known) => known < width))
    sizes.push(await draw(photo, box, narrow, Math.round((height * narrow) / width), 'image/webp'))
  return { whole, sizes }
}

async function draw(photo: HTMLImageElement, box: Box, width: number, height: number, type: string) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')!
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(photo, box.left, box.top, box.width, box.height, 0, 0, width, height)
  const made = await blobOf(canvas, type)
  // Safari cannot write WebP and gives a large PNG instead.
  return made.type === type ? made : blobOf(canvas, 'image/jpeg')
}

const blobOf = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob>((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('canvas gave no picture'))), type, 0.84)
  })
