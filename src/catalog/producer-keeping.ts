import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { firstEnd, type ProducerInput } from './producer.ts'
import { inputOf, readProducer } from './producer-queries.ts'

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
      db.run(sql`UPDATE producers SET edits = CAST(${by.edits + 1} AS INTEGER), name_zh = ${input.nameZh},
        name_en = ${input.nameEn}, address_zh = ${input.addressZh}, address_en = ${input.addressEn},
        permits = ${JSON.stringify(input.permits)}, permits_until = ${firstEnd(input.permits)},
        gi_authorised = ${input.giAuthorised ? 1 : 0}, gi_certificate = ${input.giCertificate || null},
        sample = ${input.sample ? 1 : 0} WHERE id = ${id}`),
      db.run(sql`UPDATE content_version SET version = version + 1 WHERE id = 1`),
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
