import type { Mistake } from '../mistake.ts'

/** What is owed to the outside, and what the clock starts. */
export const OUTBOX: Mistake[] = [
  {
    file: 'src/outbox/draining.ts',
    was: 'sql`next_attempt_at <= ${now}` : sql',
    is: 'sql`1` : sql',
    breaks: 'what failed is tried again after a while and not at once',
    alsoIn: ['test/payments/providers.d1.test.ts'],
  },
  {
    file: 'src/outbox/draining.ts',
    was: '        leasedUntil: 0,\n        lastError',
    is: '        lastError',
    breaks: 'what failed can be tried again by hand at once',
    alsoIn: ['test/payments/providers.d1.test.ts'],
  },
  {
    file: 'src/outbox/draining.ts',
    was: 'error instanceof Error ? error.name',
    is: 'error instanceof Error ? error.message',
    breaks: 'what is kept of a failure holds nothing of what it was called with',
  },
  {
    file: 'src/outbox/owing.ts',
    was: "        setWhere: eq(outbox.state, 'given_up'),\n",
    is: '',
    breaks: 'what was done is not owed again under its key',
  },
  {
    file: 'src/outbox/keeping.ts',
    was: "    audit(db, { staffId, verb: 'outbox.tried_again', object: `outbox:${id}`, after: aboutOf(row) }, now),\n",
    is: '',
    breaks: 'who has something tried again stands in the log',
  },
  {
    file: 'src/outbox/keeping.ts',
    was: 'ended_at IS NULL AND leased_until <= ${now} FROM outbox',
    is: 'ended_at IS NULL FROM outbox',
    breaks: 'nobody gives up what somebody is at',
  },
  {
    file: 'src/jobs/running.ts',
    was: 'and(eq(jobRuns.name, name), eq(jobRuns.startedAt, now))',
    is: 'eq(jobRuns.name, name)',
    breaks: 'a run that was taken for dead does not speak for the one in its place',
  },
  {
    file: 'src/jobs.ts',
    was: "  { name: 'books', when: 'night', budget: NIGHT, run: once(checkBooks) },\n",
    is: '',
    breaks: 'the books are looked through each night',
    alsoIn: ['test/jobs/clock.test.ts'],
  },
]
