import type { StoredPicture } from '../../media/queries.ts'
import { MediaPicture } from '../../ui/media-picture.tsx'
import { adminPaths } from '../../urls.ts'
import { PictureField } from '../media/picture-field.tsx'
import type { Alt } from '../media/picture-form.ts'

export const LISTING_PICTURE = 'picture'

type Props = {
  id: string
  nameZh: string
  /** Lately kept pictures, to be used again. */
  recent: StoredPicture[]
  clientKey: string
  typed?: Alt
  error?: string | null
  altError?: string | null
}

/** Adds a picture to a listing's draft: a new one from phone or disk, or one the shop keeps already. */
export const ListingPicturesPage = ({ id, nameZh, recent, ...field }: Props) => (
  <>
    <p class="crumbs">
      <a href={`${adminPaths.listing(id)}#picture`}>回去编辑</a>
    </p>
    <h1>给“{nameZh || '新商品'}”加图片</h1>
    <p>加进草稿,发布后顾客才看得到。</p>
    <div class="media-columns">
      <section aria-labelledby="picture-new">
        <h2 id="picture-new">上传照片</h2>
        <form
          method="post"
          action={adminPaths.listingPictures(id)}
          enctype="multipart/form-data"
          class="admin-form"
        >
          <PictureField name={LISTING_PICTURE} label="照片" draft={`listing:${id}`} ratio="1:1" {...field} />
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
                    aria-label={`用这张:${picture.altZh}`}
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
