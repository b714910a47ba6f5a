import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { readRetention } from '../orders/retaining.ts'
import { adminUrls } from '../urls.ts'
import { lostPhoneRoutes } from './accounts/routes.tsx'
import { booksRoutes } from './books/routes.tsx'
import { claimDeskRoutes } from './claims/routes.tsx'
import { componentRoutes } from './components/routes.tsx'
import { dispatchRoutes } from './dispatches/routes.tsx'
import { familyRoutes } from './families/routes.tsx'
import { gardenRoutes } from './gardens/routes.tsx'
import { staffOnly } from './guard.ts'
import { helpRoutes } from './help/routes.tsx'
import { invoiceDeskRoutes } from './invoices/routes.tsx'
import { renderAdmin } from './layout.tsx'
import { listingCoverRoutes } from './listings/cover-routes.ts'
import { listingEditorRoutes } from './listings/editor-routes.tsx'
import { listingMergeRoutes } from './listings/merge-routes.tsx'
import { listingNewRoutes } from './listings/new-routes.tsx'
import { listingPhoneRoutes } from './listings/phone-routes.tsx'
import { listingPictureRoutes } from './listings/picture-routes.tsx'
import { listingRoutes } from './listings/routes.tsx'
import { listingSheetRoutes } from './listings/sheet-routes.tsx'
import { synonymRoutes } from './listings/synonym-routes.tsx'
import { mediaDeskRoutes } from './media/routes.tsx'
import { noticeDeskRoutes } from './notices/routes.tsx'
import { orderDeskRoutes } from './orders/routes.tsx'
import { outboxRoutes } from './outbox/routes.tsx'
import { overviewRoutes } from './overview/routes.tsx'
import { anomalyRoutes } from './payments/routes.tsx'
import { complianceRoutes } from './producers/compliance-routes.tsx'
import { producerRoutes } from './producers/producer-routes.tsx'
import { scanRoutes } from './producers/scan-routes.tsx'
import { promotionPriceRoutes } from './promotions/prices-routes.tsx'
import { promotionRoutes } from './promotions/routes.tsx'
import { quotationDeskRoutes } from './quotations/routes.tsx'
import { reconciliationRoutes } from './reconciliation/routes.tsx'
import { settingsRoutes } from './settings/routes.tsx'
import { settlementRoutes } from './settlements/routes.tsx'
import { shelfRoutes } from './shelf/routes.tsx'
import { shipmentRoutes } from './shipments/routes.tsx'
import { accountRoutes } from './staff/account-routes.tsx'
import { auditRoutes } from './staff/audit-routes.tsx'
import { RetentionPage } from './staff/retention-page.tsx'
import { signInRoutes } from './staff/sign-in-routes.tsx'
import { staffRoutes } from './staff/staff-routes.tsx'
import { stockRoutes } from './stock/routes.tsx'
import { transferRoutes } from './transfers/routes.tsx'
import { visitRoutes } from './visits/routes.tsx'

export const adminRoutes = new Hono<AppEnv>()

adminRoutes.use(`${adminUrls.home.path}/*`, staffOnly)

adminRoutes.route('/', signInRoutes)
adminRoutes.route('/', accountRoutes)
adminRoutes.route('/', staffRoutes)
adminRoutes.route('/', listingSheetRoutes)
adminRoutes.route('/', synonymRoutes)
adminRoutes.route('/', listingRoutes)
adminRoutes.route('/', listingPictureRoutes)
adminRoutes.route('/', promotionPriceRoutes)
adminRoutes.route('/', listingNewRoutes)
adminRoutes.route('/', listingCoverRoutes)
adminRoutes.route('/', listingMergeRoutes)
adminRoutes.route('/', listingPhoneRoutes)
adminRoutes.route('/', listingEditorRoutes)
adminRoutes.route('/', helpRoutes)
adminRoutes.route('/', componentRoutes)
adminRoutes.route('/', overviewRoutes)
adminRoutes.route('/', stockRoutes)
adminRoutes.route('/', promotionRoutes)
adminRoutes.route('/', booksRoutes)
adminRoutes.route('/', reconciliationRoutes)
adminRoutes.route('/', settlementRoutes)
adminRoutes.route('/', anomalyRoutes)
adminRoutes.route('/', outboxRoutes)
adminRoutes.route('/', noticeDeskRoutes)
adminRoutes.route('/', transferRoutes)
adminRoutes.route('/', orderDeskRoutes)
adminRoutes.route('/', lostPhoneRoutes)
adminRoutes.route('/', claimDeskRoutes)
adminRoutes.route('/', invoiceDeskRoutes)
adminRoutes.route('/', familyRoutes)
adminRoutes.route('/', producerRoutes)
adminRoutes.route('/', scanRoutes)
adminRoutes.route('/', complianceRoutes)
adminRoutes.route('/', shelfRoutes)
adminRoutes.route('/', shipmentRoutes)
adminRoutes.route('/', gardenRoutes)
adminRoutes.route('/', dispatchRoutes)
adminRoutes.route('/', visitRoutes)
adminRoutes.route('/', quotationDeskRoutes)
adminRoutes.route('/', settingsRoutes)
adminRoutes.route('/', mediaDeskRoutes)

adminRoutes.get(adminUrls.retention.path, async (c) =>
  renderAdmin(
    c,
    { title: '个人信息保存' },
    RetentionPage({ kinds: await readRetention(c.var.visit), now: c.var.visit.now }),
  ),
)

adminRoutes.route('/', auditRoutes)
