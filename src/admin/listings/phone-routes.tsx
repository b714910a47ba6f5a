import { Hono } from 'hono'
import { previewDraft } from '../../catalog/listings/draft-previewing.ts'
import type { Editing } from '../../catalog/listings/editor.ts'
import { pageContext } from '../../catalog/page-context.ts'
import { ProductPage } from '../../catalog/product-page.tsx'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { PROVINCES } from '../../kernel/provinces.ts'
import { renderPage } from '../../ui/document.tsx'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { withListing } from './editor-answers.tsx'
import { PhonePage } from './phone-page.tsx'

export const listingPhoneRoutes = new Hono<AppEnv>()

listingPhoneRoutes.get(adminUrls.listingPhone.path, withListing(showPhone))
listingPhoneRoutes.get(adminUrls.listingFrame.path, withListing(showFrame))

const CURRENT = { current: adminPaths.listings() }

async function showPhone(c: Ctx, editing: Editing) {
  const { db, now } = c.var.visit
  const { id, content, published } = editing
  const ready = (await previewDraft(db, id, content, published, now)) !== null
  return renderAdmin(c, { title: '手机预览', ...CURRENT }, PhonePage({ id, nameZh: content.nameZh, ready }))
}

async function showFrame(c: Ctx, editing: Editing) {
  const { db, now, t } = c.var.visit
  const detail = await previewDraft(db, editing.id, editing.content, editing.published, now)
  if (!detail) return answerNotFound(c)
  const body = ProductPage({
    sampleOnly: false,
    ...(await pageContext(c)),
    detail,
    chosen: detail.variants[0]!,
    province: PROVINCES[0]!,
    now,
    added: null,
    shareLabel: null,
    kept: null,
    favourites: t.favourites,
  })
  const meta = { title: detail.product.nameZh, current: 'products' as const, noindex: true }
  return renderPage(c, { ...meta, styles: ['readingCss'] }, body)
}
