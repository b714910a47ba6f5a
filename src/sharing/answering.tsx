import type { Ctx } from '../http/context.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { renderPage, type Section } from '../ui/document.tsx'
import { SharePage } from './share-page.tsx'

/** A drawing and nothing else; its own policy comes from http/security.ts. */
export const answerDrawing = (c: Ctx, svg: string) =>
  c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', 'X-Robots-Tag': 'noindex' })

/** For what is somebody's own: no cache keeps it. */
export const keepPrivate = (c: Ctx): void => c.header('Cache-Control', 'private, no-store')

type About = {
  of: string
  page: string
  picture: string
  current: Section
  /** For everybody: its own link shows in chats what it opens, with this picture or the shop's. */
  shown?: { cover: string | null }
}

/** The page of a poster; `page` is what it is a poster of, whose link is sent on and whose address search engines keep. */
export function sharePage(c: Ctx, about: About) {
  const { t, settings } = c.var.visit
  const { of, page, picture, current, shown } = about
  const back = { href: page, label: of }
  const link = settings.publicUrl + page
  const body = SharePage({
    ...{ title: t.sharing.open, back: { href: page, label: t.sharing.back(of) }, picture, t },
    ...{ alt: t.sharing.alt(of), file: `${of}.png`, how: t.sharing.how, hold: t.sharing.hold },
    children: (
      <p class="share-link">
        <span class="fine">{t.sharing.link}</span> <span>{link}</span>{' '}
        <CopyButton text={link} words={t.orders} />
      </p>
    ),
  })
  const meta = { title: t.sharing.title(of), current, canonicalPath: page, back, noindex: true }
  const chat = { shared: shown !== undefined, shareImage: shown?.cover ?? undefined }
  return renderPage(c, { ...meta, ...chat, styles: ['sharingCss'] }, body)
}
