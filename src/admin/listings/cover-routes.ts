import { Hono } from 'hono'
import { keepShareCover, readShareCover } from '../../catalog/listings/share-covering.ts'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { PICTURE_FAULTS } from '../../kernel/pictures.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { takeCover } from '../media/cover-taking.ts'

export const listingCoverRoutes = new Hono<AppEnv>()

const limit = pictureBodies((c) => c.json({ message: PICTURE_FAULTS.too_large }, 413))

listingCoverRoutes.post(adminUrls.listingCover.path, limit, async (c) => {
  const id = c.req.param('id')
  const state = await readShareCover(c.var.visit.db, id)
  if (!state) return answerNotFound(c)
  return takeCover(c, {
    ...{ key: state.key, name: state.cover.name, next: adminPaths.listing(id) },
    keep: (src, staffId) => keepShareCover(c.var.visit, id, state.key, src, staffId),
  })
})
