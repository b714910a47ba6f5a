import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { may } from '../accounts/roles.ts'
import { claimsOf } from '../catalog/claims.ts'
import { previewDraft } from '../catalog/draft-previewing.ts'
import { publishDraft } from '../catalog/draft-publishing.ts'
import { discardDraft, saveDraft, startDraft } from '../catalog/draft-saving.ts'
import { blankListing, type Editing, readChoices, readEditing, readParts } from '../catalog/listing-editor.ts'
import { changeRows, type Parsed, parseListing, type Values, valuesOf } from '../catalog/listing-form.ts'
import { publishingProblems, readGround } from '../catalog/listing-ground.ts'
import { differencesOf, mergeValues } from '../catalog/listing-merge.ts'
import type { ListingRefusal } from '../catalog/listing-refusal.ts'
import { ProductPage } from '../catalog/product-page.tsx'
import { readPublished } from '../catalog/published.ts'
import { readVersions, restoreVersion } from '../catalog/version-restoring.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { answerNotFound } from '../http/failures.tsx'
import { PROVINCES } from '../kernel/provinces.ts'
import { civilDate, monthOf } from '../kernel/time.ts'
import { adminPaths } from '../paths.ts'
import { assets } from '../ui/assets.generated.ts'
import { renderPage } from '../ui/document.tsx'
import { renderAdmin } from './layout.tsx'
import { sayRefusal } from './listing-sentences.ts'
import { ConflictPage } from './listings-conflict-page.tsx'
import { EditorPage } from './listings-editor-page.tsx'
import { NewListingPage } from './listings-new-page.tsx'
import { PhonePage } from './listings-phone-page.tsx'

export const listingEditorRoutes = new Hono<AppEnv>()

const MOST_OFFERED = 200
const CURRENT = { current: adminPaths.listings() }
const idOf = (c: Ctx): string => c.req.param('id') ?? ''

/** The form as text by field; unticked boxes are not sent, so they read as ''. */
async function sent(c: Ctx): Promise<Values> {
  const form = await c.req.parseBody()
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
const whole = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0)
const fieldsOf = ({ seq: _seq, baseVersion: _base, act: _act, then: _then, ...values }: Values): Values =>
  values

listingEditorRoutes.get('/new', (c) => newPage(c, {}, null))

listingEditorRoutes.post('/', async (c) => {
  const values = await sent(c)
  const name = (values.nameZh ?? '').trim().slice(0, 60)
  const { db } = c.var.visit
  const { families } = await readChoices(db)
  const like = values.like ? await readPublished(db, values.like) : null
  const family = like?.content.family ?? values.family ?? ''
  if (!name) return newPage(c, values, '请先写商品名称,例如“夜郎荞麦花蜂蜜”。')
  if (!families.some(([code]) => code === family)) return newPage(c, values, '请选择品类。')
  const content = blankListing(name, family, like?.content ?? null)
  const started = await startDraft(c.var.visit, content, c.var.staff.staffId)
  if (started.ok) return c.redirect(adminPaths.listing(started.value.id), 303)
  if (started.refusal.code !== 'slug_taken') return newPage(c, values, sayRefusal(started.refusal))
  return newPage(c, values, '已经有一份同名的草稿,请在列表里找到它,或换一个名称。')
})

listingEditorRoutes.get('/:id', async (c) => {
  const editing = await readEditing(c.var.visit.db, idOf(c))
  return editing
    ? editorPage(c, editing, { done: DONE[c.req.query('done') ?? ''] ?? null })
    : answerNotFound(c)
})

const DONE: Record<string, string> = {
  saved: '草稿已保存,顾客还看不到。',
  published: '已发布,商城里马上能看到。',
  restored: '已恢复并发布。',
  discarded: '草稿已丢弃。',
}

listingEditorRoutes.post('/:id', async (c) => {
  const form = await sent(c)
  const editing = await readEditing(c.var.visit.db, idOf(c))
  if (!editing) return answerNotFound(c)
  if (form.act)
    return editorPage(c, editing, {
      form: {
        ...changeRows(fieldsOf(form), form.act),
        seq: form.seq ?? '',
        baseVersion: form.baseVersion ?? '',
      },
    })
  const saved = await keep(c, editing, form)
  if (saved.answer) return saved.answer
  const next: Record<string, string> = {
    phone: adminPaths.listingPhone(editing.id),
    pictures: adminPaths.listingPictures(editing.id),
  }
  return c.redirect(next[form.then ?? ''] ?? adminPaths.listing(editing.id, { done: 'saved' }), 303)
})

listingEditorRoutes.post('/:id/publication', async (c) => {
  const form = await sent(c)
  const editing = await readEditing(c.var.visit.db, idOf(c))
  if (!editing) return answerNotFound(c)
  const saved = await keep(c, editing, form)
  if (saved.answer) return saved.answer
  const published = await publishDraft(c.var.visit, editing.id, saved.seq, c.var.staff.staffId)
  if (published.ok) return c.redirect(adminPaths.listing(editing.id, { done: 'published' }), 303)
  return again(c, editing.id, published.refusal)
})

