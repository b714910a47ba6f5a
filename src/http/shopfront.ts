import type { D1Database, D1PreparedStatement } from '@cloudflare/workers-types'
import type { ContactField, Settings } from '../env.ts'
import { inLanguage, type Language } from '../i18n/texts.ts'
import { civilDate } from '../kernel/time.ts'
import type { Banner } from '../settings/banner.ts'
import type { StoredShop } from '../settings/shop.ts'

export const SHOP_ROW = 'SELECT version, shop, price_turns turns, families FROM content_version WHERE id = 1'
export type ShopRow = { version: number; shop: string; turns: string; families: string }

/** A family of goods in the shop's order; its English name may be empty. */
export type ShownFamily = { code: string; nameZh: string; nameEn: string }

/** What pages are drawn from: the content's version, and how many of the kept turns of prices have passed. */
export const contentMark = (row: Pick<ShopRow, 'version' | 'turns'>, now: number): string => {
  const passed = (JSON.parse(row.turns) as number[]).filter((turn) => turn <= now).length
  return passed ? `${row.version}.${passed}` : String(row.version)
}

/** What the frame of every shop page says. */
export type Shopfront = {
  contact: Record<ContactField, string | null>
  /** The line of today; null when there is none. */
  banner: Banner | null
  /** No new orders and payments for now: said in the place of the line. */
  closed: boolean
  deadlines: StoredShop['deadlines']
  freightFrom: StoredShop['freightFrom']
}

/** Names of families by code, in the shop's order and one language; `usual` while the database is away. */
export function familyNames(
  row: Pick<ShopRow, 'families'> | null,
  language: Language,
  usual: Record<string, string>,
): Record<string, string> {
  const families = JSON.parse(row?.families ?? '[]') as ShownFamily[]
  if (!families.length) return usual
  return Object.fromEntries(
    families.map(({ code, nameZh, nameEn }) => [code, inLanguage(language, nameZh, nameEn)]),
  )
}

/** From its first day to its last; copies of pages end at midnight too, so that they follow. */
export const bannerShows = (banner: Banner, today: string): boolean =>
  banner.firstOn <= today && today <= banner.lastOn

/** Stored values win over variables; an empty one falls back to its variable. */
export function shopfrontOf(stored: StoredShop, settings: Settings, now: number): Shopfront {
  const contact = Object.fromEntries(
    Object.entries(settings.shop).map(([field, value]) => [
      field,
      stored.contact?.[field as ContactField] || value,
    ]),
  ) as Shopfront['contact']
  return {
    contact,
    banner: stored.banner && bannerShows(stored.banner, civilDate(now)) ? stored.banner : null,
    closed: Boolean(stored.selling),
    deadlines: stored.deadlines,
    freightFrom: stored.freightFrom,
  }
}

/**
 * A database whose first batch also reads the shop's row, so that a page stays one round trip; `read` reads it by
 * itself when the page has read nothing.
 */
export function readingShop(binding: D1Database) {
  let seen: ShopRow | null = null
  const batch = async (statements: D1PreparedStatement[]) => {
    if (seen) return binding.batch(statements)
    const [first, ...results] = await binding.batch<ShopRow>([binding.prepare(SHOP_ROW), ...statements])
    seen = first?.results[0] ?? null
    return results
  }
  const prepare = (text: string) => binding.prepare(text)
  const read = async (): Promise<ShopRow | null> => {
    seen ??= await binding.prepare(SHOP_ROW).first<ShopRow>()
    return seen
  }
  return { db: { prepare, batch } as D1Database, shopRow: { read, seen: () => seen } }
}
