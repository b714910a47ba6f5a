import { inLanguage } from '../i18n/texts.ts'
import { html, raw } from '../ui/html.ts'
import { Picture } from '../ui/picture.tsx'
import { galleryOf } from './gallery.ts'
import type { ProductPageProps } from './product-page.tsx'

const CURRENT = raw(' aria-current="true"')

/** Pictures side by side: swiped on a phone, reached by links under (or beside) them, moved by arrow keys. */
export function Gallery({ detail, t, teaPictures, language }: ProductPageProps) {
  const { product } = detail
  const title = inLanguage(language, product.nameZh, product.nameEn)
  const pictures = galleryOf(product, t, teaPictures, language === 'en')
  const slides = pictures.map(({ name, caption, note }, index) => {
    const alt = t.pictureAlt(title, caption, note)
    return html`
      <li id="picture-${index + 1}">
        ${Picture({ name, alt, width: 700, height: 600, first: index === 0 })}
        ${note ? html`<span class="tag tag-sample">${note}</span>` : null}
      </li>`
  })
  const thumbs = pictures.map(
    ({ name, caption }, index) =>
      html`
        <li>
          <a href="#picture-${index + 1}"${index === 0 ? CURRENT : null}>
            ${Picture({ name, alt: '', width: 96, height: 72 })}
            ${caption}
          </a>
        </li>`,
  )
  return html`
    <section class="gallery" aria-label="${t.pictures}">
      <ul class="slides" data-slides tabindex="0" aria-label="${t.pictures}">${slides}</ul>
      ${thumbs.length > 1 ? html`<ul class="thumbs" data-thumbs>${thumbs}</ul>` : null}
    </section>`
}
