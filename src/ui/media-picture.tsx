import type { Language } from '../i18n/texts.ts'
import { mediaPath } from '../urls.ts'

type Size = { key: string; width: number; height: number }

type MediaPictureProps = {
  picture: Size & { altZh: string; altEn: string; sizes: Size[] }
  language: Language
  /** How wide the page shows it, as the `sizes` attribute says it: `(min-width: 1024px) 360px, 50vw`. */
  shown: string
  class?: string
  eager?: boolean
}

/** An uploaded picture in the width a screen needs; its place is kept until it is there. */
export const MediaPicture = ({ picture, language, shown, eager, ...rest }: MediaPictureProps) => {
  const inEnglish = language === 'en' && picture.altEn !== ''
  const { key, width, height } = picture
  const sources = [...picture.sizes, { key, width, height }]
  return (
    <img
      src={mediaPath(key)}
      srcset={sources.map((size) => `${mediaPath(size.key)} ${size.width}w`).join(', ')}
      sizes={shown}
      alt={inEnglish ? picture.altEn : picture.altZh}
      lang={language === 'en' && !inEnglish ? 'zh-CN' : undefined}
      width={width}
      height={height}
      loading={eager ? 'eager' : 'lazy'}
      decoding="async"
      {...rest}
    />
  )
}
