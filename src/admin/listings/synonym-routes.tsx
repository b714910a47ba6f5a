import { Hono } from 'hono'
import { keepSynonyms, readSynonyms, SYNONYM_FORM } from '../../catalog/search/synonym-keeping.ts'
import { linesOf, synonymProblem, synonymsIn } from '../../catalog/search/synonyms.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { readForm, textOf } from '../../http/form.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import { SynonymsPage, type TypedSynonyms } from './synonyms-page.tsx'

export const synonymRoutes = new Hono<AppEnv>()

const LONGEST = 20_000

synonymRoutes.get(adminUrls.listingSynonyms.path, async (c) => {
  const { typed, edit } = await stored(c)
  return page(c, { typed, was: typed, over: edit.edit, error: null })
})

synonymRoutes.post(adminUrls.listingSynonyms.path, async (c) => {
  const form = await readForm(c)
  const typed = { synonyms: textOf(form, 'synonyms', LONGEST) }
  const began = beganOf<TypedSynonyms>(form)
  const synonyms = synonymsIn(typed.synonyms)
  const error = synonymProblem(synonyms)
  if (error) return page(c, { typed, ...began, error })
  const editor = { staffId: c.var.staff.staffId, over: began.over }
  const kept = await keepSynonyms(c.var.visit, editor, synonyms)
  if (kept.ok) return c.redirect(`${adminPaths.listingSynonyms}?saved=1`, 303)
  const other = await stored(c)
  const anew = beganAnew(typed, began, other.typed, other.edit)
  const differences = differencesOf([['意思相同的词', other.typed.synonyms, anew.typed.synonyms]])
  return page(c, { ...anew, error: null, between: { other: other.edit, differences } })
})

async function stored(c: Ctx) {
  const { db } = c.var.visit
  const [synonyms, edit] = [await readSynonyms(db), await readEdit(db, SYNONYM_FORM)]
  return { typed: { synonyms: linesOf(synonyms) }, edit }
}

type Shown = Began<TypedSynonyms> & { typed: TypedSynonyms; error: string | null; between?: Between }

function page(c: Ctx, shown: Shown) {
  const body = SynonymsPage({ ...shown, saved: c.req.query('saved') === '1' })
  const status = shown.between ? 409 : shown.error ? 422 : 200
  return renderAdmin(c, { title: '搜索同义词', current: adminPaths.listings() }, body, status)
}
