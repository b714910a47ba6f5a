import { drawnPicture, inWeChat } from './drawn-picture.ts'

/** Turns a card's drawing into a bitmap: a press on it then keeps a picture that chats can show. */
export function enhance(page: Document): void {
  const section = page.querySelector<HTMLElement>('[data-poster]')
  if (section) void draw(section)
}

async function draw(section: HTMLElement): Promise<void> {
  try {
    const image = await bitmapIn(section)
    section.dataset.drawn = ''
    if (inWeChat()) tellHow(section)
    else offerDownload(section, image.src)
  } catch {
    section.querySelector<HTMLElement>('[role=alert]')!.hidden = false
  }
}

/** The picture of the section, a bitmap from here on; a drawing that stands in the page gives way to one. */
async function bitmapIn(section: HTMLElement): Promise<HTMLImageElement> {
  const drawing = section.querySelector<SVGElement>(':scope > svg')
  const image = section.querySelector('img') ?? new Image(1080, 1440)
  const address = drawing
    ? URL.createObjectURL(
        new Blob([new XMLSerializer().serializeToString(drawing)], { type: 'image/svg+xml' }),
      )
    : image.src
  const picture = await drawnPicture(address)
  if (drawing) URL.revokeObjectURL(address)
  image.src = URL.createObjectURL(picture)
  await image.decode()
  if (drawing) {
    image.alt = drawing.getAttribute('aria-label') ?? ''
    drawing.replaceWith(image)
  }
  return image
}

function tellHow(section: HTMLElement): void {
  const how = section.querySelector<HTMLElement>('[data-in-wechat]')!
  how.textContent = how.dataset.inWechat!
}

function offerDownload(section: HTMLElement, address: string): void {
  const link = section.querySelector<HTMLAnchorElement>('[data-download]')!
  link.href = address
  link.download = section.dataset.poster!
  link.hidden = false
}
