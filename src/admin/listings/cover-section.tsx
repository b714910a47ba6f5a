import type { CoverState } from '../../catalog/listings/share-covering.ts'
import { pictureAddress } from '../../ui/picture.tsx'
import { adminPaths } from '../../urls.ts'

/** The picture a shared link shows; a script draws it from what is published and stores it. */
export const CoverSection = ({ id, state, can }: { id: string; state: CoverState; can: boolean }) => (
  <section
    class="editor-cover"
    aria-labelledby="cover-title"
    data-share-cover={can ? adminPaths.listingCover(id) : undefined}
    data-of={state.key}
    data-picture={pictureAddress(state.cover.picture)}
    data-name={state.cover.name}
    data-place={state.cover.place}
    data-stale={state.current ? undefined : ''}
  >
    <h2 id="cover-title">分享封面</h2>
    <img
      src={state.current ?? '/share-cover.png'}
      alt={state.current ? `${state.cover.name} 分享封面` : '商店的默认封面'}
      width={160}
      height={160}
    />
    <p class="form-hint" data-cover-status role="status">
      {state.current ? '分享到微信等处时显示这张图。' : '还没有自己的封面，分享时显示商店的默认封面。'}
    </p>
    {can ? (
      <button class="button button-secondary" type="button" data-cover-draw hidden>
        重新画
      </button>
    ) : null}
  </section>
)
