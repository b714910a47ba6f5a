import { drawnPicture, inWeChat } from './drawn-picture.ts'

/** Turns a poster's drawing into a bitmap: a press on it then keeps a picture that chats can show. */
export function enhance(page: Document): void {
  const section = page.querySelector<HTMLElement>('[data-poster]')
  const image = section?.querySelector('img')
  if (section && image) void draw(section, image)
}

async function draw(section: HTMLElement, image: HTMLImageElement): Promise<void> {
  try {
    image.src = URL.createObjectURL(await drawnPicture(image.src))
    await image.decode()
  } catch {
    section.querySelector<HTMLElement>('[role=alert]')!.hidden = false
    return
  }
  section.dataset.drawn = ''
  if (inWeChat()) {
    const how = section.querySelector<HTMLElement>('[data-in-wechat]')!
    how.textContent = how.dataset.inWechat!
    return
  }
  const link = section.querySelector<HTMLAnchorElement>('[data-download]')!
  link.href = image.src
  link.download = section.dataset.poster!
  link.hidden = false
}
