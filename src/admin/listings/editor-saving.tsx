import { saveDraft } from '../../catalog/listings/draft-saving.ts'
import { type Editing, readEditing } from '../../catalog/listings/editor.ts'
import { parseListing, type Values, valuesOf } from '../../catalog/listings/form.ts'
import type { ListingInput } from '../../catalog/listings/input.ts'
import { alike, threeWay } from '../../catalog/listings/merge.ts'
import { readVersion } from '../../catalog/listings/version-restoring.ts'
import { notAsked, type Slip, slipQuestion, slipsAmong, sureOf } from '../../catalog/slips.ts'
import type { Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { isReadable } from '../../ui/markdown-reading.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { ConflictPage } from './conflict-page.tsx'
import { baseOf, editorPage, fieldsOf, firstSeen, whole } from './editor-answers.tsx'
import { sayRefusal, TOO_DEEP } from './sentences.ts'

const STORIES = ['storyZh', 'storyEn'] as const

const CURRENT = { current: adminPaths.listings() }

type Kept = { seq: number; withDraft: boolean; answer?: undefined } | { answer: Response | Promise<Response> }

/**
 * Saves what was sent, together with what a colleague changed meanwhile where it is something else; `withDraft` says that
 * this was their draft. `answer` is the page to show instead when it could not be: of two who changed one field, a question.
 */
export async function keep(c: Ctx, editing: Editing, form: Values, withDraft = false): Promise<Kept> {
  const mine = fieldsOf(form)
  const { content, errors } = parseListing(mine)
  for (const name of STORIES) if (!(await isReadable(content[name]))) errors[name] = TOO_DEEP
  if (Object.keys(errors).length) {
    const error = '没有保存：部分内容格式不对，请修改标红的地方。'
    return { answer: editorPage(c, editing, { form, errors, error, status: 422 }) }
  }
  const slips = slipsOf(content, editing.content)
  const open = notAsked(slips, form.sure ?? '')
  if (open.length) {
    const asked = { ...form, sure: sureOf(slips) }
    return {
      answer: editorPage(c, editing, {
        form: asked,
        errors: Object.fromEntries(
          open.map(({ sku }) => [
            `sku.${content.variants.findIndex((own) => own.sku === sku)}.price`,
            '请核对这个价格。',
          ]),
        ),
        error: slipQuestion(open),
        status: 422,
      }),
    }
  }
  const was = firstSeen(form)
  const other = await otherThan(c, editing, was, whole(form.baseVersion))
  if (other) return beside(c, editing, form, other, withDraft)
  const { draft, published } = editing
  const version = published?.version ?? 0
  const saving = {
    id: editing.id,
    productId: published?.id ?? null,
    seq: whole(form.seq),
    // A form that holds what is published now stands on that version, whichever it was opened on.
    baseVersion: says(was) && !draft ? version : Math.min(whole(form.baseVersion), version),
    edits: published?.edits ?? null,
    content,
  }
  const saved = await saveDraft(c.var.visit, saving, c.var.staff.staffId)
  if (saved.ok) return { seq: saved.value.seq, withDraft }
  if (saved.refusal.code === 'conflict') {
    const fresh = await readEditing(c.var.visit.db, editing.id)
    if (!fresh) return { answer: answerNotFound(c) }
    return beside(c, fresh, form, standing(fresh, was), withDraft)
  }
  const errorsNow = { slug: '这个网址已被另一份草稿使用，请换一个。' }
  return {
    answer: editorPage(c, editing, {
      form,
      errors: errorsNow,
      error: sayRefusal(saved.refusal),
      status: 409,
    }),
  }
}

/** Prices that look mistyped beside those that stand. */
function slipsOf(content: ListingInput, standing: ListingInput): Slip[] {
  const before = new Map(standing.variants.map(({ sku, priceFen }) => [sku, priceFen]))
  return slipsAmong(
    content.variants.map(({ sku, priceFen }) => ({
      ...{ what: 'price' as const, sku },
      before: before.get(sku) ?? 0,
      after: priceFen,
    })),
  )
}

const says = (was: Values): boolean => Object.keys(was).length > 0

/** A text to lay beside what was sent: `was` is what the sender began from, `base` the version a choice is made over. */
type Other = { theirs: Values; was: Values; base: number; by: { by: string; at: number } | null }

/** What stands now: a colleague's draft, or what is published. */
const standing = (editing: Editing, was: Values): Other => ({
  theirs: valuesOf(editing.content),
  was,
  base: baseOf(editing),
  by: editing.draft ? { by: editing.draft.by, at: editing.draft.updatedAt } : null,
})

/**
 * What came between: the draft or the published product is not what the form was first drawn with, whether by a save,
 * a publication or a price changed on the table; or the draft was begun before the version that is published now.
 */
async function otherThan(c: Ctx, editing: Editing, was: Values, base: number): Promise<Other | null> {
  if (says(was) && !alike(was, valuesOf(editing.content))) return standing(editing, was)
  const { draft, published } = editing
  if (!draft || !published || base >= published.version) return null
  const begun = await readVersion(c.var.visit.db, editing.id, base)
  const theirs = valuesOf(published.content)
  return { theirs, was: begun ? valuesOf(begun) : {}, base: published.version, by: null }
}

/** Lays what was sent beside the other text: saved at once where nothing was changed by both, else asked about. */
async function beside(
  c: Ctx,
  editing: Editing,
  form: Values,
  { theirs, was, base, by }: Other,
  withDraft: boolean,
): Promise<Kept> {
  const sent = fieldsOf(form)
  // Boxes that are not ticked are not sent; they differ from '' in nothing.
  const own = Object.fromEntries([...Object.keys(theirs).map((name) => [name, '']), ...Object.entries(sent)])
  const merged = threeWay(trimmed(own, sent), theirs, was)
  const stands = valuesOf(editing.content)
  const seq = editing.draft?.seq ?? 0
  // A text that was merged over this very one is not merged again: then it is asked about.
  const over = `${seq} ${base} ${editing.published?.edits ?? 0}`
  if (!merged.differences.length && form.merged !== over) {
    const again = { seq: String(seq), baseVersion: String(base), was: JSON.stringify(stands), merged: over }
    return keep(c, editing, { ...merged.mine, ...again, sure: form.sure ?? '' }, withDraft || by !== null)
  }
  const body = ConflictPage({
    ...{ id: editing.id, seq, baseVersion: base, mine: merged.mine, theirs: merged.theirs },
    was: stands,
    differences: merged.differences,
    other: by,
  })
  return { answer: renderAdmin(c, { title: '同事也改了', ...CURRENT }, body, 409) }
}

/** Rows that only the other person has are no empty rows of mine. */
const trimmed = (own: Values, mine: Values): Values => {
  const rows = new Set(Object.keys(mine).map((name) => name.split('.').slice(0, 2).join('.')))
  return Object.fromEntries(
    Object.entries(own)
      .filter(
        ([name]) => !/^(?:sku|picture|guide)\./.test(name) || rows.has(name.split('.').slice(0, 2).join('.')),
      )
      .map(([name, text]) => [name, text.replace(/\r\n/g, '\n')]),
  )
}
