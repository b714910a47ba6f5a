import { Hono } from 'hono'
import { readFamilies } from '../../catalog/family-keeping.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { listOf, readForm, textsOf } from '../../http/form.ts'
import { DAY_MS, localInstant } from '../../kernel/time.ts'
import { type CodeErrors, type CodeTyped, parseCodeForm } from '../../promotions/code-form.ts'
import { endCode, makeCode } from '../../promotions/making.ts'
import { readCode, readCodes, readRedemptions } from '../../promotions/queries.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { CodePage } from './code-page.tsx'
import { CodesPage } from './codes-page.tsx'
import { NewCodePage } from './new-page.tsx'
import { codeNames } from './words.tsx'

export const promotionRoutes = new Hono<AppEnv>()

const PAGE = 50
const namesOf = async (c: Ctx) => codeNames(await readFamilies(c.var.visit.db))
const META = { title: '优惠码', current: adminPaths.codes() }

promotionRoutes.get(adminUrls.codes.path, async (c) => {
  const { db, now } = c.var.visit
  const [, madeAt = '', code = ''] = /^(\d{1,15})\.([A-Z0-9]{4,20})$/.exec(c.req.query('after') ?? '') ?? []
  const rows = await readCodes(db, PAGE + 1, code ? { madeAt: Number(madeAt), code } : undefined)
  const names = await namesOf(c)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  const next = last ? adminPaths.codes({ after: `${last.madeAt}.${last.code}` }) : null
  return renderAdmin(c, META, CodesPage({ rows: rows.slice(0, PAGE), names, next, now }))
})

promotionRoutes.get(adminUrls.newCode.path, (c) => {
  const { now } = c.var.visit
  const typed: CodeTyped = {
    ...{ code: '', kind: 'amount', amount: '', percent: '', minimum: '', families: [] },
    ...{ starts: localInstant(now), ends: localInstant(now + 30 * DAY_MS), total: '100', perPhone: '1' },
  }
  return newPage(c, typed, {}, 200)
})

promotionRoutes.post(adminUrls.codes.path, async (c) => {
  const form = await readForm(c)
  const typed: CodeTyped = {
    ...textsOf(form, { code: 40, kind: 40, amount: 40, percent: 40, minimum: 40 }),
    ...textsOf(form, { starts: 40, ends: 40, total: 40, perPhone: 40 }),
    families: listOf(form, 'families', 20),
  }
  const { input, errors } = parseCodeForm(typed, Object.keys(await namesOf(c)), c.var.visit.now)
  if (!input) return newPage(c, typed, errors, 422)
  const made = await makeCode(c.var.visit, input, c.var.staff.staffId)
  if (!made.ok)
    return newPage(c, typed, { code: `已有 ${input.code} 这个码（结束的也不能重用），请换一个。` }, 409)
  return c.redirect(`${adminPaths.code(made.value.code)}?made=1`, 303)
})

promotionRoutes.get(adminUrls.code.path, (c) => codePage(c, null))

promotionRoutes.post(adminUrls.codeEnding.path, async (c) => {
  const code = c.req.param('code')
  const ended = await endCode(c.var.visit, code, c.var.staff.staffId)
  if (ended.ok) return sayDone(c, adminPaths.code(code), 'code_ended')
  if (ended.refusal.code === 'not_found') return answerNotFound(c)
  return codePage(c, '这个码刚才已被同事结束。')
})

async function codePage(c: Ctx, error: string | null) {
  const { db, now } = c.var.visit
  const row = await readCode(db, c.req.param('code') ?? '')
  // The code of a short season is its buyer's: staff do not read it.
  if (!row || row.adoptionId !== null) return answerNotFound(c)
  const redemptions = await readRedemptions(db, row.code)
  const names = await namesOf(c)
  const body = CodePage({ row, names, redemptions, now, made: c.req.query('made') === '1', error })
  return renderAdmin(c, { ...META, title: row.code }, body, error ? 409 : 200)
}

async function newPage(c: Ctx, typed: CodeTyped, errors: CodeErrors, status: number) {
  const body = NewCodePage({ typed, errors, names: await namesOf(c) })
  return renderAdmin(c, { ...META, title: '新建优惠码' }, body, status)
}
