import { Hono } from 'hono'
import { PERMIT_KINDS } from '../../catalog/producer.ts'
import { readProducer } from '../../catalog/producer-queries.ts'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { fileOf, keyOf, readForm, textOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { SCAN_FAULTS, type ScanFault } from '../../media/scan.ts'
import { keepScan, MOST_SCANS, openScan, removeScan } from '../../media/scanning.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { sayDone } from '../said.ts'
import { type Known, showProducer } from './showing.tsx'

export const scanRoutes = new Hono<AppEnv>()

const withProducer = withNamed((c: Ctx) => readProducer(c.var.visit.db, c.req.param('id') ?? ''))
const storeOf = (c: Ctx) => ({ db: c.var.visit.db, now: c.var.visit.now, bucket: c.env.MEDIA })

const sentence = (fault: ScanFault | 'too_many'): string =>
  fault === 'too_many' ? `一家最多 ${MOST_SCANS} 份扫描件，请先删去旧的。` : SCAN_FAULTS[fault]

const limit = pictureBodies((c) =>
  withProducer((_, known) => showProducer(c, known, { scanError: SCAN_FAULTS.too_large }))(c),
)

scanRoutes.post(adminUrls.producerScans.path, limit, withProducer(keep))

async function keep(c: Ctx, known: Known) {
  const form = await readForm(c).catch(() => null)
  const file = form && fileOf(form, 'scan')
  const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
  const typed = form ? textOf(form, 'kind', 20) : ''
  const upload = {
    bytes,
    name: file?.name ?? '',
    kind: Object.hasOwn(PERMIT_KINDS, typed) ? typed : 'other',
    clientKey: keyOf(form ?? {}),
  }
  const fault = await keepScan(storeOf(c), known.producer.id, upload, c.var.staff.staffId)
  if (fault) return showProducer(c, known, { scanError: sentence(fault) })
  return sayDone(c, `${adminPaths.producer(known.producer.id)}#scans`, 'scan_kept')
}

scanRoutes.get(adminUrls.producerScan.path, async (c) => {
  const scan = await openScan(storeOf(c), c.req.param('id'), c.req.param('scan'))
  if (!scan) return answerNotFound(c)
  // Handed out as a file and never drawn on our origin: a PDF is kept as it came.
  return c.body(scan.object.body as unknown as ReadableStream, 200, {
    'Content-Type': scan.type,
    'Content-Length': String(scan.object.size),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(scan.name)}`,
    'X-Content-Type-Options': 'nosniff',
  })
})

scanRoutes.post(adminUrls.producerScanRemoval.path, async (c) => {
  const id = c.req.param('id')
  const removed = await removeScan(storeOf(c), id, c.req.param('scan'), c.var.staff.staffId)
  return removed.ok ? sayDone(c, `${adminPaths.producer(id)}#scans`, 'scan_removed') : answerNotFound(c)
})
