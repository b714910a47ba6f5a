import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { audit } from '../accounts/auditing.ts'
import type { AppEnv, Ctx } from '../http/context.ts'
import { civilDate, isCivilDate } from '../kernel/time.ts'
import { adminPaths } from '../paths.ts'
import { type Holiday, HolidaysPage } from './holidays-page.tsx'
import { renderSettings, textOf } from './settings-frame.tsx'

export const holidayRoutes = new Hono<AppEnv>()

holidayRoutes.get('/', (c) => page(c))

holidayRoutes.post('/', async (c) => {
  const form = await c.req.parseBody()
  const typed = {
    firstOn: textOf(form, 'firstOn', 10),
    lastOn: textOf(form, 'lastOn', 10),
    nameZh: textOf(form, 'nameZh', 20),
    nameEn: textOf(form, 'nameEn', 40),
  }
  if (!isCivilDate(typed.firstOn) || !isCivilDate(typed.lastOn) || typed.lastOn < typed.firstOn)
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
  return c.redirect(adminPaths.holidays, 303)
})

holidayRoutes.post('/removal', async (c) => {
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
  return c.redirect(adminPaths.holidays, 303)
})

const HOLIDAYS = sql`SELECT first_on firstOn, last_on lastOn, name_zh nameZh, name_en nameEn FROM holidays`

// Product pages tell when goods leave: copies of them end with the old calendar.
const changed = (c: Ctx) =>
  c.var.visit.db.run(sql`UPDATE content_version SET version = version + 1 WHERE id = 1`)

/** The year whose calendar should be in the table by now and is not: it is published in autumn. */
export async function missingHolidays(c: Ctx): Promise<number | null> {
  const { db, now } = c.var.visit
  const today = civilDate(now)
  const next = Number(today.slice(0, 4)) + 1
  if (today.slice(5) < '10-01') return null
  const known = await db.all(sql`SELECT 1 FROM holidays WHERE first_on >= ${`${next}-01-01`} LIMIT 1`)
  return known.length ? null : next
}

async function page(c: Ctx, outcome: { error?: string; typed?: Holiday } = {}) {
  const holidays = await c.var.visit.db.all<Holiday>(sql`${HOLIDAYS} ORDER BY first_on LIMIT 200`)
  const body = HolidaysPage({
    holidays,
    alarm: await missingHolidays(c),
    error: outcome.error ?? null,
    typed: outcome.typed ?? { firstOn: '', lastOn: '', nameZh: '', nameEn: '' },
  })
  return renderSettings(c, { title: '节假日', current: adminPaths.holidays }, body, outcome.error ? 422 : 200)
}
