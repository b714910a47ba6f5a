import { Hono } from 'hono'
import { missingHolidays } from '../../catalog/holiday-keeping.ts'
import {
  countUnlicensed,
  findingsOf,
  producerFindings,
  standings,
} from '../../catalog/listings/compliance.ts'
import { countUnready } from '../../catalog/listings/counts.ts'
import { readPublishedPage } from '../../catalog/listings/published.ts'
import { readProducers } from '../../catalog/producer-queries.ts'
import type { AppEnv } from '../../http/context.ts'
import { shopfrontOf } from '../../http/shopfront.ts'
import { civilDate } from '../../kernel/time.ts'
import { endingLicences, missingContact } from '../../settings/contact.ts'
import { readStoredShop } from '../../settings/keeping.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { CompliancePage } from './compliance-page.tsx'

export const complianceRoutes = new Hono<AppEnv>()

/** Products looked through for one page: their texts are read whole. */
const LOOKED_THROUGH = 50

complianceRoutes.get(adminUrls.compliance.path, async (c) => {
  const { db, now, settings } = c.var.visit
  const after = Number(/^\d{1,9}$/.exec(c.req.query('after') ?? '')?.[0] ?? 0)
  const today = civilDate(now)
  const [products, producers, counts, stored, holidayYear] = await Promise.all([
    readPublishedPage(db, after, LOOKED_THROUGH + 1),
    readProducers(db),
    countUnready(db),
    readStoredShop(db),
    missingHolidays(db, today),
  ])
  const standing = standings(producers)
  const page = products.slice(0, LOOKED_THROUGH)
  const body = CompliancePage({
    counts,
    unlicensed: countUnlicensed(producers),
    shop: {
      missing: missingContact(shopfrontOf(stored, settings, now).contact),
      ending: endingLicences(stored.contact, today),
      holidayYear,
      nameless: producers.filter(({ nameZh }) => !nameZh).length,
    },
    producers: producerFindings(producers, today),
    products: page.flatMap((line) => findingsOf(line, standing.get(line.content.producerId)) ?? []),
    lookedThrough: page.length,
    next: products.length > LOOKED_THROUGH ? adminPaths.compliance({ after: page.at(-1)!.position }) : null,
    maySet: may(c.var.staff.role, 'settings.write'),
  })
  return renderAdmin(c, { title: '合规检查', current: adminPaths.compliance() }, body)
})
