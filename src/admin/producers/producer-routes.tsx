import { Hono } from 'hono'
import { type ProducerInput, producerOf, producerProblems } from '../../catalog/producer.ts'
import { keepProducer } from '../../catalog/producer-keeping.ts'
import { inputOf, readProducer, readProducers } from '../../catalog/producer-queries.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { exactOf, type Form, readForm, wholeOf } from '../../http/form.ts'
import { withNamed } from '../../http/named.ts'
import { civilDate } from '../../kernel/time.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { changedApart, keepUntouched, wasOf } from '../meanwhile.tsx'
import { ProducerPage } from './producer-page.tsx'
import { ProducersPage } from './producers-page.tsx'

export const producerRoutes = new Hono<AppEnv>()

producerRoutes.get(adminUrls.producers.path, async (c) => {
  const { db, now } = c.var.visit
  const rows = await readProducers(db)
  const body = ProducersPage({ rows, today: civilDate(now), saved: c.req.query('saved') === '1' })
  return renderAdmin(c, { title: '生产者', current: adminPaths.producers }, body)
})

type Known = NonNullable<Awaited<ReturnType<typeof readProducer>>>
const knownOf = (c: Ctx) => readProducer(c.var.visit.db, c.req.param('id') ?? '')
const withProducer = withNamed(knownOf)

producerRoutes.get(
  adminUrls.producer.path,
  withProducer((c, known) => page(c, known)),
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
  if (Object.keys(problems).length) return page(c, known, { input, was, problems, edits })
  const by = { staffId: c.var.staff.staffId, edits }
  const kept = await keepProducer(c.var.visit, known.producer.id, input, by)
  if (kept.ok) return c.redirect(`${adminPaths.producers}?saved=1`, 303)
  const now = await knownOf(c)
  if (!now) return answerNotFound(c)
  const stored = inputOf(now.producer)
  if (now.producer.edits !== edits && changedApart(input, was, stored)) {
    const merged = keepUntouched(input, was, stored)
    return keepInput(c, now, merged, { was: stored, edits: now.producer.edits })
  }
  return page(c, now, { input, meanwhile: was })
}

const editsOf = (form: Form): number => wholeOf(form, 'edits') ?? -1

type Outcome = {
  input?: ProducerInput
  problems?: Record<string, string>
  /** What the form held at first, where a colleague kept the producer before it. */
  meanwhile?: Partial<ProducerInput>
  edits?: number
  was?: Partial<ProducerInput>
}

function page(c: Ctx, { producer, products }: Known, outcome: Outcome = {}) {
  const { input, meanwhile } = outcome
  const stored = inputOf(producer)
  const body = ProducerPage({
    producer,
    products,
    today: civilDate(c.var.visit.now),
    input: input && meanwhile ? keepUntouched(input, meanwhile, stored) : (input ?? stored),
    problems: outcome.problems ?? {},
    conflict: meanwhile !== undefined,
    // After a conflict what stands now has been shown: saving again is a choice.
    edits: outcome.edits ?? producer.edits,
    was: outcome.was ?? stored,
    mayWrite: may(c.var.staff.role, 'producers.write'),
  })
  const status = meanwhile ? 409 : outcome.problems ? 422 : 200
  return renderAdmin(
    c,
    { title: producer.nameZh || '待填的生产者', current: adminPaths.producers },
    body,
    status,
  )
}
