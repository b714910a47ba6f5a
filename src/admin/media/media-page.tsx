import { formatInstant } from '../../kernel/time.ts'
import type { StoredPicture } from '../../media/queries.ts'
import { MediaPicture } from '../../ui/media-picture.tsx'
import { adminPaths, mediaPath } from '../../urls.ts'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'
import { AltFields, PictureField } from './picture-field.tsx'
import type { Alt } from './picture-form.ts'

/** The one picture field of these pages. */
export const FIELD = 'picture'
const TYPES: Record<string, string> = { 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'image/webp': 'WebP' }

export type MediaPageProps = {
  pictures: StoredPicture[]
  /** Id after which the next page begins. */
  next: string | null
  /** Id of the picture just kept. */
  stored: string | null
  clientKey: string
  typed?: Alt
  error?: string | null
  altError?: string | null
}

/** Every picture the shop keeps, newest first, and the form that adds one. */
export const MediaPage = ({ pictures, next, stored, ...field }: MediaPageProps) => (
  <>
    <h1>图片</h1>
    {stored ? (
      <p class="admin-done" role="status">
        照片已保存。<a href={adminPaths.mediaItem(stored)}>查看或改说明</a>
      </p>
    ) : null}
    <div class="media-columns">
      <section aria-labelledby="media-new">
        <h2 id="media-new">上传照片</h2>
        <form
          method="post"
          action={adminPaths.media()}
          enctype="multipart/form-data"
          class="admin-form"
          data-picture-form
        >
          <PictureField name={FIELD} label="照片" draft="media" {...field} />
          <button class="button button-primary" type="submit">
            上传
          </button>
        </form>
      </section>
      <section aria-labelledby="media-all">
        <h2 id="media-all">已有的照片</h2>
        {pictures.length ? (
          <ul class="media-grid">
            {pictures.map((picture) => (
              <MediaTile picture={picture} />
            ))}
          </ul>
        ) : (
          <p class="empty">还没有照片。第一张传上来后会出现在这里。</p>
        )}
        {next ? (
          <a class="button button-secondary" href={adminPaths.media({ before: next })}>
            更早的
          </a>
        ) : null}
      </section>
    </div>
  </>
)

const MediaTile = ({ picture }: { picture: StoredPicture }) => (
  <li>
    <a href={adminPaths.mediaItem(picture.id)}>
      <MediaPicture picture={picture} language="zh" shown="(min-width: 1024px) 200px, 50vw" />
    </a>
    <p class="media-caption">{picture.altZh}</p>
    <p class="media-meta">
      {picture.width}×{picture.height}
    </p>
  </li>
)

const weight = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`

/** One picture: what it shows, which may be changed, and what it is. */
export const MediaItemPage = (
  props: Began<Alt> & {
    picture: StoredPicture
    typed: Alt
    error: string | null
    saved: boolean
    between?: Between
  },
) => {
  const { picture, typed, error, saved, over, was, between } = props
  const facts: [string, string][] = [
    ['尺寸', `${picture.width}×${picture.height} 像素`],
    ['格式', `${TYPES[picture.type]}，${weight(picture.bytes)}`],
    ['小图', picture.sizes.map((size) => `${size.width} 像素宽`).join('、') || '没有'],
    ['上传', `${picture.staffName}，${formatInstant(picture.at)}`],
  ]
  return (
    <>
      <p>
        <a href={adminPaths.media()}>← 全部图片</a>
      </p>
      <h1>{picture.altZh}</h1>
      {saved ? (
        <p class="admin-done" role="status">
          说明已保存。
        </p>
      ) : null}
      <Meanwhile between={between} />
      <div class="media-columns media-item">
        <div>
          <MediaPicture picture={picture} language="zh" shown="(min-width: 1024px) 600px, 100vw" eager />
          <dl class="media-facts">
            {facts.map(([name, value]) => (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
          <p>
            <a href={mediaPath(picture.key)}>打开原图</a> ·{' '}
            <a href={adminPaths.audit({ object: `media:${picture.id}` })}>操作记录</a>
          </p>
        </div>
        <form method="post" action={adminPaths.mediaAlt(picture.id)} class="admin-form">
          <BeganAt over={over} was={was} />
          <AltFields name={FIELD} typed={typed} error={error} />
          <button class="button button-primary" type="submit">
            {keepWords(between, '保存说明')}
          </button>
        </form>
      </div>
    </>
  )
}
