import { Hono } from 'hono'
import type { Editing } from '../../catalog/listings/editor.ts'
import type { Values } from '../../catalog/listings/form.ts'
import { mergeValues } from '../../catalog/listings/merge.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { adminPaths, adminUrls } from '../../urls.ts'
import { sent, withListing } from './editor-answers.tsx'
import { keep } from './editor-saving.tsx'

export const listingMergeRoutes = new Hono<AppEnv>()

listingMergeRoutes.post(adminUrls.listingMerge.path, withListing(merge))

async function merge(c: Ctx, editing: Editing) {
  const form = await sent(c)
  const [mine, theirs] = [parseValues(form.mine), parseValues(form.theirs)]
  if (!mine || !theirs) return answerNotFound(c)
  const chosen = (unit: string) => (form[`choose.${unit}`] === 'mine' ? 'mine' : 'theirs')
  const merged = mergeValues(mine, theirs, chosen)
  const saved = await keep(c, editing, {
    ...merged,
    seq: form.seq ?? '',
    baseVersion: form.baseVersion ?? '',
    was: form.was ?? '',
  })
  return saved.answer ?? c.redirect(adminPaths.listing(editing.id, { done: 'saved' }), 303)
}

/** Fields travel as JSON of text by name; anything else is nothing. */
function parseValues(text: string | undefined): Values | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, String(field)]))
  } catch {
    return null
  }
}
