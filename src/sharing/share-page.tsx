import type { Child } from 'hono/jsx'
import type { Texts } from '../i18n/texts.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { HEIGHT, WIDTH } from './poster-parts.tsx'

type Props = {
  title: string
  back: { href: string; label: string }
  /** Address of the drawing. */
  picture: string
  alt: string
  /** What the kept file is called. */
  file: string
  /** The link to send instead of a picture; null where there is none to send. */
  link: string | null
  t: Texts
  children?: Child
}

/** A card to pass on, with what to do with it; without scripts the drawing itself stands here and is kept the same way. */
export const SharePage = ({ title, back, picture, alt, file, link, t, children }: Props) => (
  <div class="wrap share">
    <nav class="crumbs">
      <a href={back.href}>{back.label}</a>
    </nav>
    <h1>{title}</h1>
    <section class="share-card" data-poster={file}>
      <img src={picture} alt={alt} width={WIDTH} height={HEIGHT} fetchpriority="high" />
      <div class="share-how">
        <p data-in-wechat={t.sharing.hold} role="status">
          {t.sharing.how}
        </p>
        <p>
          <a class="button button-primary" href={picture} data-download hidden>
            {t.sharing.download}
          </a>
        </p>
        <p role="alert" hidden>
          {t.sharing.failed}
        </p>
        {link ? (
          <p class="share-link">
            <span class="fine">{t.sharing.link}</span> <span>{link}</span>{' '}
            <CopyButton text={link} words={t.orders} />
          </p>
        ) : null}
        {children}
      </div>
    </section>
  </div>
)
