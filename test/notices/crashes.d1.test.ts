import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { database } from '../../src/db/client.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { noticeEffects } from '../../src/notices/sending.ts'
import { drain } from '../../src/outbox/draining.ts'
import type { Shop } from '../../src/shop.ts'
import { carriedByBoth, orderOfBound } from '../support/bound.ts'
import { aroundCalls, type Fault } from '../support/faults.ts'
import { bindings, NOW, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let plain: Shop
let clerk: string
beforeEach(async () => {
  plain = await openShop()
  await fillStaff(plain)
  clerk = await idOf(plain, 'fulfilment')
})
afterEach(() => vi.restoreAllMocks())

/** A D1 in whose n-th call the Worker ends: the call did nothing or all it should, and nobody makes another. */
function dying(nth: number, fault: Fault) {
  const count = { calls: 0 }
  const db = aroundCalls(bindings.DB, async (work) => {
    count.calls += 1
    if (count.calls > nth || (count.calls === nth && fault === 'throw_before')) throw new Error('ended')
    const answer = await work()
    if (count.calls === nth) throw new Error('ended')
    return answer
  })
  return { db: database(db), count }
}

/**
 * One notice whose Worker ends in its n-th call, and whoever comes by in the minutes after. Answers what both carriers
 * told, how it stands, and whether the Worker ended at all.
 */
async function once(nth: number, fault: Fault, wechatMood: 'refused' | 'truth') {
  const { shop, wechat, carriers, minute } = carried
  serial += 1
  const number = await orderOfBound(
    plain,
    clerk,
    `SF9${serial}0001000`,
    `139${String(10_000_000 + serial)}`,
    `oOf${serial}`,
  )
  const before = { wechat: wechat.told.length, sms: carriers.carried.length }
  if (wechatMood === 'refused') wechat.next(...Array<'refused'>(9).fill('refused'))
  const { db, count } = dying(nth, fault)
  await drain({ ...shop, db }, noticeEffects).catch(() => undefined)
  for (let n = 2; n <= 12; n += 1) await minute(NOW + n * MINUTE_MS)
  wechat.rest()
  const [row] = await plain.db.all<{ state: string }>(sql`
    SELECT d.state FROM notice_deliveries d JOIN orders o ON o.id = d.order_id WHERE o.number = ${number}`)
  const [told, sent] = [wechat.told.length - before.wechat, carriers.carried.length - before.sms]
  return { ended: count.calls >= nth, told, sent, state: row?.state }
}
let carried: Awaited<ReturnType<typeof carriedByBoth>>
let serial = 0

/** Ends after which nobody can know whether it went: a text once taken is never sent again by itself. */
const SILENT = { refused: 5, truth: 3 }

test.each(['refused', 'truth'] as const)(
  'wherever a Worker ends on its way from WeChat (%s) to a short message, somebody is told at most once and nothing is left hanging',
  async (mood) => {
    carried = await carriedByBoth(plain)
    const silent: string[] = []
    let ends = 0
    for (let nth = 1, ended = true; ended; nth += 1)
      for (const fault of ['throw_before', 'throw_after'] as const) {
        const run = await once(nth, fault, mood)
        const at = `${fault} ${nth}: ${JSON.stringify(run)}`
        ended = run.ended
        if (!ended) continue
        ends += 1
        expect([run.told, run.sent], at).toEqual(
          mood === 'refused' ? [0, expect.any(Number)] : [expect.any(Number), 0],
        )
        expect(run.told + run.sent, at).toBeLessThanOrEqual(1)
        // Never told: only where nobody can know whether it went.
        if (run.told + run.sent === 0) silent.push(at)
        expect(run.state, at).toEqual(
          run.told + run.sent === 0 ? 'unknown' : expect.stringMatching(/^(sent|unknown)$/),
        )
      }
    expect(ends).toBeGreaterThan(10)
    // From the row that is taken until its carrier's answer is written down.
    expect(silent.length, silent.join('\n')).toBe(SILENT[mood])
  },
)
