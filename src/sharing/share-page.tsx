import type { Child } from 'hono/jsx'
import type { Texts } from '../i18n/texts.ts'
import { HEIGHT, WIDTH } from './poster-parts.tsx'

type Props = {
  title: string
  back: { href: string; label: string }
  /** The drawing by its address, or as markup where its words have no address. */
  picture: string | { drawing: Child }
  alt: string
  /** What the kept file is called. */
  file: string
  /** What to do with it: as it is told anywhere, and inside WeChat. */
  how: string
  hold: string
  t: Texts
  children?: Child
}

/** A card to pass on, with what to do with it; without scripts the drawing itself stands here. */
export const SharePage = ({ title, back, picture, alt, file, how, hold, t, children }: Props) => (
  <div class="wrap share">
    <nav class="crumbs">
      <a href={back.href}>{back.label}</a>
    </nav>
    <h1>{title}</h1>
    <section class="share-card" id="card" data-poster={file}>
      {typeof picture === 'string' ? (
        <img src={picture} alt={alt} width={WIDTH} height={HEIGHT} fetchpriority="high" />
      ) : (
        picture.drawing
      )}
      <div class="share-how">
        <p data-in-wechat={hold} role="status">
          {how}
        </p>
        <p>
          <a
            class="button button-primary"
            href={typeof picture === 'string' ? picture : '#card'}
            data-download
            hidden
          >
            {t.sharing.download}
          </a>
        </p>
        <p role="alert" hidden>
          {t.sharing.failed}
        </p>
        {children}
      </div>
    </section>
  </div>
)
