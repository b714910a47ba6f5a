import { Hono } from 'hono'
import { publishDraft } from '../../catalog/listings/draft-publishing.ts'
import { discardDraft } from '../../catalog/listings/draft-saving.ts'
import type { Editing } from '../../catalog/listings/editor.ts'
import { changeRows } from '../../catalog/listings/form.ts'
import { readPublished } from '../../catalog/listings/published.ts'
import { restoreVersion } from '../../catalog/listings/version-restoring.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { own } from '../../kernel/own.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { sayDone } from '../said.ts'
import { again, editorPage, fieldsOf, idOf, sent, whole, withListing } from './editor-answers.tsx'
import { keep } from './editor-saving.tsx'

export const listingEditorRoutes = new Hono<AppEnv>()

listingEditorRoutes.get(
  adminUrls.listing.path,
  withListing((c, editing) => editorPage(c, editing, { done: own(DONE, c.req.query('done') ?? '') ?? null })),
)
listingEditorRoutes.post(adminUrls.listing.path, withListing(save))
listingEditorRoutes.post(adminUrls.listingPublication.path, withListing(publish))

const DONE: Record<string, string> = {
  saved: '草稿已保存，顾客还看不到。',
  merged: '同事刚保存了草稿，已和您改的合在一起存好，还没有发布。请看一遍再发布。',
  published: '已发布，商店页面已更新。',
  restored: '已恢复并发布。',
  discarded: '草稿已丢弃。',
}

async function save(c: Ctx, editing: Editing) {
  const form = await sent(c)
  if (form.act)
    return editorPage(c, editing, {
      form: {
        ...changeRows(fieldsOf(form), form.act),
        seq: form.seq ?? '',
        baseVersion: form.baseVersion ?? '',
        was: form.was ?? '',
      },
    })
  const saved = await keep(c, editing, form)
  if (saved.answer) return saved.answer
  const next: Record<string, string> = {
    phone: adminPaths.listingPhone(editing.id),
    pictures: adminPaths.listingPictures(editing.id),
  }
  return c.redirect(own(next, form.then ?? '') ?? adminPaths.listing(editing.id, { done: 'saved' }), 303)
}

async function publish(c: Ctx, editing: Editing) {
  const form = await sent(c)
  const saved = await keep(c, editing, form)
  if (saved.answer) return saved.answer
  // A colleague's draft goes to the shop when somebody has seen it.
  if (saved.withDraft) return c.redirect(adminPaths.listing(editing.id, { done: 'merged' }), 303)
  const published = await publishDraft(c.var.visit, editing.id, saved.seq, c.var.staff.staffId)
  if (published.ok) return c.redirect(adminPaths.listing(editing.id, { done: 'published' }), 303)
  return again(c, editing.id, published.refusal)
}

listingEditorRoutes.post(adminUrls.listingDiscard.path, async (c) => {
  const id = idOf(c)
  const form = await sent(c)
  const gone = await discardDraft(c.var.visit, id, whole(form.seq), c.var.staff.staffId)
  if (!gone.ok) return again(c, id, gone.refusal)
  const product = await readPublished(c.var.visit.db, id)
  if (product) return c.redirect(adminPaths.listing(id, { done: 'discarded' }), 303)
  return sayDone(c, adminPaths.listings(), 'draft_discarded')
})

listingEditorRoutes.post(adminUrls.listingVersions.path, async (c) => {
  const id = idOf(c)
  const form = await sent(c)
  const restored = await restoreVersion(c.var.visit, id, whole(form.version), c.var.staff.staffId)
  if (restored.ok) return c.redirect(adminPaths.listing(id, { done: 'restored' }), 303)
  return again(c, id, restored.refusal)
})
