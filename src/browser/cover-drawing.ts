/** Side of the cover in px: sharp in a chat on any phone. */
const SIDE = 800
const PICTURE_HEIGHT = 560
const MARGIN = 48
const [PAPER, INK, QUIET, TEA] = ['#FAF8F3', '#10201A', '#5A665F', '#1F5B42']

export type CoverWords = { name: string; place: string; shop: string }

/** A square cover: the picture above, name, place and shop below; throws when the browser gives no picture. */
export async function drawCover(picture: HTMLImageElement, words: CoverWords, serif: string): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width: SIDE, height: SIDE })
  const pen = canvas.getContext('2d')!
  pen.fillStyle = PAPER
  pen.fillRect(0, 0, SIDE, SIDE)
  fillAbove(pen, picture)
  pen.fillStyle = PAPER
  pen.fillRect(0, PICTURE_HEIGHT, SIDE, SIDE - PICTURE_HEIGHT)
  pen.fillStyle = TEA
  pen.fillRect(0, PICTURE_HEIGHT, SIDE, 8)
  writeBelow(pen, words, serif)
  return blobOf(canvas)
}

/** The picture over the whole upper part, cut where it is too wide or high; what hangs over is painted over. */
function fillAbove(pen: CanvasRenderingContext2D, picture: HTMLImageElement): void {
  // A drawing without a size of its own is square, and scales only as a whole.
  const [width, height] = [picture.naturalWidth || SIDE, picture.naturalHeight || SIDE]
  const scale = Math.max(SIDE / width, PICTURE_HEIGHT / height)
  const [wide, high] = [width * scale, height * scale]
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, (SIDE - wide) / 2, (PICTURE_HEIGHT - high) / 2, wide, high)
}

function writeBelow(pen: CanvasRenderingContext2D, { name, place, shop }: CoverWords, serif: string): void {
  const lines = nameLines(pen, name, serif)
  const [first, step] = lines.length > 1 ? [76, 56] : [98, 0]
  pen.fillStyle = INK
  for (const [at, line] of lines.entries()) pen.fillText(line, MARGIN, PICTURE_HEIGHT + first + at * step)
  pen.fillStyle = QUIET
  pen.font = '30px sans-serif'
  const shopWidth = pen.measureText(shop).width
  const [shown = ''] = broken(pen, place, 1, SIDE - 3 * MARGIN - shopWidth)
  pen.fillText(shown, MARGIN, SIDE - 44)
  pen.fillText(shop, SIDE - MARGIN - shopWidth, SIDE - 44)
}

/** The name in one large line, or two smaller ones. */
function nameLines(pen: CanvasRenderingContext2D, name: string, serif: string): string[] {
  pen.font = `700 64px ${serif}`
  if (pen.measureText(name).width <= SIDE - 2 * MARGIN) return [name]
  pen.font = `700 50px ${serif}`
  return broken(pen, name, 2, SIDE - 2 * MARGIN)
}

/** A text in at most so many lines; what does not fit ends in an ellipsis. */
function broken(pen: CanvasRenderingContext2D, text: string, most: number, width: number): string[] {
  const lines = ['']
  for (const letter of text) {
    const longer = lines.at(-1)! + letter
    if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer
    else if (lines.length < most) lines.push(letter.trim())
    else {
      lines[lines.length - 1] = `${lines.at(-1)!.slice(0, -1)}…`
      break
    }
  }
  return lines
}

const blobOf = (canvas: HTMLCanvasElement) =>
  new Promise<Blob>((done, failed) => {
    canvas.toBlob(
      (blob) => (blob ? done(blob) : failed(new Error('canvas gave no cover'))),
      'image/jpeg',
      0.88,
    )
  })
