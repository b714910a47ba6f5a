import { drawnPicture, inWeChat } from './drawn-picture.ts'

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
    show(section, await drawnPicture(link.href))
    link.parentElement!.hidden = true
  } catch {
    failed.hidden = false
  } finally {
    link.removeAttribute('aria-busy')
    link.textContent = words
  }
}

function show(section: HTMLElement, picture: Blob): void {
  const address = URL.createObjectURL(picture)
  section.querySelector('img')!.src = address
  const how = section.querySelector<HTMLElement>('[data-in-wechat]')!
  const download = section.querySelector<HTMLAnchorElement>('[data-download]')!
  if (inWeChat()) {
    how.textContent = how.dataset.inWechat!
    download.parentElement!.hidden = true
  } else {
    download.href = address
    download.download = section.dataset.certificatePicture!
  }
  how.parentElement!.hidden = false
  how.focus()
}
