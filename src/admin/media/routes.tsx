import { Hono } from 'hono'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { PICTURE_FAULTS } from '../../kernel/pictures.ts'
import { describePicture } from '../../media/describing.ts'
import { readPicture, readPictures } from '../../media/queries.ts'
import { type Stored, storePicture } from '../../media/storing.ts'
import { adminPaths, mediaPath } from '../../paths.ts'
import { renderAdmin } from '../layout.tsx'
import { FIELD, MediaItemPage, MediaPage } from './media-page.tsx'
import { ALT_MISSING, type Alt, faultText, readAlt, readUpload } from './picture-form.ts'

export const mediaDeskRoutes = new Hono<AppEnv>()

const PAGE = 24

type Wrong = { error?: string; altError?: string; typed?: Alt; clientKey?: string }

mediaDeskRoutes.get('/', (c) => page(c))

const limit = pictureBodies((c) => refuse(c, 413, { error: PICTURE_FAULTS.too_large }))

mediaDeskRoutes.post('/', limit, async (c) => {
  const form = await c.req.parseBody({ all: true }).catch(() => null)
  if (!form) return refuse(c, 422, { error: PICTURE_FAULTS.broken })
  const upload = await readUpload(form, FIELD)
  const { altZh, altEn, clientKey } = upload
  const typed = { typed: { altZh, altEn }, clientKey }
  if (!altZh) return refuse(c, 422, { ...typed, altError: ALT_MISSING })
  const { db, now } = c.var.visit
  const store = { db, now, bucket: c.env.MEDIA, images: c.env.IMAGES }
  const stored = await storePicture(store, upload, c.var.staff.staffId)
  if (stored.ok) return accept(c, stored)
  // What was refused may be sent again, mended, as another upload.
  return refuse(c, 422, { typed: typed.typed, error: faultText(stored.fault) })
})

mediaDeskRoutes.get('/:id', async (c) => {
  const picture = await readPicture(c.var.visit.db, c.req.param('id'))
  if (!picture) return answerNotFound(c)
  const saved = c.req.query('saved') === '1'
  const body = MediaItemPage({ picture, typed: picture, error: null, saved })
  return renderAdmin(c, { title: picture.altZh, current: adminPaths.media() }, body)
})

mediaDeskRoutes.post('/:id/alt', async (c) => {
  const { db } = c.var.visit
  const id = c.req.param('id')
  const typed = readAlt(await c.req.parseBody(), FIELD)
  if (!typed.altZh) {
    const picture = await readPicture(db, id)
    if (!picture) return answerNotFound(c)
    const body = MediaItemPage({ picture, typed, error: ALT_MISSING, saved: false })
    return renderAdmin(c, { title: picture.altZh, current: adminPaths.media() }, body, 422)
  }
  const known = await describePicture(c.var.visit, id, typed, c.var.staff.staffId)
  return known ? c.redirect(`${adminPaths.mediaItem(id)}?saved=1`, 303) : answerNotFound(c)
})

const asksJson = (c: Ctx): boolean => c.req.header('Accept') === 'application/json'

/** A script gets what it needs to show the picture, a form the list. */
function accept(c: Ctx, { picture, repeated }: Stored & { ok: true }) {
  if (!asksJson(c)) return c.redirect(adminPaths.media({ stored: picture.id }), 303)
  const { id, key, width, height } = picture
  return c.json(
    { id, src: mediaPath(key), width, height, next: adminPaths.media({ stored: id }) },
    repeated ? 200 : 201,
  )
}

function refuse(c: Ctx, status: 413 | 422, wrong: Wrong) {
  if (asksJson(c)) return c.json({ message: wrong.error ?? wrong.altError }, status)
  return page(c, wrong, status)
}

async function page(c: Ctx, wrong: Wrong = {}, status = 200) {
  const before = c.req.query('before')
  const rows = await readPictures(c.var.visit.db, { before, limit: PAGE + 1 })
  const stored = c.req.query('stored') ?? ''
  const body = MediaPage({
    clientKey: crypto.randomUUID(),
    ...wrong,
    pictures: rows.slice(0, PAGE),
    next: rows.length > PAGE ? rows[PAGE - 1]!.id : null,
    stored: rows.some((row) => row.id === stored) ? stored : null,
  })
  return renderAdmin(c, { title: '图片', current: adminPaths.media() }, body, status)
}
