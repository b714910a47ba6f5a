import { drawCover } from './cover-drawing.ts'
import { sendPicture } from './picture-sending.ts'

const SHOP = '普定 · 消费帮扶商店'

/** Draws and stores a product's share cover when it has none of what is published now, or when asked to. */
export function keepShareCover(page: Document): void {
  const section = page.querySelector<HTMLElement>('[data-share-cover]')
  const button = section?.querySelector<HTMLButtonElement>('[data-cover-draw]')
  if (!section || !button) return
  const draw = async () => {
    button.disabled = true
    await drawAndSend(section).catch(() => say(section, '封面没有画成，请点“重新画”再试一次。'))
    button.disabled = false
  }
  button.hidden = false
  button.addEventListener('click', () => void draw())
  if (section.dataset.stale !== undefined) void draw()
}

async function drawAndSend(section: HTMLElement): Promise<void> {
  const { shareCover: url = '', of = '', picture: address = '', name = '', place = '' } = section.dataset
  say(section, '正在画封面…')
  const picture = new Image()
  picture.src = address
  await picture.decode()
  const serif = getComputedStyle(section.querySelector('h2')!).fontFamily
  const form = new FormData()
  form.set('of', of)
  form.set('pictureKey', crypto.randomUUID())
  form.set('picture', await drawCover(picture, { name, place, shop: SHOP }, serif), 'cover.jpg')
  const outcome = await sendPicture(url, form, {
    progress: () => {},
    waiting: (seconds) => say(section, `网络断了，${seconds} 秒后再传封面。`),
  })
  if (outcome.kind !== 'kept') return say(section, WRONG[outcome.kind](outcome as { message?: string }))
  const shown = section.querySelector('img')!
  shown.src = outcome.picture.src
  shown.alt = `${name} 分享封面`
  say(section, '封面已更新，分享到微信等处时显示这张图。')
}

const WRONG = {
  refused: ({ message }: { message?: string }) => message || '封面没有存上，请点“重新画”再试一次。',
  signed_out: () => '登录已过期，封面没有存上。请重新登录。',
  lost: () => '一直连不上网络，封面没有存上。有网时请点“重新画”。',
}

const say = (section: HTMLElement, text: string): void => {
  section.querySelector('[data-cover-status]')!.textContent = text
}
