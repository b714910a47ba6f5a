import { sql } from 'drizzle-orm'
import { newId } from '../kernel/ids.ts'
import { DAY_MS, dayStart } from '../kernel/time.ts'
import type { Effects } from '../outbox/draining.ts'
import { done, later, type Outcome } from '../outbox/effect.ts'
import type { Shop } from '../shop.ts'
import type { Answer } from './answer.ts'
import type { Address, Carrier, NoticeChannel, Text, Told } from './channel.ts'
import { CHANNELS_BY_NAME } from './channels.ts'
import { alarmAt, type Claim, claim, leaveUnknown, marks, whyNot } from './claiming.ts'
import { type EventRow, eventOf } from './events.ts'
import { noticeKey } from './owing.ts'
import { nightEnds } from './quiet.ts'
import type { Delivery } from './schema.ts'
import { templatesOf } from './templates.ts'

type Payload = Record<string, string>

/** How often a provider that says no is asked before it is left at that. */
const MOST_ASKED = 5
/** How long one attempt may take: mail takes several words each way. Shorter than the lease of its row. */
export const NOTICE_MS = 15_000

/**
 * Tells somebody of what is owed, by the state of things at this moment: not at night, not what is beside the point by
 * now, not who said stop, and each try once, by the first channel of its route that reaches them. A try that broke off
 * between sending and writing down is never sent again.
 */
async function sendNotice(shop: Shop, payload: Payload): Promise<Outcome> {
  const { db, now } = shop
  const { event: name = '', subject = '', occurrence = '1' } = payload
  const event = eventOf(name)
  const route = event?.routes[Number(payload.route ?? 0)]
  if (!event || !route) return done
  const key = noticeKey({ event: name as never, subject, occurrence }, Number(payload.route ?? 0))
  const nth = Number(payload.nth ?? 1)
  const [before, [row], templates] = await db.batch([
    db.all<Pick<Delivery, 'id' | 'state'>>(
      sql`SELECT id, state FROM notice_deliveries WHERE notice_key = ${key} AND nth = ${nth}`,
    ),
    db.all<EventRow>(event.read({ id: subject, occurrence, now })),
    templatesOf(db, name),
  ])
  const tried = before[0]
  if (tried && tried.state !== 'queued') {
    if (tried.state === 'sending') await leaveUnknown(db, tried.id)
    return done
  }
  const night = nightEnds(now)
  if (row && night !== null && !event.tonight?.(row, now)) return later('night', night)
  const own = {
    ...{ noticeKey: key, nth, event: name, subjectId: subject, occurrence, orderId: row?.orderId ?? null },
    id: tried?.id ?? newId('ntc', now),
  }
  const told: Told | null = row ? { event: name, subject, row, values: event.values(row) } : null
  const ways = await Promise.all(
    route.map((channel) => wayBy(shop, CHANNELS_BY_NAME[channel], told, templates)),
  )
  const open = ways.filter(isOpen)
  if (!told || !open.length) {
    const last = ways.at(-1)!
    const why = sql`${told ? last.reason : 'pointless'}`
    await claim(db, { ...own, ...columnsOf(last) }, why, now)
    return done
  }
  for (const [at, way] of open.entries()) {
    const outcome = await tellBy(shop, way, own, told, at < open.length - 1)
    if (outcome !== 'elsewhere') return outcome
  }
  return done
}

export const noticeEffects: Effects<Shop> = { 'notice.send': sendNotice }

/** One channel as it stands for somebody; `reason`: why it cannot be used, in one word. */
type Way = {
  channel: NoticeChannel
  carrier: Carrier | null
  address: Address | null
  text: Text | null
  reason: string | null
}
type OpenWay = Way & { carrier: Carrier; address: Address; text: Text }

async function wayBy(
  shop: Shop,
  channel: NoticeChannel,
  told: Told | null,
  templates: Parameters<NoticeChannel['textOf']>[1],
): Promise<Way> {
  const carrier = channel.carrier(shop.settings)
  const address = told && (await channel.addressFor(shop, told.row))
  const text = told && channel.textOf(carrier, templates, told)
  const reason = !address
    ? channel.unreached
    : !carrier
      ? 'not_set_up'
      : text?.approved
        ? null
        : 'no_template'
  return { channel, carrier, address, text, reason }
}

const isOpen = (way: Way): way is OpenWay => way.reason === null

const columnsOf = ({ channel, carrier, address, text }: Way) => ({
  ...{ channel: channel.name, provider: carrier?.provider ?? null, addressHmac: address?.mark ?? '' },
  ...{ templateCode: text?.template?.code || null, text: text?.text ?? '' },
})

/** One try by one channel. `elsewhere`: its provider will not, and there is `another` which may. */
async function tellBy(
  shop: Shop,
  way: OpenWay,
  own: Omit<Claim, keyof ReturnType<typeof columnsOf>>,
  told: Told,
  another: boolean,
): Promise<Outcome | 'elsewhere'> {
  const { db, now } = shop
  const { channel, carrier, address, text } = way
  const why = whyNot(channel.name, address, eventOf(told.event)!.purpose, carrier, now)
  const [taken] = await claim(db, { ...own, ...columnsOf(way) }, why, now, 'queued')
  if (taken?.state === 'queued') return later('shop_limit', nightEnds(dayStart(now) + DAY_MS) ?? undefined)
  if (taken?.state !== 'sending') return done
  const answer = await channel.send(shop, { ...told, ...text, id: own.id, to: address.to })
  const elsewhere = another && answer.outcome === 'refused' && (!answer.again || taken.asked >= MOST_ASKED)
  const final = settled(answer, taken.asked, elsewhere)
  const written = marks(db, own.id, text.template, final, now)
  await db.batch([...written, ...alarmAt(db, channel.name, carrier, now)])
  if (elsewhere) return 'elsewhere'
  return final.outcome === 'refused' && final.again ? later(final.code) : done
}

/** One that was asked often enough is left at the provider's no; one that another channel may tell waits for it. */
const settled = (answer: Answer, asked: number, elsewhere: boolean): Answer =>
  answer.outcome === 'refused'
    ? { ...answer, again: elsewhere || (answer.again && asked < MOST_ASKED) }
    : answer
