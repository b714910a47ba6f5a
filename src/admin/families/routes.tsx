import { Hono } from 'hono'
import { codeError, type FamilyErrors, type FamilyNames, familyErrors } from '../../catalog/family.ts'
import { addFamily, familyForm, keepFamily, moveFamily, readFamilies } from '../../catalog/family-keeping.ts'
import { slugOf } from '../../catalog/listings/editor.ts'
import type { Family } from '../../catalog/schema.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { type Form, readForm, textsOf, ticked } from '../../http/form.ts'
import { readEdit } from '../../staff/edit-lock.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { type Began, type Between, beganAnew, beganOf, differencesOf } from '../meanwhile.tsx'
import { sayDone } from '../said.ts'
import { FamiliesPage } from './families-page.tsx'
import { FamilyPage } from './family-page.tsx'

export const familyRoutes = new Hono<AppEnv>()

const namesOf = (form: Form): FamilyNames => textsOf(form, { nameZh: 40, nameEn: 60 })
const wrong = (errors: FamilyErrors): boolean => Object.values(errors).some(Boolean)

familyRoutes.get(adminUrls.families.path, async (c) =>
  list(c, await readFamilies(c.var.visit.db), { nameZh: '', nameEn: '', code: '' }),
)

familyRoutes.post(adminUrls.families.path, async (c) => {
  const form = await readForm(c)
  const [names, { code: typed }] = [namesOf(form), textsOf(form, { code: 24 })]
  const families = await readFamilies(c.var.visit.db)
  const code = typed || slugOf(names.nameZh).replace(/-/g, '').slice(0, 24)
  const errors = familyErrors(names, families)
  // Without a name there is nothing to make a code of.
  if (typed || names.nameZh) errors.code = codeError(code, families)
  if (wrong(errors)) return list(c, families, { ...names, code: typed }, errors)
  const added = await addFamily(c.var.visit, c.var.staff.staffId, code, names)
  if (added.ok) return sayDone(c, adminPaths.families, 'family_added')
  const now = await readFamilies(c.var.visit.db)
  return list(c, now, { ...names, code: typed }, { code: `代号 ${code} 刚刚有同事用了，请换一个。` })
})

familyRoutes.get(adminUrls.family.path, async (c) => {
  const family = (await readFamilies(c.var.visit.db)).find(({ code }) => code === c.req.param('code'))
  if (!family) return answerNotFound(c)
  const [typed, { edit }] = [namesIn(family), await readEdit(c.var.visit.db, familyForm(family.code))]
  return one(c, family.code, { typed, was: typed, over: edit })
})

familyRoutes.post(adminUrls.family.path, async (c) => {
  const form = await readForm(c)
  return keep(c, c.req.param('code'), namesOf(form), beganOf<FamilyNames>(form))
})

async function keep(c: Ctx, code: string, typed: FamilyNames, began: Began<FamilyNames>): Promise<Response> {
  const { db } = c.var.visit
  const others = (await readFamilies(db)).filter((family) => family.code !== code)
  const errors = familyErrors(typed, others)
  if (wrong(errors)) return one(c, code, { typed, ...began, errors })
  const editor = { staffId: c.var.staff.staffId, over: began.over }
  const kept = await keepFamily(c.var.visit, editor, code, typed)
  if (kept.ok) return sayDone(c, adminPaths.families, 'family_kept')
  const stored = (await readFamilies(db)).find((family) => family.code === code)
  if (!stored) return answerNotFound(c)
  const other = await readEdit(db, familyForm(code))
  const anew = beganAnew(typed, began, namesIn(stored), other)
  if (anew.apart) return keep(c, code, anew.typed, anew)
  const differences = differencesOf([
    ['名称', stored.nameZh, anew.typed.nameZh],
    ['英文名称', stored.nameEn, anew.typed.nameEn],
  ])
  return one(c, code, { ...anew, between: { other, differences } })
}

familyRoutes.post(adminUrls.familyMove.path, async (c) => {
  const by = ticked(await readForm(c), 'by', 'up') ? -1 : 1
  const moved = await moveFamily(c.var.visit, c.var.staff.staffId, c.req.param('code'), by)
  return moved.ok ? sayDone(c, adminPaths.families, 'family_moved') : answerNotFound(c)
})

const namesIn = ({ nameZh, nameEn }: Family): FamilyNames => ({ nameZh, nameEn })

function list(c: Ctx, families: Family[], typed: FamilyNames & { code: string }, errors: FamilyErrors = {}) {
  const body = FamiliesPage({ families, typed, errors })
  return renderAdmin(c, { title: '品类', current: adminPaths.families }, body, wrong(errors) ? 422 : 200)
}

type Shown = Began<FamilyNames> & { typed: FamilyNames; errors?: FamilyErrors; between?: Between }

function one(c: Ctx, code: string, { errors = {}, between, ...shown }: Shown) {
  const status = between ? 409 : wrong(errors) ? 422 : 200
  const body = FamilyPage({ code, ...shown, errors, between })
  return renderAdmin(c, { title: '给品类改名', current: adminPaths.families }, body, status)
}
