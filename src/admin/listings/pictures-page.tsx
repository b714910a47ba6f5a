import { LONGEST_ALT, PICTURE_TYPES } from '../../kernel/pictures.ts'
import type { StoredPicture } from '../../media/queries.ts'
import { MediaPicture } from '../../ui/media-picture.tsx'
import { adminPaths } from '../../urls.ts'
import { PictureField } from '../media/picture-field.tsx'
import type { Alt } from '../media/picture-form.ts'

export const LISTING_PICTURE = 'picture'

type Props = {
  id: string
  nameZh: string
  /** How many pictures the draft has. */
  have: number
  /** Lately kept pictures, to be used again. */
  recent: StoredPicture[]
  clientKey: string
  typed?: Alt
  error?: string | null
  altError?: string | null
}

/** Adds a picture to a listing's draft: a new one from phone or disk, or one the shop keeps already. */
export const ListingPicturesPage = ({ id, nameZh, have, recent, ...field }: Props) => (
  <>
    <p class="crumbs">
      <a href={`${adminPaths.listing(id)}#picture`}>返回编辑</a>
    </p>
    <h1>给“{nameZh || '新商品'}”加图片</h1>
    <p>加进草稿，发布后顾客才看得到。</p>
    <SeveralPictures id={id} nameZh={nameZh} have={have} />
    <div class="media-columns">
      <section aria-labelledby="picture-new">
        <h2 id="picture-new">上传一张，自己裁剪</h2>
        <form
          method="post"
          action={adminPaths.listingPictures(id)}
          enctype="multipart/form-data"
          class="admin-form"
        >
          <PictureField
            name={LISTING_PICTURE}
            label="照片"
            draft={`listing:${id}`}
            ratio="1:1"
            suggest={{ name: nameZh, have }}
            {...field}
          />
          <button class="button button-primary" type="submit">
            加到商品
          </button>
        </form>
      </section>
      <section aria-labelledby="picture-known">
        <h2 id="picture-known">用已有的照片</h2>
        {recent.length ? (
          <ul class="media-grid">
            {recent.map((picture) => (
              <li>
                <MediaPicture picture={picture} language="zh" shown="160px" />
                <form method="post" action={adminPaths.listingPictures(id)}>
                  <input type="hidden" name="media" value={picture.id} />
                  <button
                    class="button button-secondary"
                    type="submit"
                    aria-label={`用这张：${picture.altZh}`}
                  >
                    用这张
                  </button>
                </form>
              </li>
            ))}
          </ul>
        ) : (
          <p class="empty">还没有照片。</p>
        )}
      </section>
    </div>
  </>
)

/** Several photos at once, by a script: each is described and sent on its own, and all are added together. */
const SeveralPictures = ({ id, nameZh, have }: Pick<Props, 'id' | 'nameZh' | 'have'>) => (
  <form
    method="post"
    action={adminPaths.listingPictures(id)}
    class="admin-form picture-several"
    data-picture-several
    data-upload={adminPaths.media()}
    data-suggest={nameZh}
    data-have={have}
    aria-labelledby="several-title"
    novalidate
    hidden
  >
    <h2 id="several-title">一次加多张</h2>
    <div class="form-field picture-drop">
      <label for="several-files">选几张照片（可以多选，也可以拖到这里）</label>
      <input
        id="several-files"
        type="file"
        multiple
        accept={PICTURE_TYPES.join(',')}
        aria-describedby="several-hint"
        data-several-files
      />
      <p class="form-hint" id="several-hint">
        一次最多 12 张，顺序就是选的顺序。说明已经替您写了一句，请改成照片里真有的。
      </p>
    </div>
    <div class="form-field">
      <label for="several-ratio">裁剪</label>
      <select id="several-ratio" data-several-ratio>
        <option value="1:1">方图，取中间</option>
        <option value="free">不裁剪</option>
      </select>
    </div>
    <ol class="several-list" data-several-list />
    <template data-several-row>
      <li class="form-field">
        <canvas role="img" aria-label="选好的照片" data-several-thumb />
        <label>
          照片说明
          <input maxlength={LONGEST_ALT} data-several-alt />
        </label>
        <button class="link-button" type="button" data-several-drop>
          去掉
        </button>
        <p class="form-error" role="alert" data-several-error />
      </li>
    </template>
    <button class="button button-primary" type="submit" disabled data-several-send>
      上传选好的照片
    </button>
    <p role="status" data-several-status />
  </form>
)
