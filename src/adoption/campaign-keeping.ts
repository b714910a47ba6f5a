import { eq, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import { raiseContentVersion } from '../db/content-version.ts'
import { update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, readEdit, stillStands, takeEdit } from '../staff/edit-lock.ts'
import { type Campaign, campaigns } from './schema.ts'

/** A part of the price, in hundredths of a percent of it. */
export type SplitPart = { nameZh: string; nameEn: string; basisPoints: number }

export type CampaignInput = Pick<Campaign, 'titleZh' | 'titleEn' | 'sloganZh' | 'sloganEn'> & {
  /** Null: nothing is shown of where the price goes. */
  priceSplit: SplitPart[] | null
  /** 0: nothing new is sold; what was adopted goes on. */
  open: Campaign['open']
}

type Row = Omit<CampaignInput, 'priceSplit'> & Pick<Campaign, 'priceSplit'>

export const readCampaignTexts = (db: Db): Statement<CampaignInput> =>
  mapped(
    db.all<Row>(sql`
      SELECT title_zh titleZh, title_en titleEn, slogan_zh sloganZh, slogan_en sloganEn, price_split priceSplit, open
      FROM campaigns LIMIT 1`),
    ([row]) => {
      if (!row) throw new Error('the campaign row is missing')
      return { ...row, priceSplit: row.priceSplit ? JSON.parse(row.priceSplit) : null }
    },
  )

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
  const [edit, before] = await db.batch([readEdit(db, CAMPAIGN_FORM), readCampaignTexts(db)])
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
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
      db.run(
        update(campaigns)
          .set({ ...input, priceSplit: input.priceSplit && JSON.stringify(input.priceSplit) })
          .where(eq(campaigns.code, 'tea')),
      ),
      raiseContentVersion(db),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (editedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
