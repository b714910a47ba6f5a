import type { Settings } from '../env.ts'
import type { Shop } from '../shop.ts'
import type { Answer } from './answer.ts'
import type { EventRow } from './events.ts'
import type { Channel, Template } from './schema.ts'

/** Who carries a channel here, and how much. */
export type Carrier = {
  /** `console`: nobody, in development; what would have been sent stands on a page of the back office. */
  provider: string
  /** Messages of a day in Shanghai; what is above is not sent. */
  dailyLimit: number
  /** The same to one address. */
  mostADay: number
}

/** Where somebody is reached by one channel. */
export type Address = {
  to: string
  /** What it is known by without being kept. */
  mark: string
  /** Whose word holds besides: who said stop by phone is told by no channel, though an address may have a stop of its own. */
  alsoStoppedBy?: string | readonly string[]
}

/** What is told: an event with what its subject says of it now. */
export type Told = { event: string; subject: string; row: EventRow; values: Record<string, string> }

/** What one channel makes of it. */
export type Text = {
  /** What its provider knows the text by; null where it needs none. */
  template: Template | null
  /** As it is kept: no code, no address and no key of a link is in it. */
  text: string
  /** Whether its provider carries it. */
  approved: boolean
}

export type Message = Told & Text & { id: string; to: string }

/**
 * A way to tell somebody something: one file for each (sms/channel.ts, …), all of them in channels.ts. Who is asked by it
 * keeps to its answers: `refused` is the provider's own no, and whatever may have been sent is `unknown`.
 */
export type NoticeChannel = {
  name: Channel
  /** Null where nobody carries it. */
  carrier: (settings: Settings) => Carrier | null
  /** Null where this person cannot be reached by it; why is `unreached`. */
  addressFor: (shop: Shop, row: EventRow) => Promise<Address | null>
  unreached: string
  /** Null where it has no words for it; `templates` are all of the event, of whichever channel. */
  textOf: (carrier: Carrier | null, templates: Template[], told: Told) => Text | null
  send: (shop: Shop, message: Message) => Promise<Answer>
}
