import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { sendNoticeAgain } from '../../src/notices/again.ts'
import type { Answer } from '../../src/notices/answer.ts'
import { type Claim, claim, leaveUnknown, marks } from '../../src/notices/claiming.ts'
import { hearReports } from '../../src/notices/hearing.ts'
import { DELIVERY_STATES } from '../../src/notices/schema.ts'
import type { Shop } from '../../src/shop.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

/** A try as it stands; `failed` by its carrier's no before it left, or by a report after. */
const STATES = {
  queued: ['queued', null],
  sending: ['sending', null],
  sent: ['sent', 1],
  delivered: ['delivered', 1],
  refused: ['failed', null],
  failed: ['failed', 1],
  unknown: ['unknown', 1],
  'broken off': ['unknown', null],
  dropped: ['dropped', null],
} as const
type State = keyof typeof STATES

const no = (again: boolean): Answer => ({ outcome: 'refused', code: 'no', again, stop: false })
const own = (id: string): Claim => ({
  ...{ id, noticeKey: `parcel.left:${id}:1`, nth: 1, event: 'parcel.left', subjectId: id, occurrence: '1' },
  ...{ orderId: null, channel: 'sms', provider: 'aliyun', addressHmac: 'mark', templateCode: null, text: '' },
})
const heard = (id: string, arrived: boolean) =>
  hearReports(shop, [{ id, providerId: null, arrived, why: 'lost' } as never])
const mark = (id: string, answer: Answer) => shop.db.batch(marks(shop.db, id, null, answer, shop.now))

const EVENTS = {
  taken: (id: string) => claim(shop.db, own(id), sql`NULL`, shop.now),
  sent: (id: string) => mark(id, { outcome: 'sent', providerId: id }),
  'no for now': (id: string) => mark(id, no(true)),
  no: (id: string) => mark(id, no(false)),
  unanswered: (id: string) => mark(id, { outcome: 'unknown', why: 'timeout' }),
  'broken off': (id: string) => leaveUnknown(shop.db, id),
  arrived: (id: string) => heard(id, true),
  lost: (id: string) => heard(id, false),
}
type Event = keyof typeof EVENTS

/** Written down by hand: what moves a try, and where to; everything else leaves it as it is. */
const TABLE: Partial<Record<State, Partial<Record<Event, (typeof DELIVERY_STATES)[number]>>>> = {
  queued: { taken: 'sending' },
  sending: {
    ...{ sent: 'sent', 'no for now': 'queued', no: 'failed' },
    ...{ unanswered: 'unknown', 'broken off': 'unknown' },
  },
  sent: { arrived: 'delivered', lost: 'failed' },
  failed: { arrived: 'delivered' },
  unknown: { arrived: 'delivered', lost: 'failed' },
  'broken off': { arrived: 'delivered', lost: 'failed' },
}

test('a try goes from every state by every event where the table says, and nowhere else', async () => {
  const went: Record<string, string> = {}
  const should: Record<string, string> = {}
  for (const state of Object.keys(STATES) as State[])
    for (const event of Object.keys(EVENTS) as Event[]) {
      const id = `ntc_${Object.keys(went).length}`
      const [stored, sentAt] = STATES[state]
      await shop.db.run(sql`INSERT INTO notice_deliveries
          (id, notice_key, nth, event, subject_id, occurrence, channel, provider, state, at, sent_at)
        VALUES (${id}, ${own(id).noticeKey}, 1, 'parcel.left', ${id}, '1', 'sms', 'aliyun', ${stored}, 1, ${sentAt})`)
      await EVENTS[event](id)
      const [row] = await shop.db.all<{ state: string }>(
        sql`SELECT state FROM notice_deliveries WHERE id = ${id}`,
      )
      went[`${state}: ${event}`] = row!.state
      should[`${state}: ${event}`] = TABLE[state]?.[event] ?? stored
    }
  expect(went).toEqual(should)
  expect(new Set(Object.values(STATES).map(([stored]) => stored))).toEqual(new Set(DELIVERY_STATES))
})

test('staff send again whatever is not under way any more, each try once', async () => {
  const staffId = await idOf(shop, 'fulfilment')
  for (const stored of DELIVERY_STATES) {
    await shop.db.run(sql`INSERT INTO notice_deliveries (id, notice_key, nth, event, subject_id, occurrence, channel, state, at)
      VALUES (${stored}, ${`parcel.left:${stored}:1`}, 1, 'parcel.left', ${stored}, '1', 'sms', ${stored}, 1)`)
    const free = stored !== 'queued' && stored !== 'sending'
    const asked = [await sendNoticeAgain(shop, stored, staffId), await sendNoticeAgain(shop, stored, staffId)]
    expect(
      asked.map(({ ok }) => ok),
      stored,
    ).toEqual([free, false])
  }
})
