import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, stillStands, takeEdit } from '../staff/edit-lock.ts'

/** A part of the price, in hundredths of a percent of it. */
export type SplitPart = { nameZh: string; nameEn: string; basisPoints: number }

export type CampaignInput = {
  titleZh: string
  titleEn: string
  sloganZh: string
  sloganEn: string
  /** Null: nothing is shown of where the price goes. */
  priceSplit: SplitPart[] | null
  /** 0: nothing new is sold; what was adopted goes on. */
  open: number
}

export async function readCampaignTexts(db: Db): Promise<CampaignInput> {
  const [row] = await db.all<Omit<CampaignInput, 'priceSplit'> & { priceSplit: string | null }>(sql`
    SELECT title_zh titleZh, title_en titleEn, slogan_zh sloganZh, slogan_en sloganEn, price_split priceSplit, open
    FROM campaigns LIMIT 1`)
  if (!row) throw new Error('the campaign row is missing')
  return { ...row, priceSplit: row.priceSplit ? JSON.parse(row.priceSplit) : null }
}

/** The campaign's name in the lock and in the audit log. */
export const CAMPAIGN_FORM = 'campaign:tea'

/**
 * Keeps the campaign's words, where its price goes and whether it sells, over the save its editor began from.
 * Refusals: conflict (saved meanwhile).
 */
export async function keepCampaign(
  { db, now }: { db: Db; now: number },
  input: CampaignInput,
  editor: Editor,
): Promise<Result<null>> {
  if (!(await stillStands(db, CAMPAIGN_FORM, editor))) return refuse({ code: 'conflict' })
  const before = await readCampaignTexts(db)
  const entry = {
    staffId: editor.staffId,
    verb: 'campaign.kept',
    object: CAMPAIGN_FORM,
    before,
    after: input,
  }
  try {
    await db.batch([
      takeEdit(db, CAMPAIGN_FORM, editor, now),
      db.run(sql`
      UPDATE campaigns SET title_zh = ${input.titleZh}, title_en = ${input.titleEn}, slogan_zh = ${input.sloganZh},
        slogan_en = ${input.sloganEn}, price_split = ${input.priceSplit && JSON.stringify(input.priceSplit)},
        open = ${input.open} WHERE code = 'tea'`),
      db.run(sql`UPDATE content_version SET version = version + 1 WHERE id = 1`),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (editedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
