import { desc, eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { raiseContentVersion } from '../db/content-version.ts'
import { failedOn } from '../db/failures.ts'
import { insert, select } from '../db/query.ts'
import type { Texts } from '../i18n/texts.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { staff } from '../staff/schema.ts'
import { pageRevisions } from './schema.ts'

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
  db.all(
    select({ bodyZh: pageRevisions.bodyZh, bodyEn: pageRevisions.bodyEn })
      .from(pageRevisions)
      .where(eq(pageRevisions.page, page))
      .orderBy(desc(pageRevisions.revision))
      .limit(1),
  )

/** The newest texts of a page, newest first, at most ten; who wrote each and when. */
export const readRevisions = async (db: Db, page: PageName): Promise<PageRevision[]> => {
  const { revision, bodyZh, bodyEn, at } = pageRevisions
  return db.all(
    select({ revision, bodyZh, bodyEn, at, name: staff.name })
      .from(pageRevisions)
      .innerJoin(staff, eq(staff.id, pageRevisions.staffId))
      .where(eq(pageRevisions.page, page))
      .orderBy(desc(revision))
      .limit(10),
  )
}

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
      db.run(insert(pageRevisions).values({ page, revision, bodyZh, bodyEn, at: now, staffId })),
      raiseContentVersion(db),
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
