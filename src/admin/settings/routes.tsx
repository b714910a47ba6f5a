import { Hono } from 'hono'
import { readTemplates } from '../../catalog/freight-keeping.ts'
import { missingHolidays } from '../../catalog/holiday-keeping.ts'
import type { AppEnv } from '../../http/context.ts'
import { shopfrontOf } from '../../http/shopfront.ts'
import { civilDate } from '../../kernel/time.ts'
import { endingLicences, missingContact } from '../../settings/contact.ts'
import { readStoredShop } from '../../settings/keeping.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { bannerRoutes } from './banner-routes.tsx'
import { contactRoutes } from './contact-routes.tsx'
import { deadlineRoutes } from './deadline-routes.tsx'
import { factRoutes } from './fact-routes.tsx'
import { renderSettings } from './frame.tsx'
import { freightRoutes } from './freight-routes.tsx'
import { holidayRoutes } from './holiday-routes.tsx'
import { pageTextRoutes } from './page-text-routes.tsx'
import { refundRuleRoutes } from './refund-routes.tsx'
import { returnRoutes } from './return-routes.tsx'
import { sellingRoutes } from './selling-routes.tsx'
import { SettingsPage } from './settings-page.tsx'

export const settingsRoutes = new Hono<AppEnv>()

settingsRoutes.get(adminUrls.settings.path, async (c) => {
  const { db, now, settings } = c.var.visit
  const stored = await readStoredShop(db)
  const body = SettingsPage({
    missing: missingContact(shopfrontOf(stored, settings, now).contact),
    withoutFreight: (await readTemplates(db)).length === 0,
    ending: endingLicences(stored.contact, civilDate(now)),
    alarm: await missingHolidays(db, civilDate(now)),
    role: c.var.staff.role,
  })
  return renderSettings(c, { title: '设置', current: adminPaths.settings }, body)
})

settingsRoutes.route('/', contactRoutes)
settingsRoutes.route('/', deadlineRoutes)
settingsRoutes.route('/', refundRuleRoutes)
settingsRoutes.route('/', returnRoutes)
settingsRoutes.route('/', sellingRoutes)
settingsRoutes.route('/', bannerRoutes)
settingsRoutes.route('/', holidayRoutes)
settingsRoutes.route('/', freightRoutes)
settingsRoutes.route('/', factRoutes)
settingsRoutes.route('/', pageTextRoutes)
