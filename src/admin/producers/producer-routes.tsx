import { Hono } from 'hono'
import { BLANK_PRODUCER, type ProducerInput, producerOf, producerProblems } from '../../catalog/producer.ts'
import { addProducer, keepProducer } from '../../catalog/producer-keeping.ts'
import { inputOf, readProducer, readProducers } from '../../catalog/producer-queries.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { exactOf, type Form, readForm, textOf, wholeOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { newId } from '../../kernel/ids.ts'
import { civilDate } from '../../kernel/time.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { changedApart, keepUntouched, wasOf } from '../meanwhile.tsx'
import { sayDone } from '../said.ts'
import { NewProducerPage } from './new-page.tsx'
import { ProducersPage } from './producers-page.tsx'
import { type Known, showProducer } from './showing.tsx'

export const producerRoutes = new Hono<AppEnv>()

producerRoutes.get(adminUrls.producers.path, async (c) => {
  const { db, now } = c.var.visit
  const rows = await readProducers(db)
  const body = ProducersPage({
    rows,
    today: civilDate(now),
    mayWrite: may(c.var.staff.role, 'producers.write'),
  })
  return renderAdmin(c, { title: '生产者', current: adminPaths.producers }, body)
})

producerRoutes.get(adminUrls.newProducer.path, (c) =>
  newPage(c, newId('prc', c.var.visit.now), BLANK_PRODUCER),
)

producerRoutes.post(adminUrls.newProducer.path, async (c) => {
  const form = await readForm(c)
  const input = producerOf((name) => exactOf(form, name, Number.POSITIVE_INFINITY))
  const sent = textOf(form, 'id', 40)
  const id = FORM_ID.test(sent) ? sent : newId('prc', c.var.visit.now)
  const problems = producerProblems(input, { teaPark: false, products: 0 })
  if (Object.keys(problems).length) return newPage(c, id, input, problems)
  await addProducer(c.var.visit, id, input, c.var.staff.staffId)
  return sayDone(c, adminPaths.producer(id), 'producer_added')
})

/** An id as `newId` makes it; the form carries it, so that a second sending is known. */
const FORM_ID = /^prc_[0-9a-hjkmnp-tv-z]{26}$/

function newPage(c: Ctx, id: string, input: ProducerInput, problems: Record<string, string> = {}) {
  const body = NewProducerPage({ id, input, problems })
  const status = Object.keys(problems).length ? 422 : 200
  return renderAdmin(c, { title: '新增生产者', current: adminPaths.producers }, body, status)
}

const knownOf = (c: Ctx) => readProducer(c.var.visit.db, c.req.param('id') ?? '')
const withProducer = withNamed(knownOf)

producerRoutes.get(
  adminUrls.producer.path,
  withProducer((c, known) => showProducer(c, known)),
)
producerRoutes.post(adminUrls.producer.path, withProducer(keep))

async function keep(c: Ctx, known: Known) {
  const form = await readForm(c)
  const input = producerOf((name) => exactOf(form, name, Number.POSITIVE_INFINITY))
  return keepInput(c, known, input, { was: wasOf<ProducerInput>(form), edits: editsOf(form) })
}

type BeganAt = { was: Partial<ProducerInput>; edits: number }

async function keepInput(
  c: Ctx,
  known: Known,
  input: ProducerInput,
  { was, edits }: BeganAt,
): Promise<Response> {
  const teaPark = known.producer.teaPark === 1
  const problems = producerProblems(input, { teaPark, products: known.products.length })
  if (Object.keys(problems).length) return showProducer(c, known, { input, was, problems, edits })
  const by = { staffId: c.var.staff.staffId, edits }
  const kept = await keepProducer(c.var.visit, known.producer.id, input, by)
  if (kept.ok) return sayDone(c, adminPaths.producers, 'producer_kept')
  const now = await knownOf(c)
  if (!now) return answerNotFound(c)
  const stored = inputOf(now.producer)
  if (now.producer.edits !== edits && changedApart(input, was, stored)) {
    const merged = keepUntouched(input, was, stored)
    return keepInput(c, now, merged, { was: stored, edits: now.producer.edits })
  }
  return showProducer(c, now, { input, meanwhile: was })
}

const editsOf = (form: Form): number => wholeOf(form, 'edits') ?? -1
