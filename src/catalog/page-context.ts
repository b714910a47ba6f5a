import type { Ctx } from '../http/context.ts'
import { civilDate, monthOf } from '../kernel/time.ts'

export type PageContext = Awaited<ReturnType<typeof pageContext>>

/** What a page of goods is drawn with; read behind the page's own batch, which has brought the families along. */
export async function pageContext(c: Ctx) {
  const { t, paths, language, now, families } = c.get('visit')
  const catalog = { ...t.catalog, families: await families() }
  const { shell, finding, scenes, teaPictures, guide } = t
  const words = { t: catalog, shell, finding, scenes, teaPictures, guide }
  return { ...words, paths, language, month: monthOf(civilDate(now)) }
}
