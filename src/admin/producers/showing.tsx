import type { ProducerInput } from '../../catalog/producer.ts'
import { inputOf, type readProducer } from '../../catalog/producer-queries.ts'
import type { Ctx } from '../../http/context.ts'
import { civilDate } from '../../kernel/time.ts'
import { readScans } from '../../media/scanning.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths } from '../../urls.ts'
import { renderAdmin } from '../layout.tsx'
import { keepUntouched } from '../meanwhile.tsx'
import { ProducerPage } from './producer-page.tsx'

export type Known = NonNullable<Awaited<ReturnType<typeof readProducer>>>

export type Outcome = {
  scanError?: string
  input?: ProducerInput
  problems?: Record<string, string>
  /** What the form held at first, where a colleague kept the producer before it. */
  meanwhile?: Partial<ProducerInput>
  edits?: number
  was?: Partial<ProducerInput>
}

/** The page of one producer, as it is kept or as what was just sent left it. */
export async function showProducer(c: Ctx, { producer, products }: Known, outcome: Outcome = {}) {
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
    scans: await readScans(c.var.visit.db, producer.id),
    scanError: outcome.scanError ?? null,
    scanKey: crypto.randomUUID(),
  })
  const status = meanwhile ? 409 : outcome.problems || outcome.scanError ? 422 : 200
  return renderAdmin(
    c,
    { title: producer.nameZh || '待填的生产者', current: adminPaths.producers },
    body,
    status,
  )
}
