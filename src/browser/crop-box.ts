/** Sizes and places in px of the photo. */
export type Photo = { width: number; height: number }
export type Box = { left: number; top: number; width: number; height: number }

/** Smaller than an eighth of what would fit, hardly anything is left to see. */
const LEAST = 1 / 8

const between = (least: number, value: number, most: number) => Math.min(Math.max(value, least), most)

/** The largest box of a shape (width ÷ height), in the middle of the photo. */
export function largestBox(photo: Photo, shape: number): Box {
  const width = Math.min(photo.width, photo.height * shape)
  const height = width / shape
  return { left: (photo.width - width) / 2, top: (photo.height - height) / 2, width, height }
}

/** The box elsewhere, stopped at the edges. */
export function moveBox(box: Box, dx: number, dy: number, photo: Photo): Box {
  const left = between(0, box.left + dx, photo.width - box.width)
  const top = between(0, box.top + dy, photo.height - box.height)
  return { ...box, left, top }
}

/** The box larger or smaller round its middle, in its shape. */
export function scaleBox(box: Box, factor: number, photo: Photo): Box {
  const shape = box.width / box.height
  const most = largestBox(photo, shape).width
  const width = between(most * LEAST, box.width * factor, most)
  const height = width / shape
  const middle = { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2 }
  return moveBox({ ...middle, width, height }, 0, 0, photo)
}

/** The box with its lower right corner elsewhere: the upper left stays, and so does the shape. */
export function stretchBox(box: Box, dx: number, photo: Photo): Box {
  const shape = box.width / box.height
  const room = Math.min(photo.width - box.left, (photo.height - box.top) * shape)
  const least = Math.min(room, largestBox(photo, shape).width * LEAST)
  const width = between(least, box.width + dx, room)
  return { ...box, width, height: width / shape }
}
