import type { Context } from 'hono'
import type { Db } from '../db/client.ts'
import type { Bindings, Settings } from '../env.ts'
import type { Language, Texts } from '../i18n/texts.ts'
import type { Paths } from '../urls.ts'
import type { Shopfront, ShopRow } from './shopfront.ts'

/** What every handler knows of the visit it answers. */
export type Visit = {
  language: Language
  t: Texts
  paths: Paths
  /** Path of the address asked for. */
  path: string
  /** The same page in the other language. */
  other: string
  /** UTC milliseconds, read once a request. */
  now: number
  settings: Settings
  /** The network of the client's address (an IPv6 address by its /64); null where the request names none. */
  network: string | null
  db: Db
  /** The shop's row, read with the first batch of a page; null until then. */
  shopRow: { read: () => Promise<ShopRow | null>; seen: () => ShopRow | null }
  /** Contact, licence numbers and banner as they are now; what variables say while the database is away. */
  shopfront: () => Promise<Shopfront>
  /** Names of the families by code, in the shop's order; the usual ones while the database is away. */
  families: () => Promise<Record<string, string>>
}

/** Who is signed in at the back office; set by its guard. */
export type Staff = { staffId: string; name: string; login: string; role: string; sample: number }

export type AppEnv = { Bindings: Bindings; Variables: { visit: Visit; staff: Staff } }
export type Ctx = Context<AppEnv>
