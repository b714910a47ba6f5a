import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import type { Texts } from '../i18n/texts.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'

export const PAGES = ['story', 'producers'] as const
export type PageName = (typeof PAGES)[number]
export type PageBodies = { bodyZh: string; bodyEn: string }
export type PageRevision = PageBodies & { revision: number; at: number; name: string }

export const LONGEST_PAGE = 20_000

/** What a page says until staff write it: the texts the shop comes with, as Markdown. */
export function usualText(page: PageName, pages: Texts['pages']): string {
  if (page === 'producers') return pages.producers.intro
  return pages.story.sections.map(({ title, text }) => `## ${title}\n\n${text}`).join('\n\n')
}

/** The statement that reads a page's newest text, one row; none while staff have written nothing. */
export const pageTextStatement = (db: Db, page: PageName) =>
  db.all<PageBodies>(sql`SELECT body_zh bodyZh, body_en bodyEn FROM page_revisions
    WHERE page = ${page} ORDER BY revision DESC LIMIT 1`)

/** The newest texts of a page, newest first, at most ten; who wrote each and when. */
export const readRevisions = async (db: Db, page: PageName): Promise<PageRevision[]> =>
  db.all<PageRevision>(sql`
    SELECT p.revision, p.body_zh bodyZh, p.body_en bodyEn, p.at, s.name FROM page_revisions p
    JOIN staff s ON s.id = p.staff_id WHERE p.page = ${page} ORDER BY p.revision DESC LIMIT 10`)

/**
 * Keeps a new text over the revision its writer began from (0 = none yet). Refusals: conflict when somebody else
 * kept one meanwhile; both stay, the key of the table sees to it.
 */
export async function writePage(
  { db, now }: { db: Db; now: number },
  staffId: string,
  page: PageName,
  over: number,
  { bodyZh, bodyEn }: PageBodies,
): Promise<Result<{ revision: number }>> {
  const revision = over + 1
  try {
    await db.batch([
      db.run(sql`INSERT INTO page_revisions (page, revision, body_zh, body_en, at, staff_id)
        VALUES (${page}, ${revision}, ${bodyZh}, ${bodyEn}, ${now}, ${staffId})`),
      db.run(sql`UPDATE content_version SET version = version + 1 WHERE id = 1`),
      audit(
        db,
        {
          staffId,
          verb: 'page.written',
          object: `page:${page}`,
          before: { revision: over },
          after: { revision, charactersZh: bodyZh.length, charactersEn: bodyEn.length },
        },
        now,
      ),
    ])
    return ok({ revision })
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed')) return refuse({ code: 'conflict' })
    throw error
  }
}
