import { Hono } from 'hono'
import { keepShareCover, readShareCover } from '../../catalog/listings/share-covering.ts'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readFormIfWhole, textOf } from '../../http/form.ts'
import { PICTURE_FAULTS } from '../../kernel/pictures.ts'
import { inspectPicture } from '../../media/picture.ts'
import { storePicture } from '../../media/storing.ts'
import { adminPaths, adminUrls, mediaPath } from '../../urls.ts'
import { faultText, readUpload } from '../media/picture-form.ts'
import { LISTING_PICTURE } from './pictures-page.tsx'

export const listingCoverRoutes = new Hono<AppEnv>()

/** Below this a chat shows the picture blurred. */
const NARROWEST_PX = 400
const NOT_SQUARE = '封面要是正方形，每边至少 400 像素。请点“重新画”。'
const MOVED = '刚才有人改了商品，封面要按新的内容画。请刷新页面，会自动重画。'

const limit = pictureBodies((c) => c.json({ message: PICTURE_FAULTS.too_large }, 413))

/** Takes the cover a script of the editor drew; without scripts shared links show the shop's own picture. */
listingCoverRoutes.post(adminUrls.listingCover.path, limit, async (c) => {
  const { db, now } = c.var.visit
  const id = c.req.param('id')
  const state = await readShareCover(db, id)
  if (!state) return answerNotFound(c)
  const form = await readFormIfWhole(c)
  if (!form) return c.json({ message: PICTURE_FAULTS.broken }, 422)
  if (textOf(form, 'of') !== state.key) return c.json({ message: MOVED }, 409)
  const upload = await readUpload(form, LISTING_PICTURE)
  const judged = inspectPicture(upload.bytes)
  if (!judged.ok) return c.json({ message: faultText(judged.fault) }, 422)
  const { width, height } = judged.picture
  if (width !== height || width < NARROWEST_PX) return c.json({ message: NOT_SQUARE }, 422)
  const { staffId } = c.var.staff
  const store = { db, now, bucket: c.env.MEDIA, images: c.env.IMAGES }
  const altZh = `${state.cover.name} 分享封面`
  const stored = await storePicture(store, { ...upload, sizes: [], altZh, altEn: '', kind: 'cover' }, staffId)
  if (!stored.ok) return c.json({ message: faultText(stored.fault) }, 422)
  const src = mediaPath(stored.picture.key)
  const kept = await keepShareCover(c.var.visit, id, state.key, src, staffId)
  if (!kept.ok) return c.json({ message: MOVED }, 409)
  return c.json({ id: stored.picture.id, src, next: adminPaths.listing(id) }, 201)
})
