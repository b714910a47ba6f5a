import { Hono } from 'hono'
import { saveDraft } from '../../catalog/listings/draft-saving.ts'
import { readEditing } from '../../catalog/listings/editor.ts'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { PICTURE_FAULTS } from '../../kernel/pictures.ts'
import { readPicture, readPictures, type StoredPicture } from '../../media/queries.ts'
import { storePicture } from '../../media/storing.ts'
import { adminPaths, adminUrls, mediaPath } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { ALT_MISSING, type Alt, faultText, readPictureId, readUpload } from '../media/picture-form.ts'
import { LISTING_PICTURE, ListingPicturesPage } from './pictures-page.tsx'
import { sayRefusal } from './sentences.ts'

export const listingPictureRoutes = new Hono<AppEnv>()

const RECENT = 12
/** Wide enough for a phone's whole screen at twice its density; the original may be ten times as heavy. */
const SHOWN_PX = 800

type Wrong = { error?: string; altError?: string; typed?: Alt; clientKey?: string }

listingPictureRoutes.get(adminUrls.listingPictures.path, (c) => page(c))

const limit = pictureBodies((c) => page(c, { error: PICTURE_FAULTS.too_large }, 413))

listingPictureRoutes.post(adminUrls.listingPictures.path, limit, async (c) => {
  const form = await c.req.parseBody({ all: true }).catch(() => null)
  if (!form) return page(c, { error: PICTURE_FAULTS.broken }, 422)
  const { db, now } = c.var.visit
  const known = readPictureId(form, LISTING_PICTURE) || (typeof form.media === 'string' ? form.media : '')
  if (known) {
    const picture = await readPicture(db, known)
    return picture ? add(c, picture) : answerNotFound(c)
  }
  const upload = await readUpload(form, LISTING_PICTURE)
  const typed = { altZh: upload.altZh, altEn: upload.altEn }
  if (!upload.altZh) return page(c, { typed, clientKey: upload.clientKey, altError: ALT_MISSING }, 422)
  const store = { db, now, bucket: c.env.MEDIA, images: c.env.IMAGES }
  const stored = await storePicture(store, upload, c.var.staff.staffId)
  return stored.ok ? add(c, stored.picture) : page(c, { typed, error: faultText(stored.fault) }, 422)
})

/** Puts a kept picture behind those of the draft; both hold on, whoever saved the draft last. */
async function add(c: Ctx, picture: StoredPicture) {
  const { db } = c.var.visit
  const editing = await readEditing(db, c.req.param('id') ?? '')
  if (!editing) return answerNotFound(c)
  const { id, content, draft, published } = editing
  const size = picture.sizes.find(({ width }) => width >= SHOWN_PX) ?? picture
  const own = { name: mediaPath(size.key), zh: picture.altZh, en: picture.altEn }
  const saved = await saveDraft(
    c.var.visit,
    {
      id,
      productId: published?.id ?? null,
      seq: draft?.seq ?? 0,
      baseVersion: draft?.baseVersion ?? published?.version ?? 0,
      edits: published?.edits ?? null,
      content: { ...content, pictures: [...(content.pictures ?? []), own] },
    },
    c.var.staff.staffId,
  )
  if (saved.ok) return c.redirect(`${adminPaths.listing(id, { done: 'saved' })}#picture`, 303)
  return page(c, { error: `照片已保存,但还没有加到商品:${sayRefusal(saved.refusal)}` }, 409)
}

async function page(c: Ctx, wrong: Wrong = {}, status = 200) {
  const { db } = c.var.visit
  const editing = await readEditing(db, c.req.param('id') ?? '')
  if (!editing) return answerNotFound(c)
  const recent = await readPictures(db, { limit: RECENT })
  const { id, content } = editing
  const body = ListingPicturesPage({
    id,
    nameZh: content.nameZh,
    recent,
    clientKey: crypto.randomUUID(),
    ...wrong,
  })
  return renderAdmin(c, { title: '加图片', current: adminPaths.listings() }, body, status)
}
