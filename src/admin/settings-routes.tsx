import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { audit } from '../accounts/auditing.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { civilDate } from '../kernel/time.ts'
import { adminPaths } from '../paths.ts'
import { renderAdmin } from './layout.tsx'
import { type Holiday, SettingsPage } from './settings-page.tsx'

export const settingsRoutes = new Hono<AppEnv>()

settingsRoutes.get('/', (c) => page(c))

settingsRoutes.post('/holidays', async (c) => {
  const form = await c.req.parseBody()
  const text = (name: string, longest: number) =>
    String(form[name] ?? '')
      .trim()
      .slice(0, longest)
  const typed = {
    firstOn: text('firstOn', 10),
    lastOn: text('lastOn', 10),
    nameZh: text('nameZh', 20),
    nameEn: text('nameEn', 40),
  }
  if (!isDate(typed.firstOn) || !isDate(typed.lastOn) || typed.lastOn < typed.firstOn)
    return page(c, { error: '请填写开始和结束日期,结束不早于开始', typed })
  if (!typed.nameZh || !typed.nameEn) return page(c, { error: '请填写中文和英文名称', typed })
  const { db, now } = c.var.visit
  await db.batch([
    db.run(sql`INSERT INTO holidays (first_on, last_on, name_zh, name_en)
      VALUES (${typed.firstOn}, ${typed.lastOn}, ${typed.nameZh}, ${typed.nameEn})
      ON CONFLICT (first_on) DO UPDATE SET last_on = excluded.last_on, name_zh = excluded.name_zh, name_en = excluded.name_en`),
    changed(c),
    audit(
      db,
      {
        staffId: c.var.staff.staffId,
        verb: 'holiday.kept',
        object: `holiday:${typed.firstOn}`,
        after: typed,
      },
      now,
    ),
  ])
  return c.redirect(adminPaths.settings, 303)
})

settingsRoutes.post('/holidays/removal', async (c) => {
  const firstOn = String((await c.req.parseBody()).firstOn ?? '').slice(0, 10)
  const { db, now } = c.var.visit
  const [before] = await db.all<Holiday>(sql`${HOLIDAYS} WHERE first_on = ${firstOn}`)
  if (before) {
    await db.batch([
      db.run(sql`DELETE FROM holidays WHERE first_on = ${firstOn}`),
      changed(c),
      audit(
        db,
        { staffId: c.var.staff.staffId, verb: 'holiday.removed', object: `holiday:${firstOn}`, before },
        now,
      ),
    ])
  }
  return c.redirect(adminPaths.settings, 303)
})

const HOLIDAYS = sql`SELECT first_on firstOn, last_on lastOn, name_zh nameZh, name_en nameEn FROM holidays`

// Product pages tell when goods leave: copies of them end with the old calendar.
const changed = (c: Ctx) =>
  c.var.visit.db.run(sql`UPDATE content_version SET version = version + 1 WHERE id = 1`)

/** A day that exists: 30 February does not. */
function isDate(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

async function page(c: Ctx, outcome: { error?: string; typed?: Holiday } = {}) {
  const { db, now, settings } = c.var.visit
  const holidays = await db.all<Holiday>(sql`${HOLIDAYS} ORDER BY first_on LIMIT 200`)
  const year = Number(civilDate(now).slice(0, 4))
  // Next year's calendar is published in autumn: from October its absence is an alarm.
  const late =
    civilDate(now).slice(5) >= '10-01' &&
    !holidays.some((holiday) => holiday.firstOn.startsWith(`${year + 1}`))
  const missing = Object.entries(settings.shop).flatMap(([name, value]) => (value ? [] : [name]))
  const body = SettingsPage({
    holidays,
    missing,
    alarm: late ? year + 1 : null,
    error: outcome.error ?? null,
    typed: outcome.typed ?? { firstOn: '', lastOn: '', nameZh: '', nameEn: '' },
  })
  return renderAdmin(c, { title: '设置', current: adminPaths.settings }, body, outcome.error ? 422 : 200)
}
