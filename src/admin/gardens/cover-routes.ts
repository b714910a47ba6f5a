import { keepGardenCover, readGardenCover } from '../../adoption/cover-keeping.ts'
import type { Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { PICTURE_FAULTS } from '../../kernel/pictures.ts'
import { adminPaths } from '../../urls.ts'
import { takeCover } from '../media/cover-taking.ts'

export const coverTooLarge = (c: Ctx) => c.json({ message: PICTURE_FAULTS.too_large }, 413)

export async function takeGardenCover(c: Ctx) {
  const code = c.req.param('code') ?? ''
  const state = await readGardenCover(c.var.visit.db, code)
  if (!state) return answerNotFound(c)
  return takeCover(c, {
    ...{ key: state.key, name: state.cover.name, next: adminPaths.editGarden(code) },
    keep: (src, staffId) => keepGardenCover(c.var.visit, code, state.key, src, staffId),
  })
}
