/** Pixels of the picture kept on a phone, 3:4. */
const WIDTH = 1080
const HEIGHT = 1440

/** Turns the certificate's drawing into a picture one can keep; WeChat downloads nothing, there it is pressed and held. */
export function enhance(page: Document): void {
  const section = page.querySelector<HTMLElement>('[data-certificate-picture]')
  const link = section?.querySelector<HTMLAnchorElement>('a[data-busy]')
  if (!section || !link) return
  link.addEventListener('click', (event) => {
    event.preventDefault()
    if (link.getAttribute('aria-busy') !== 'true') void keep(section, link)
  })
}

async function keep(section: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  const failed = section.querySelector<HTMLElement>('[role=alert]')!
  const words = link.textContent
  link.setAttribute('aria-busy', 'true')
  link.textContent = link.dataset.busy ?? words
  failed.hidden = true
  try {
    show(section, await drawn(link.href))
    link.parentElement!.hidden = true
  } catch {
    failed.hidden = false
  } finally {
    link.removeAttribute('aria-busy')
    link.textContent = words
  }
}

async function drawn(address: string): Promise<Blob> {
  const drawing = new Image(WIDTH, HEIGHT)
  drawing.src = address
  await drawing.decode()
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  canvas.getContext('2d')!.drawImage(drawing, 0, 0, WIDTH, HEIGHT)
  return new Promise((done, refused) => {
    canvas.toBlob((blob) => (blob ? done(blob) : refused(new Error('no picture'))), 'image/png')
  })
}

function show(section: HTMLElement, picture: Blob): void {
  const address = URL.createObjectURL(picture)
  section.querySelector('img')!.src = address
  const how = section.querySelector<HTMLElement>('[data-in-wechat]')!
  const download = section.querySelector<HTMLAnchorElement>('[data-download]')!
  if (/MicroMessenger/i.test(navigator.userAgent)) {
    how.textContent = how.dataset.inWechat!
    download.parentElement!.hidden = true
  } else {
    download.href = address
    download.download = section.dataset.certificatePicture!
  }
  how.parentElement!.hidden = false
  how.focus()
}
