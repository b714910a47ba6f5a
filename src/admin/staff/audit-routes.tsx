import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { parseOrderNumber } from '../../kernel/ids.ts'
import { civilDate, formatInstant, isCivilDate } from '../../kernel/time.ts'
import { type AuditFilter, readAudit } from '../../staff/auditing.ts'
import { readPeople } from '../../staff/queries.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { csvHeaders, csvOf } from '../csv.ts'
import { renderAdmin } from '../layout.tsx'
import { AuditPage } from './audit-page.tsx'
import { VERBS } from './verbs.ts'

export const auditRoutes = new Hono<AppEnv>()

const PAGE = 50
const MOST_EXPORTED = 1000

/** Clerks know orders by their numbers alone. */
function objectOf(typed: string | undefined): string | undefined {
  const number = typed && parseOrderNumber(typed)
  return number ? `order:${number}` : typed
}

/** The filter in the address; `wrong` names a date that does not exist, which then filters nothing. */
function filterOf(c: Ctx): { filter: AuditFilter; wrong: string | null } {
  const given = (name: string) => c.req.query(name)?.trim().slice(0, 60) || undefined
  const [from, to] = [given('from'), given('to')]
  const bad = [from, to].find((on) => on && !isCivilDate(on))
  return {
    filter: {
      object: objectOf(given('object')),
      staffId: given('staff'),
      verb: given('verb'),
      from: from && isCivilDate(from) ? from : undefined,
      to: to && isCivilDate(to) ? to : undefined,
    },
    wrong: bad ? `没有 ${bad} 这一天，请重新选日期` : from && to && to < from ? '结束日期早于开始日期' : null,
  }
}

auditRoutes.get(adminUrls.audit.path, async (c) => {
  const { db } = c.var.visit
  const { filter, wrong } = filterOf(c)
  const people = await readPeople(db)
  const { rows, next } = await readAudit(db, filter, PAGE, c.req.query('before'))
  const body = AuditPage({ rows, filter, people, verbs: Object.entries(VERBS), next, wrong })
  return renderAdmin(c, { title: '操作记录', current: adminPaths.audit() }, body, wrong ? 422 : 200)
})

auditRoutes.get(adminUrls.auditExport.path, async (c) => {
  const { db, now } = c.var.visit
  const { rows } = await readAudit(db, filterOf(c).filter, MOST_EXPORTED)
  const head = ['时间', '谁', '做了什么', '对象', '之前', '之后']
  const cells = rows.map((row) => [
    formatInstant(row.at),
    row.name,
    VERBS[row.verb] ?? row.verb,
    row.object,
    row.before ?? '',
    row.after ?? '',
  ])
  return c.body(csvOf(head, cells), 200, csvHeaders(`audit-${civilDate(now)}`))
})
