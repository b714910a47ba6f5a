import { type Feature, json, notNegative, positive } from './case.ts'

export const outbox: Feature = {
  checks: {
    outbox_payload_json: json('outbox', 'payload'),
    outbox_attempts: notNegative('outbox', 'attempts'),
    job_miss_tries: positive('job_misses', 'tries'),
    guard_holds: { table: 'guards', refused: [{ holds: 0 }, { holds: 2 }], accepted: [{ holds: 1 }] },
  },
  unique: {
    outbox_once: { table: 'outbox', on: 'dedupe_key', again: { id: '2' }, apart: { dedupe_key: '2' } },
    job_miss_once: { table: 'job_misses', on: 'job, subject', apart: { subject: '2' } },
  },
}
