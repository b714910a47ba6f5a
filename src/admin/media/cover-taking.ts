import type { Ctx } from '../../http/context.ts'
import { readFormIfWhole, textOf } from '../../http/form.ts'
import { PICTURE_FAULTS } from '../../kernel/pictures.ts'
import { inspectPicture } from '../../media/picture.ts'
import { storePicture } from '../../media/storing.ts'
import { mediaPath } from '../../urls.ts'
import { faultText, readUpload } from './picture-form.ts'

/** Below this a chat shows the picture blurred. */
const NARROWEST_PX = 400
/** The field a script sends it in. */
const COVER = 'picture'
const NOT_SQUARE = '封面要是正方形，每边至少 400 像素。请点“重新画”。'
const MOVED = '刚才有人改了内容，封面要按新的画。请刷新页面，会自动重画。'

type Asked = {
  /** What it must have been drawn of, and its name. */
  key: string
  name: string
  /** Makes the kept picture the one that is shown. */
  keep: (address: string, staffId: string) => PromiseLike<{ ok: boolean }>
  /** Where the page stands that drew it. */
  next: string
}

/** Takes the cover a script of the desk drew; without scripts shared links show a general picture. */
export async function takeCover(c: Ctx, { key, name, keep, next }: Asked) {
  const { db, now } = c.var.visit
  const form = await readFormIfWhole(c)
  if (!form) return c.json({ message: PICTURE_FAULTS.broken }, 422)
  if (textOf(form, 'of') !== key) return c.json({ message: MOVED }, 409)
  const upload = await readUpload(form, COVER)
  const judged = inspectPicture(upload.bytes)
  if (!judged.ok) return c.json({ message: faultText(judged.fault) }, 422)
  const { width, height } = judged.picture
  if (width !== height || width < NARROWEST_PX) return c.json({ message: NOT_SQUARE }, 422)
  const { staffId } = c.var.staff
  const store = { db, now, bucket: c.env.MEDIA, images: c.env.IMAGES }
  const altZh = `${name} 分享封面`
  const stored = await storePicture(store, { ...upload, sizes: [], altZh, altEn: '', kind: 'cover' }, staffId)
  if (!stored.ok) return c.json({ message: faultText(stored.fault) }, 422)
  const src = mediaPath(stored.picture.key)
  const kept = await keep(src, staffId)
  if (!kept.ok) return c.json({ message: MOVED }, 409)
  return c.json({ id: stored.picture.id, src, next }, 201)
}
