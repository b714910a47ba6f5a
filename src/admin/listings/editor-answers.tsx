import { claimsOf } from '../../catalog/listings/claims.ts'
import { type Editing, readChoices, readEditing, readParts } from '../../catalog/listings/editor.ts'
import {
  valuesOf as fieldsOfListing,
  type Parsed,
  parseListing,
  type Values,
} from '../../catalog/listings/form.ts'
import { publishingProblems, readGround } from '../../catalog/listings/ground.ts'
import type { ListingRefusal } from '../../catalog/listings/refusal.ts'
import { readShareCover } from '../../catalog/listings/share-covering.ts'
import { readVersions } from '../../catalog/listings/version-restoring.ts'
import type { Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, valuesOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { may } from '../../staff/roles.ts'
import { assets } from '../../ui/assets.generated.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { wasOf } from '../meanwhile.tsx'
import { EditorPage } from './editor-page.tsx'
import { sayRefusal } from './sentences.ts'

const CURRENT = { current: adminPaths.listings() }

export const idOf = (c: Ctx): string => c.req.param('id') ?? ''

/** For what is shown and done of one listing, its draft or what is published. */
export const withListing = withNamed((c) => readEditing(c.var.visit.db, idOf(c)))

/** The form as text by field; unticked boxes are not sent, so they read as ''. */
export async function sent(c: Ctx): Promise<Values> {
  return valuesOf(await readForm(c), Number.POSITIVE_INFINITY)
}
export const whole = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0)
export const fieldsOf = ({
  seq: _seq,
  baseVersion: _base,
  was: _was,
  act: _act,
  then: _then,
  sure: _sure,
  merged: _merged,
  ...values
}: Values): Values => values

type Outcome = {
  form?: Values
  errors?: Parsed['errors']
  error?: string
  done?: string | null
  /** Marks every field that keeps it from being published, not only those that cannot be read. */
  strict?: boolean
  status?: 409 | 422
}

export async function editorPage(c: Ctx, editing: Editing, outcome: Outcome) {
  const { db } = c.var.visit
  const { draft, published } = editing
  const stored = fieldsOfListing(editing.content)
  const values = outcome.form ? fieldsOf(outcome.form) : stored
  const { content, errors } = parseListing(values)
  const [choices, parts, versions, ground, cover] = await Promise.all([
    readChoices(db),
    readParts(db, content),
    readVersions(db, editing.id),
    readGround(db, content, published),
    readShareCover(db, editing.id),
  ])
  const problems = publishingProblems(content, published, ground)
  const strict = Object.fromEntries(problems.map(({ field, sentence }) => [field, sentence]))
  const { role } = c.var.staff
  const body = EditorPage({
    editing,
    seq: outcome.form ? whole(outcome.form.seq) : (draft?.seq ?? 0),
    baseVersion: outcome.form ? whole(outcome.form.baseVersion) : baseOf(editing),
    was: outcome.form ? firstSeen(outcome.form) : stored,
    values,
    sure: outcome.form?.sure ?? '',
    wrong: { ...(outcome.strict ? strict : {}), ...errors, ...outcome.errors },
    choices,
    parts,
    problems,
    warnings: claimsOf(content).filter(({ severity }) => severity === 'warn'),
    versions,
    cover,
    error: outcome.error ?? null,
    done: outcome.done ?? null,
    can: { write: may(role, 'listings.write'), publish: may(role, 'listings.publish') },
  })
  const meta = { title: values.nameZh || '新商品', script: assets.listingsJs, ...CURRENT }
  return renderAdmin(c, meta, body, outcome.status ?? 200)
}

/** What the form held when it was first drawn; nothing where it does not say. */
export const firstSeen = (form: Values): Values => wasOf<Values>(form) as Values

/** The version of the product that what is being edited was begun from. */
export const baseOf = ({ draft, published }: Editing): number => draft?.baseVersion ?? published?.version ?? 0

/** The editor as things are now, with what was refused. */
export async function again(c: Ctx, id: string, refusal: ListingRefusal) {
  const editing = refusal.code === 'not_found' ? null : await readEditing(c.var.visit.db, id)
  if (!editing) return answerNotFound(c)
  const status = refusal.code === 'unpublishable' ? 422 : 409
  return editorPage(c, editing, { error: sayRefusal(refusal), strict: true, status })
}
