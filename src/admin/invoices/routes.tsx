import { Hono } from 'hono'
import { isTaxCode, parseRate, type TaxFacts } from '../../catalog/tax.ts'
import { pictureBodies } from '../../http/body-limit.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { fileOf, readForm, readFormIfWhole, valuesOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { sendFile } from '../../invoices/downloading.ts'
import { type FileType, readFiles } from '../../invoices/files.ts'
import { beginIssuing, releaseInvoice, sheetFor } from '../../invoices/issuing.ts'
import { keepInvoice, keepRedInvoice, type NotKept } from '../../invoices/keeping.ts'
import { type InvoiceDesk, readInvoiceDesk, readInvoiceQueue } from '../../invoices/reading.ts'
import { replaceFiles, sameInvoice } from '../../invoices/replacing.ts'
import { cancelInvoice } from '../../invoices/requesting.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { sayDone } from '../said.ts'
import { type Typed, taxField } from './forms.tsx'
import { InvoiceQueuePage, viewOf } from './queue-page.tsx'
import { InvoiceRequestPage } from './request-page.tsx'
import { DIFFERENCE_WORDS, faultWords } from './words.ts'

export const invoiceDeskRoutes = new Hono<AppEnv>()

/** Rows of a view: what was asked first is done first. */
const PAGE = 100

invoiceDeskRoutes.get(adminUrls.invoices.path, async (c) => {
  const { db, now } = c.var.visit
  const view = viewOf(c.req.query('view'))
  const asked = c.req.query('kind')
  const kind = asked === 'ordinary' || asked === 'special' ? asked : null
  const [found, counts] = await readInvoiceQueue(db, view, kind, PAGE + 1)
  const invoices = found.slice(0, PAGE)
  const body = InvoiceQueuePage({ view, kind, invoices, counts, more: found.length > PAGE, now })
  return renderAdmin(c, { title: '发票', current: adminPaths.invoices() }, body)
})

const withRequest = withNamed((c: Ctx) => readInvoiceDesk(c.var.visit.db, c.req.param('id') ?? ''))

invoiceDeskRoutes.get(
  adminUrls.invoiceRequest.path,
  withRequest((c, desk) => show(c, desk)),
)

type Outcome = { error?: string; typed?: Typed; asksReason?: boolean; status?: number }

function show(c: Ctx, desk: InvoiceDesk, outcome: Outcome = {}) {
  const { error = null, typed = { values: {}, errors: {} }, asksReason = false, status = 200 } = outcome
  const body = InvoiceRequestPage({ desk, sheet: sheetFor(desk), error, typed, asksReason })
  return renderAdmin(c, { title: '发票', current: adminPaths.invoices() }, body, status)
}

const MEANWHILE = '没有办成：顾客或同事刚办过这一件，或者刚有退款。下面是最新情况'
const LACKING = '没有开始：还有行没有税收编码或税率'

async function meanwhile(c: Ctx, { request }: InvoiceDesk) {
  const latest = await readInvoiceDesk(c.var.visit.db, request.id)
  return latest ? show(c, latest, { error: MEANWHILE, status: 409 }) : answerNotFound(c)
}

invoiceDeskRoutes.post(adminUrls.invoiceRequest.path, withRequest(decide))

async function decide(c: Ctx, desk: InvoiceDesk) {
  const values = valuesOf(await readForm(c))
  const { visit, staff } = c.var
  const { id } = desk.request
  const place = adminPaths.invoiceRequest(id)
  switch (values.act) {
    case 'begin': {
      const { facts, errors } = typedFacts(desk, values)
      if (Object.keys(errors).length) return show(c, desk, { typed: { values, errors }, status: 422 })
      const done = await beginIssuing(visit, id, facts, staff.staffId)
      if (!done.ok && done.refusal.code === 'too_late')
        return show(c, desk, { error: LACKING, typed: { values, errors }, status: 422 })
      return done.ok ? sayDone(c, place, 'invoice_begun') : meanwhile(c, desk)
    }
    case 'release': {
      const done = await releaseInvoice(visit, id, staff.staffId)
      return done.ok ? sayDone(c, place, 'invoice_released') : meanwhile(c, desk)
    }
    case 'cancel': {
      const done = await cancelInvoice(visit, id, { actor: 'staff', staffId: staff.staffId })
      return done.ok ? sayDone(c, place, 'invoice_cancelled') : meanwhile(c, desk)
    }
    default:
      return answerNotFound(c)
  }
}

