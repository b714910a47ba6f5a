/** Side of the cover in px: sharp in a chat on any phone. */
const SIDE = 800
const PICTURE_HEIGHT = 540
const MARGIN = 48
const [PAPER, INK, QUIET, TEA] = ['#FAF8F3', '#10201A', '#5A665F', '#1F5B42']

export type CoverWords = { name: string; place: string; shop: string }

/** A square cover: the picture above, name, place and shop below; throws when the browser gives no picture. */
export async function drawCover(picture: HTMLImageElement, words: CoverWords, serif: string): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width: SIDE, height: SIDE })
  const pen = canvas.getContext('2d')!
  pen.fillStyle = PAPER
  pen.fillRect(0, 0, SIDE, SIDE)
  fillWith(pen, picture)
  pen.fillStyle = TEA
  pen.fillRect(0, PICTURE_HEIGHT, SIDE, 8)
  pen.textBaseline = 'alphabetic'
  const lines = nameLines(pen, words.name, serif)
  pen.fillStyle = INK
  const step = lines.length > 1 ? 62 : 0
  for (const [at, line] of lines.entries())
    pen.fillText(line, MARGIN, PICTURE_HEIGHT + (lines.length > 1 ? 74 : 104) + at * step)
  pen.fillStyle = QUIET
  pen.font = '30px sans-serif'
  const [first = ''] = broken(pen, [words.place, words.shop].filter(Boolean).join(' · '), 1)
  pen.fillText(first, MARGIN, SIDE - 44)
  return blobOf(canvas)
}

/** The picture over the whole upper part, cut where it is too wide or high. A drawing may have no size of its own. */
function fillWith(pen: CanvasRenderingContext2D, picture: HTMLImageElement): void {
  const [width, height] = [picture.naturalWidth || SIDE, picture.naturalHeight || SIDE]
  const scale = Math.max(SIDE / width, PICTURE_HEIGHT / height)
  const [wide, high] = [SIDE / scale, PICTURE_HEIGHT / scale]
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high, 0, 0, SIDE, PICTURE_HEIGHT)
}

/** The name in one large line, or two smaller ones. */
function nameLines(pen: CanvasRenderingContext2D, name: string, serif: string): string[] {
  pen.font = `700 64px ${serif}`
  if (pen.measureText(name).width <= SIDE - 2 * MARGIN) return [name]
  pen.font = `700 50px ${serif}`
  return broken(pen, name, 2)
}

/** A text in at most so many lines; what does not fit ends in an ellipsis. */
function broken(pen: CanvasRenderingContext2D, text: string, most: number): string[] {
  const lines = ['']
  for (const letter of text) {
    const longer = lines.at(-1)! + letter
    if (pen.measureText(longer).width <= SIDE - 2 * MARGIN) lines[lines.length - 1] = longer
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
