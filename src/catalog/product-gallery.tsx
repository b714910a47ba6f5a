import { inLanguage } from '../i18n/texts.ts'
import { Picture } from '../ui/picture.tsx'
import { galleryOf } from './gallery.ts'
import type { ProductPageProps } from './product-page.tsx'

/** Pictures side by side: swiped on a phone, reached by links under (or beside) them, moved by arrow keys. */
export function Gallery({ detail, t, language }: ProductPageProps) {
  const { product } = detail
  const name = inLanguage(language, product.nameZh, product.nameEn)
  const pictures = galleryOf(product, t, language === 'en')
  return (
    <section class="gallery" aria-label={t.pictures}>
      <ul class="slides" data-slides tabindex={0} aria-label={t.pictures}>
        {pictures.map((picture, index) => (
          <li id={`picture-${index + 1}`}>
            <Picture
              name={picture.name}
              alt={`${name}:${picture.caption}${picture.note ? ` (${picture.note})` : ''}`}
              width={700}
              height={600}
              first={index === 0}
            />
            {picture.note ? <span class="tag tag-sample">{picture.note}</span> : null}
          </li>
        ))}
      </ul>
      {pictures.length > 1 ? (
        <ul class="thumbs" data-thumbs>
          {pictures.map((picture, index) => (
            <li>
              <a href={`#picture-${index + 1}`} aria-current={index === 0 ? 'true' : undefined}>
                <Picture name={picture.name} alt="" width={96} height={72} />
                {picture.caption}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
