import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { OfferContent } from './offer.ts'
import type { Offer } from './schema.ts'

export type OfferVersion = {
  id: string
  season: number
  version: number
  contentHash: string
  publishedAt: number
  supersededAt: number | null
  content: OfferContent
}

type Row = Omit<OfferVersion, 'content'> & Pick<Offer, 'content'>

/** Every published version of a garden's season, newest first. */
export async function readVersions(db: Db, garden: string, season: number): Promise<OfferVersion[]> {
  const rows = await db.all<Row>(sql`
    SELECT id, season, version, content_hash contentHash, published_at publishedAt, superseded_at supersededAt, content
    FROM offers WHERE garden = ${garden} AND season = ${season} AND published_at IS NOT NULL
    ORDER BY version DESC LIMIT 50`)
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as OfferContent }))
}

/** The newest offer of a garden in any season: what a new season's begins from. Null for a new garden. */
export async function newestOffer(db: Db, garden: string): Promise<OfferVersion | null> {
  const [row] = await db.all<Row>(sql`
    SELECT id, season, version, content_hash contentHash, published_at publishedAt, superseded_at supersededAt, content
    FROM offers WHERE garden = ${garden} AND published_at IS NOT NULL ORDER BY season DESC, version DESC LIMIT 1`)
  return row ? { ...row, content: JSON.parse(row.content) as OfferContent } : null
}

/** Whether anybody adopted a plot of that season: then teas and windows that were sold cannot go. */
export async function seasonSold(db: Db, garden: string, season: number): Promise<boolean> {
  const rows = await db.all(sql`
    SELECT 1 FROM garden_seasons WHERE garden = ${garden} AND season = ${season} AND adopted > 0`)
  return rows.length > 0
}

/**
 * What of a sold offer a new version leaves out, as one sentence: parcels, harvests and certificates still name it.
 * Null when all of it stays. Pure.
 */
export function missingOf(sold: OfferContent, next: OfferContent): string | null {
  const grade = sold.grades.find((one) => !next.grades.some((own) => own.code === one.code))
  if (grade) return `这一季已有人认购，“${grade.nameZh}”不能删掉`
  const left = sold.dispatches.some((one) => !next.dispatches.some((own) => own.code === one.code))
  return left ? '这一季已有人认购，寄送批次不能删掉，可以改日期' : null
}

const later = (on: string, years: number): string =>
  on.endsWith('-02-29')
    ? `${Number(on.slice(0, 4)) + years}-02-28`
    : `${Number(on.slice(0, 4)) + years}${on.slice(4)}`

/** An offer moved to another season: every date by so many years, and the years its sentences name. Pure. */
export function movedOffer(content: OfferContent, years: number): OfferContent {
  if (years === 0) return content
  const period = ({ from, until }: { from: string; until: string }) => ({
    from: later(from, years),
    until: later(until, years),
  })
  const named = (lines: string[]) =>
    lines.map((line) => line.replace(/\b20\d\d\b/g, (year) => String(Number(year) + years)))
  return {
    ...content,
    dispatches: content.dispatches.map((one) => ({ ...one, ...period(one) })),
    sales: period(content.sales),
    renewal: content.renewal && period(content.renewal),
    refundRule: { ...content.refundRule, fullUntil: later(content.refundRule.fullUntil, years) },
    termsZh: named(content.termsZh),
    termsEn: named(content.termsEn),
  }
}