/** Saves what was sent; `answer` is the page to show instead when it could not be. */
async function keep(
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

listingEditorRoutes.post('/:id/merge', async (c) => {
  const form = await sent(c)
  const editing = await readEditing(c.var.visit.db, idOf(c))
  const mine = parseValues(form.mine)
  if (!editing || !mine) return answerNotFound(c)
  const chosen = (unit: string) => (form[`choose.${unit}`] === 'mine' ? 'mine' : 'theirs')
  const merged = mergeValues(mine, valuesOf(editing.content), chosen)
  const saved = await keep(c, editing, {
    ...merged,
    seq: form.seq ?? '',
    baseVersion: form.baseVersion ?? '',
  })
  return saved.answer ?? c.redirect(adminPaths.listing(editing.id, { done: 'saved' }), 303)
})

/** The other person's fields travel as JSON of text by name; anything else is nothing. */
function parseValues(text: string | undefined): Values | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, String(field)]))
  } catch {
    return null
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

listingEditorRoutes.post('/:id/discard', async (c) => {
  const id = idOf(c)
  const form = await sent(c)
  const gone = await discardDraft(c.var.visit, id, whole(form.seq), c.var.staff.staffId)
  if (!gone.ok) return again(c, id, gone.refusal)
  const product = await readPublished(c.var.visit.db, id)
  return c.redirect(product ? adminPaths.listing(id, { done: 'discarded' }) : adminPaths.listings(), 303)
})

listingEditorRoutes.post('/:id/versions', async (c) => {
  const id = idOf(c)
  const form = await sent(c)
  const restored = await restoreVersion(c.var.visit, id, whole(form.version), c.var.staff.staffId)
  if (restored.ok) return c.redirect(adminPaths.listing(id, { done: 'restored' }), 303)
  return again(c, id, restored.refusal)
})

/** The editor as things are now, with what was refused. */
async function again(c: Ctx, id: string, refusal: ListingRefusal) {
  const editing = refusal.code === 'not_found' ? null : await readEditing(c.var.visit.db, id)
  if (!editing) return answerNotFound(c)
  const status = refusal.code === 'unpublishable' ? 422 : 409
  return editorPage(c, editing, { error: sayRefusal(refusal), strict: true, status })
}

listingEditorRoutes.get('/:id/phone', async (c) => {
  const { db, now } = c.var.visit
  const editing = await readEditing(db, idOf(c))
  if (!editing) return answerNotFound(c)
  const { id, content, published } = editing
  const ready = (await previewDraft(db, id, content, published, now)) !== null
  return renderAdmin(c, { title: '手机预览', ...CURRENT }, PhonePage({ id, nameZh: content.nameZh, ready }))
})

listingEditorRoutes.get('/:id/phone/frame', async (c) => {
  const { db, now, t, paths, language } = c.var.visit
  const editing = await readEditing(db, idOf(c))
  const detail = editing && (await previewDraft(db, editing.id, editing.content, editing.published, now))
  if (!detail) return answerNotFound(c)
  const context = { t: t.catalog, shell: t.shell, paths, language, month: monthOf(civilDate(now)) }
  const body = ProductPage({ ...context, detail, chosen: detail.variants[0]!, province: PROVINCES[0]!, now })
  return renderPage(c, { title: detail.product.nameZh, current: 'products', noindex: true }, body)
})

type Outcome = {
  form?: Values
  errors?: Parsed['errors']
  error?: string
  done?: string | null
  /** Marks every field that keeps it from being published, not only those that cannot be read. */
  strict?: boolean
  status?: 409 | 422
}

async function editorPage(c: Ctx, editing: Editing, outcome: Outcome) {
  const { db } = c.var.visit
  const { draft, published } = editing
  const values = outcome.form ? fieldsOf(outcome.form) : valuesOf(editing.content)
  const { content, errors } = parseListing(values)
  const [choices, parts, versions, ground] = await Promise.all([
    readChoices(db),
    readParts(db, content),
    readVersions(db, editing.id),
    readGround(db, content, published),
  ])
  const problems = publishingProblems(content, published, ground)
  const strict = Object.fromEntries(problems.map(({ field, sentence }) => [field, sentence]))
  const { role } = c.var.staff
  const body = EditorPage({
    editing,
    seq: outcome.form ? whole(outcome.form.seq) : (draft?.seq ?? 0),
    // Saving what one sees beside a newer version takes that version as its base.
    baseVersion: outcome.form ? whole(outcome.form.baseVersion) : (published?.version ?? 0),
    values,
    wrong: { ...(outcome.strict ? strict : {}), ...errors, ...outcome.errors },
    choices,
    parts,
    problems,
    warnings: claimsOf(content).filter(({ severity }) => severity === 'warn'),
    versions,
    error: outcome.error ?? null,
    done: outcome.done ?? null,
    can: { write: may(role, 'listings.write'), publish: may(role, 'listings.publish') },
  })
  const meta = { title: values.nameZh || '新商品', script: assets.listingsJs, ...CURRENT }
  return renderAdmin(c, meta, body, outcome.status ?? 200)
}

async function newPage(c: Ctx, values: Values, error: string | null) {
  const { db } = c.var.visit
  const [{ families }, products] = await Promise.all([
    readChoices(db),
    db.all<{ id: string; name: string }>(
      sql`SELECT id, name_zh name FROM products ORDER BY search_rank LIMIT ${MOST_OFFERED}`,
    ),
  ])
  const body = NewListingPage({
    families,
    products: products.map(({ id, name }): [string, string] => [id, name]),
    values,
    wrong: {},
    error,
  })
  return renderAdmin(c, { title: '新建商品', ...CURRENT }, body, error ? 422 : 200)
}
