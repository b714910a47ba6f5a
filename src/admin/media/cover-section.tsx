import type { ShareCover } from '../../catalog/share-cover.ts'
import { pictureAddress } from '../../ui/picture.tsx'

type Props = {
  /** Where a script sends what it drew; null where one may not. */
  action: string | null
  state: { cover: ShareCover; key: string; current: string | null }
  /** What is shown as long as there is none of its own, and what that is called. */
  general: { src: string; name: string }
}

/** The picture a shared link shows; a script draws it from what is published and stores it. */
export const CoverSection = ({ action, state, general }: Props) => (
  <section
    class="editor-cover"
    aria-labelledby="cover-title"
    data-share-cover={action ?? undefined}
    data-of={state.key}
    data-picture={pictureAddress(state.cover.picture)}
    data-name={state.cover.name}
    data-place={state.cover.place}
    data-stale={state.current ? undefined : ''}
  >
    <h2 id="cover-title">分享封面</h2>
    <img
      src={state.current ?? general.src}
      alt={state.current ? `${state.cover.name} 分享封面` : general.name}
      width={160}
      height={160}
    />
    <p class="form-hint" data-cover-status role="status">
      {state.current ? '分享到微信等处时显示这张图。' : `还没有自己的封面，分享时显示${general.name}。`}
    </p>
    {action ? (
      <button class="button button-secondary" type="button" data-cover-draw hidden>
        重新画
      </button>
    ) : null}
  </section>
)
