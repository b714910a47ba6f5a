import { eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { raiseContentVersion } from '../db/content-version.ts'
import { failedOn } from '../db/failures.ts'
import { insert, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { firstEnd, type ProducerInput } from './producer.ts'
import { inputOf, readProducer } from './producer-queries.ts'
import { producers } from './schema.ts'

/**
 * Keeps what staff wrote about a producer, with its audit entry, and lets copies of shop pages end. `edits` is the
 * number the form was read with. Refusals: not_found, conflict (somebody kept it meanwhile).
 */
export async function keepProducer(
  { db, now }: { db: Db; now: number },
  id: string,
  input: ProducerInput,
  by: { staffId: string; edits: number },
): Promise<Result<null>> {
  const old = await readProducer(db, id)
  if (!old) return refuse({ code: 'not_found' })
  try {
    await db.batch([
      db.run(
        update(producers)
          .set(rowOf(input, by.edits + 1))
          .where(eq(producers.id, id)),
      ),
      raiseContentVersion(db),
      audit(
        db,
        {
          staffId: by.staffId,
          verb: 'producer.kept',
          object: `producer:${id}`,
          before: inputOf(old.producer),
          after: input,
        },
        now,
      ),
    ])
  } catch (error) {
    if (failedOn(error, 'producer_edits')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}

/**
 * Adds a producer under the id its form was drawn with, with its audit entry; a second sending of that form changes
 * nothing.
 */
export async function addProducer(
  { db, now }: { db: Db; now: number },
  id: string,
  input: ProducerInput,
  staffId: string,
): Promise<void> {
  try {
    await db.batch([
      db.run(insert(producers).values({ id, ...rowOf(input, 0) })),
      raiseContentVersion(db),
      audit(db, { staffId, verb: 'producer.added', object: `producer:${id}`, after: input }, now),
    ])
  } catch (error) {
    if (!failedOn(error, 'producers.id')) throw error
  }
}

const rowOf = ({ permits, giAuthorised, giCertificate, sample, ...words }: ProducerInput, edits: number) => ({
  ...words,
  edits,
  permits: JSON.stringify(permits),
  permitsUntil: firstEnd(permits),
  giAuthorised: giAuthorised ? 1 : 0,
  giCertificate: giCertificate || null,
  sample: sample ? 1 : 0,
})
