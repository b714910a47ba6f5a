import { Hono } from 'hono'
import { readModels } from '../../catalog/listings/chosen.ts'
import { startDraft } from '../../catalog/listings/draft-saving.ts'
import { blankListing, readChoices } from '../../catalog/listings/editor.ts'
import type { Values } from '../../catalog/listings/form.ts'
import { readPublished } from '../../catalog/listings/published.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { sent } from './editor-answers.tsx'
import { NewListingPage } from './new-page.tsx'
import { sayRefusal } from './sentences.ts'

export const listingNewRoutes = new Hono<AppEnv>()

const MOST_OFFERED = 200
const CURRENT = { current: adminPaths.listings() }

listingNewRoutes.get(adminUrls.newListing.path, (c) => newPage(c, {}, null))

listingNewRoutes.post(adminUrls.listings.path, async (c) => {
  const values = await sent(c)
  const name = (values.nameZh ?? '').trim().slice(0, 60)
  const { db } = c.var.visit
  const { families } = await readChoices(db)
  const like = values.like ? await readPublished(db, values.like) : null
  const family = like?.content.family ?? values.family ?? ''
  if (!name) return newPage(c, values, '请先写商品名称，例如“夜郎荞麦花蜂蜜”。')
  if (!families.some(([code]) => code === family)) return newPage(c, values, '请选择品类。')
  const content = blankListing(name, family, like?.content ?? null)
  const started = await startDraft(c.var.visit, content, c.var.staff.staffId)
  if (started.ok) return sayDone(c, adminPaths.listing(started.value.id), 'listing_started')
  if (started.refusal.code !== 'slug_taken') return newPage(c, values, sayRefusal(started.refusal))
  return newPage(c, values, '已经有一份同名的草稿，请在列表里找到它，或换一个名称。')
})

async function newPage(c: Ctx, values: Values, error: string | null) {
  const { db } = c.var.visit
  const [{ families }, products] = await Promise.all([readChoices(db), readModels(db, MOST_OFFERED)])
  const body = NewListingPage({ families, products, values, wrong: {}, error })
  return renderAdmin(c, { title: '新建商品', ...CURRENT }, body, error ? 422 : 200)
}
