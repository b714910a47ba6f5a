import { Hono } from 'hono'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, readFormIfWhole } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { ALT_MISSING, PICTURE_FAULTS } from '../../kernel/pictures.ts'
import { describePicture, pictureForm } from '../../media/describing.ts'
import { readPicture, readPictures, type StoredPicture } from '../../media/queries.ts'
import { type Stored, storePicture } from '../../media/storing.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls, mediaPath } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import { FIELD, MediaItemPage, MediaPage } from './media-page.tsx'
import { type Alt, faultText, readAlt, readUpload } from './picture-form.ts'

export const mediaDeskRoutes = new Hono<AppEnv>()

const PAGE = 24

type Wrong = { error?: string; altError?: string; typed?: Alt; clientKey?: string }

mediaDeskRoutes.get(adminUrls.media.path, (c) => page(c))

const limit = pictureBodies((c) => refuse(c, 413, { error: PICTURE_FAULTS.too_large }))

mediaDeskRoutes.post(adminUrls.media.path, limit, async (c) => {
  const form = await readFormIfWhole(c)
  if (!form) return refuse(c, 422, { error: PICTURE_FAULTS.broken })
  const upload = await readUpload(form, FIELD)
  const { altZh, altEn, clientKey } = upload
  const typed = { typed: { altZh, altEn }, clientKey }
  if (!altZh) return refuse(c, 422, { ...typed, altError: ALT_MISSING })
  const { db, now } = c.var.visit
  const store = { db, now, bucket: c.env.MEDIA, images: c.env.IMAGES }
  const stored = await storePicture(store, upload, c.var.staff.staffId)
  if (stored.ok) return accept(c, stored)
  // What was refused may be sent again, fixed, as another upload.
  return refuse(c, 422, { typed: typed.typed, error: faultText(stored.fault) })
})

const pictureOf = (c: Ctx) => readPicture(c.var.visit.db, c.req.param('id') ?? '')
const withPicture = withNamed(pictureOf)

mediaDeskRoutes.get(adminUrls.mediaItem.path, withPicture(showItem))
mediaDeskRoutes.post(adminUrls.mediaAlt.path, withPicture(describe))

async function showItem(c: Ctx, picture: StoredPicture) {
  const typed = altOf(picture)
  return itemPage(c, picture, {
    typed,
    was: typed,
    over: (await readEdit(c.var.visit.db, pictureForm(picture.id))).edit,
  })
}

async function describe(c: Ctx, picture: StoredPicture) {
  const form = await readForm(c)
  return describeAs(c, picture, readAlt(form, FIELD), beganOf<Alt>(form))
}

async function describeAs(c: Ctx, picture: StoredPicture, typed: Alt, began: Began<Alt>): Promise<Response> {
  const editor = { staffId: c.var.staff.staffId, over: began.over }
  const kept = typed.altZh ? await describePicture(c.var.visit, picture.id, typed, editor) : null
  if (kept?.ok) return c.redirect(`${adminPaths.mediaItem(picture.id)}?saved=1`, 303)
  if (!kept) return itemPage(c, picture, { typed, ...began, error: ALT_MISSING })
  const other = await readEdit(c.var.visit.db, pictureForm(picture.id))
  const now = (await pictureOf(c)) ?? picture
  const stored = altOf(now)
  const anew = beganAnew(typed, began, stored, other)
  if (anew.apart) return describeAs(c, now, anew.typed, anew)
  const differences = differencesOf([
    ['照片说明', stored.altZh, anew.typed.altZh],
    ['英文说明', stored.altEn, anew.typed.altEn],
  ])
  return itemPage(c, now, { ...anew, between: { other, differences } })
}

const altOf = ({ altZh, altEn }: StoredPicture): Alt => ({ altZh, altEn })

type ShownItem = Began<Alt> & { typed: Alt; error?: string; between?: Between }

function itemPage(c: Ctx, picture: StoredPicture, { error, ...shown }: ShownItem) {
  const saved = c.req.query('saved') === '1'
  const body = MediaItemPage({ picture, ...shown, error: error ?? null, saved })
  const status = shown.between ? 409 : error ? 422 : 200
  return renderAdmin(c, { title: picture.altZh, current: adminPaths.media() }, body, status)
}

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
