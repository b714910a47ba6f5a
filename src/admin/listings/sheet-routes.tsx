import { Hono } from 'hono'
import { readChoices } from '../../catalog/listings/editor.ts'
import { applySheet } from '../../catalog/sheets/applying.ts'
import { headRows, NUMBERS } from '../../catalog/sheets/columns.ts'
import { exportListings } from '../../catalog/sheets/exporting.ts'
import { type KeptSheet, keepSheet, readSheetHead, readSheetRows } from '../../catalog/sheets/keeping.ts'
import { digestOf } from '../../catalog/sheets/plan.ts'
import { planSheet } from '../../catalog/sheets/planning.ts'
import { listingRows, MOST_SHEET_BYTES, MOST_SHEET_ROWS, NEEDED_HEADINGS } from '../../catalog/sheets/rows.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { readForm, textOf, ticked } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { csvHeaders, writeCsv, writeXlsx, xlsxHeaders } from '../../kernel/spreadsheet.ts'
import { civilDate } from '../../kernel/time.ts'
import { readEntries } from '../../staff/auditing.ts'
import { may } from '../../staff/roles.ts'
import { assets } from '../../ui/assets.generated.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { answerForbidden } from '../forbidden.tsx'
import { renderAdmin } from '../layout.tsx'
import { noHeadings, readSentSheet } from '../sent-sheet.ts'
import { SHEET_PROBLEMS } from '../words.ts'
import { ListingPlanPage } from './plan-page.tsx'
import { sayRefusal } from './sentences.ts'
import { ListingSheetDonePage, ListingSheetPage } from './sheet-page.tsx'

export const listingSheetRoutes = new Hono<AppEnv>()

const META = { title: '商品表格', current: adminPaths.listings(), script: assets.listingsJs }
/** Heading and notes stand above the rows. */
const HEAD_ROWS = 2
const LIMITS = { rows: MOST_SHEET_ROWS + HEAD_ROWS, bytes: MOST_SHEET_BYTES }
const PROBLEMS = {
  ...SHEET_PROBLEMS,
  too_large: '文件太大（最多 8 MB）。请删掉图片和多余的表，或分成几张',
}

const answerSheet = (c: Ctx, rows: string[][], name: string) =>
  c.req.path.endsWith('.csv')
    ? c.body(writeCsv(rows), 200, csvHeaders(name))
    : c.body(writeXlsx(rows, NUMBERS), 200, xlsxHeaders(name))

for (const { path } of [adminUrls.listingTemplateCsv, adminUrls.listingTemplateXlsx])
  listingSheetRoutes.get(path, (c) => answerSheet(c, headRows(), 'listings-template'))

for (const { path } of [adminUrls.listingExportCsv, adminUrls.listingExportXlsx])
  listingSheetRoutes.get(path, async (c) => {
    const { rows, more } = await exportListings(c.var.visit.db, c.req.query('family'))
    if (more) return uploadPage(c, `超过 ${MOST_SHEET_ROWS} 行，请按品类分开导出`, 422)
    return answerSheet(c, rows, `listings-${civilDate(c.var.visit.now)}`)
  })

listingSheetRoutes.get(adminUrls.listingSheet.path, (c) => uploadPage(c, null, 200))

listingSheetRoutes.post(adminUrls.listingSheet.path, async (c) => {
  if (!may(c.var.staff.role, 'stock.write')) return answerForbidden(c, 'stock.write')
  const read = await readSentSheet(c, LIMITS, PROBLEMS)
  if ('error' in read) return refuse(c, read.error)
  const table = listingRows(read.rows)
  if (!table) return refuse(c, noHeadings(NEEDED_HEADINGS))
  if (!table.rows.length) return refuse(c, '表里没有商品。请从表头和说明的下一行开始填')
  if (table.rows.length > MOST_SHEET_ROWS) return refuse(c, PROBLEMS.too_many_rows)
  const id = await keepSheet(c.var.visit, read.name, table, c.var.staff.staffId)
  const next = adminPaths.listingSheetAct(id)
  return asksJson(c) ? c.json({ next }, 201) : c.redirect(next, 303)
})

const withSheet = withNamed((c) => readSheetHead(c.var.visit.db, c.req.param('id') ?? ''))

listingSheetRoutes.get(
  adminUrls.listingSheetAct.path,
  withSheet((c, sheet) => (sheet.entry ? donePage(c, sheet, sheet.entry) : planPage(c, sheet, null, 200))),
)
listingSheetRoutes.post(adminUrls.listingSheetAct.path, withSheet(apply))

async function apply(c: Ctx, sheet: KeptSheet) {
  if (!may(c.var.staff.role, 'stock.write')) return answerNotFound(c)
  const form = await readForm(c)
  const [digest, sure] = [textOf(form, 'digest'), ticked(form, 'sure')]
  const applied = sheet.entry
    ? null
    : await applySheet(c.var.visit, sheet.id, digest, c.var.staff.staffId, sure)
  // Sent twice: it is done, and the page says so.
  if (!applied || applied.ok) return c.redirect(adminPaths.listingSheetAct(sheet.id), 303)
  if (applied.refusal.code === 'mistyped') return planPage(c, sheet, sayRefusal(applied.refusal), 422)
  const text = '什么都没有导入：核对之后店里的商品或库存变了。下面是最新的核对结果，请再看一遍'
  return planPage(c, sheet, text, 409)
}

const asksJson = (c: Ctx): boolean => c.req.header('Accept') === 'application/json'

const refuse = (c: Ctx, message: string) =>
  asksJson(c) ? c.json({ message }, 422) : uploadPage(c, message, 422)

async function uploadPage(c: Ctx, error: string | null, status: 200 | 422) {
  const { families } = await readChoices(c.var.visit.db)
  const can = may(c.var.staff.role, 'listings.publish') && may(c.var.staff.role, 'stock.write')
  return renderAdmin(c, META, ListingSheetPage({ error, families, can }), status)
}

async function planPage(c: Ctx, sheet: KeptSheet, error: string | null, status: 200 | 409 | 422) {
  const plan = await planSheet(c.var.visit, await readSheetRows(c.var.visit.db, sheet.id))
  const body = ListingPlanPage({ ...sheet, plan, digest: digestOf(plan), error })
  return renderAdmin(c, META, body, status)
}

async function donePage(c: Ctx, { name }: KeptSheet, entry: string) {
  const [row] = await readEntries(c.var.visit.db, [entry])
  const { products, added, changed } = (row?.after ?? {}) as Record<string, number>
  const told = `${products ?? 0} 款商品，新增 ${added ?? 0} 行，修改 ${changed ?? 0} 行`
  return renderAdmin(c, META, ListingSheetDonePage({ entry, name, told }))
}
