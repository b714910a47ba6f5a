import { saveDraft } from '../../catalog/listings/draft-saving.ts'
import { type Editing, readEditing } from '../../catalog/listings/editor.ts'
import { parseListing, type Values, valuesOf } from '../../catalog/listings/form.ts'
import { differencesOf } from '../../catalog/listings/merge.ts'
import type { Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { adminPaths } from '../../paths.ts'
import { renderAdmin } from '../layout.tsx'
import { ConflictPage } from './conflict-page.tsx'
import { editorPage, fieldsOf, whole } from './editor-answers.tsx'
import { sayRefusal } from './sentences.ts'

const CURRENT = { current: adminPaths.listings() }

/** Saves what was sent; `answer` is the page to show instead when it could not be. */
export async function keep(
  c: Ctx,
  editing: Editing,
  form: Values,
): Promise<{ seq: number; answer?: undefined } | { answer: Response | Promise<Response> }> {
  const { content, errors } = parseListing(fieldsOf(form))
  if (Object.keys(errors).length) {
    const error = '没有保存:有内容看不懂,下面标红的地方请改一下。'
    return { answer: editorPage(c, editing, { form, errors, error, status: 422 }) }
  }
  const { published } = editing
  const baseVersion = Math.min(whole(form.baseVersion), published?.version ?? 0)
  const saving = {
    id: editing.id,
    productId: published?.id ?? null,
    seq: whole(form.seq),
    baseVersion,
    content,
  }
  const saved = await saveDraft(c.var.visit, saving, c.var.staff.staffId)
  if (saved.ok) return { seq: saved.value.seq }
  if (saved.refusal.code === 'conflict') return { answer: conflictPage(c, editing.id, fieldsOf(form)) }
  const errorsNow = { slug: '这个网址已被另一份草稿使用,请换一个。' }
  return {
    answer: editorPage(c, editing, {
      form,
      errors: errorsNow,
      error: sayRefusal(saved.refusal),
      status: 409,
    }),
  }
}

async function conflictPage(c: Ctx, id: string, mine: Values) {
  const fresh = await readEditing(c.var.visit.db, id)
  if (!fresh) return answerNotFound(c)
  const theirs = valuesOf(fresh.content)
  // Boxes that are not ticked are not sent; they differ from '' in nothing.
  const own = Object.fromEntries([...Object.keys(theirs).map((name) => [name, '']), ...Object.entries(mine)])
  const body = ConflictPage({
    id,
    seq: fresh.draft?.seq ?? 0,
    baseVersion: fresh.published?.version ?? 0,
    mine: trimmed(own, mine),
    differences: differencesOf(trimmed(own, mine), theirs),
    other: fresh.draft ? { by: fresh.draft.by, at: fresh.draft.updatedAt } : null,
  })
  return renderAdmin(c, { title: '同事也改了', ...CURRENT }, body, 409)
}

/** Rows that only the other person has are no empty rows of mine. */
const trimmed = (own: Values, mine: Values): Values => {
  const rows = new Set(Object.keys(mine).map((name) => name.split('.').slice(0, 2).join('.')))
  return Object.fromEntries(
    Object.entries(own)
      .filter(([name]) => !/^(?:sku|picture)\./.test(name) || rows.has(name.split('.').slice(0, 2).join('.')))
      .map(([name, text]) => [name, text.replace(/\r\n/g, '\n')]),
  )
}
