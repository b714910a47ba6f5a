import { Hono } from 'hono'
import type { AppEnv } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { periodOf } from '../../impact/sales.ts'
import { civilDate } from '../../kernel/time.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { csvHeaders, csvOf } from '../csv.ts'
import { renderAdmin } from '../layout.tsx'
import { chartsOf } from './charts.ts'
import { OverviewPage } from './overview-page.tsx'
import { readOverview } from './reading.ts'

export const overviewRoutes = new Hono<AppEnv>()

overviewRoutes.get(adminUrls.home.path, async (c) => {
  const { db, now, settings } = c.var.visit
  const period = periodOf(c.req.query('days'))
  const { role, staffId } = c.var.staff
  const who = { role, staffId, now, production: settings.production }
  const { sums, tasks, alarms, steps } = await readOverview(db, who, period)
  const today = sums?.all.find(({ day }) => day === civilDate(now))
  const charts = sums && chartsOf(sums)
  const day = civilDate(now)
  const books = may(c.var.staff.role, 'books.write')
    ? adminPaths.books({ from: day, to: day, by: 'method' })
    : null
  const body = OverviewPage({
    period,
    sample: !settings.production,
    charts,
    today,
    books,
    tasks,
    alarms,
    steps,
  })
  return renderAdmin(c, { title: '概览', current: adminPaths.home }, body)
})

overviewRoutes.get(adminUrls.overviewCsv.path, async (c) => {
  const { db, now } = c.var.visit
  const period = periodOf(c.req.query('days'))
  const { sums } = await readOverview(db, { role: c.var.staff.role, now }, period)
  const chart = sums && chartsOf(sums).find(({ key }) => key === (c.req.query('chart') ?? 'days'))
  if (!chart) return answerNotFound(c)
  return c.body(csvOf(chart.head, chart.rows), 200, csvHeaders(`${chart.key}-${period}-${civilDate(now)}`))
})