/** Facts as they stand in the form for each line, or what is wrong with them. */
function typedFacts(desk: InvoiceDesk, values: Record<string, string>) {
  const facts: Record<string, TaxFacts> = {}
  const errors: Record<string, string> = {}
  for (const { key, tax } of sheetFor(desk)?.lines ?? []) {
    const said = (part: 'code' | 'rate' | 'exempt', known: string) =>
      (values[taxField(key, part)] ?? known).normalize('NFKC').trim()
    const code = said('code', tax.code).replace(/\s/g, '')
    const rate = said('rate', tax.rateBp === null ? '' : String(tax.rateBp / 100))
    // Left empty, freight follows what travelled.
    if (key.startsWith('freight.') && !code && !rate) continue
    const exemptReason = plainText(said('exempt', tax.exemptReason)).slice(0, 60)
    const rateBp = parseRate(rate)
    if (!isTaxCode(code)) errors[taxField(key, 'code')] = '税收分类编码是19位数字'
    if (rateBp === null) errors[taxField(key, 'rate')] = '税率请填百分数，例如 9 或 13'
    else if (exemptReason && rateBp > 0) errors[taxField(key, 'rate')] = '写了免税原因，税率要填 0'
    facts[key] = { code, rateBp, exemptReason, name: tax.name }
  }
  return { facts, errors }
}

const limit = pictureBodies((c) =>
  withRequest((c, desk) => show(c, desk, { error: '没有收：几个文件合起来太大了', status: 413 }))(c),
)

invoiceDeskRoutes.post(adminUrls.invoiceUpload.path, limit, withRequest(upload))

async function upload(c: Ctx, desk: InvoiceDesk) {
  const form = await readFormIfWhole(c)
  const values = form ? valuesOf(form) : {}
  const bytesOf = async (name: FileType) => {
    const file = form && fileOf(form, name)
    return file ? new Uint8Array(await file.arrayBuffer()) : null
  }
  const files = readFiles({ xml: await bytesOf('xml'), pdf: await bytesOf('pdf'), ofd: await bytesOf('ofd') })
  if ('fault' in files)
    return show(c, desk, { typed: { values, errors: { [files.file]: faultWords(files) } }, status: 422 })
  const red = desk.request.state === 'red_pending'
  const sent = { files, reason: plainText(values.reason ?? '').slice(0, 200), staffId: c.var.staff.staffId }
  const store = { ...c.var.visit, bucket: c.env.MEDIA }
  if (sameInvoice(desk, files)) return replace(c, desk, sent, values)
  const done = await (red ? keepRedInvoice : keepInvoice)(store, desk.request.id, sent)
  if (done.ok)
    return sayDone(c, adminPaths.invoiceRequest(desk.request.id), red ? 'invoice_reddened' : 'invoice_issued')
  return refused(c, desk, done, values)
}

/** The files of an invoice that is kept already: asked why, for its buyer has others. */
async function replace(
  c: Ctx,
  desk: InvoiceDesk,
  sent: Parameters<typeof replaceFiles>[2],
  values: Record<string, string>,
) {
  if (!sent.reason)
    return show(c, desk, {
      error: '没有收：这个发票号码已经上传过了。要换掉它的文件，写明原因再传一次',
      typed: { values, errors: { reason: '请写为什么要换' } },
      asksReason: true,
      status: 422,
    })
  const done = await replaceFiles({ ...c.var.visit, bucket: c.env.MEDIA }, desk.request.id, sent)
  if (!done.ok) return refused(c, desk, done, values)
  return sayDone(c, adminPaths.invoiceRequest(desk.request.id), 'invoice_replaced')
}

function refused(c: Ctx, desk: InvoiceDesk, why: NotKept, values: Record<string, string>) {
  if (why.code !== 'differs') {
    if (why.code === 'not_found') return answerNotFound(c)
    if (why.code === 'conflict') return meanwhile(c, desk)
    return show(c, desk, { error: '没有收：这个发票号码已经上传过了', status: 409 })
  }
  const told = why.differences.map((one) => DIFFERENCE_WORDS[one]).join('；')
  return show(c, desk, {
    error: why.needsReason ? `没有收：${told}。核对无误，写明原因再传一次` : `没有收：${told}。请核对文件`,
    typed: { values, errors: {} },
    asksReason: why.needsReason,
    status: 422,
  })
}

invoiceDeskRoutes.get(
  adminUrls.invoiceFile.path,
  withRequest((c, { documents }) =>
    sendFile(c, documents, c.req.param('document') ?? '', c.req.param('type') ?? ''),
  ),
)
