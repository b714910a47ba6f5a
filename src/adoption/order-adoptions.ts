import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Adoption, AdoptionGift, Certificate } from './schema.ts'

/** A plot as its order shows it. */
export type OrderAdoption = Pick<
  Adoption,
  'id' | 'line' | 'plot' | 'season' | 'garden' | 'areaCmu' | 'state' | 'boardName' | 'boardState'
> & {
  /** The certificate that counts now; null before payment. */
  certificate: Certificate['code'] | null
  isGift: number
  giftClaimedAt: AdoptionGift['claimedAt']
}

/** The statement that reads the plots of an order, for a batch of one's own; `order` names its id. */
export const orderAdoptions = (db: Db, order: ReturnType<typeof sql>) =>
  db.all<OrderAdoption>(sql`
    SELECT a.id, a.line, a.plot, a.season, a.garden, a.area_cmu areaCmu, a.state, a.board_name boardName,
      a.board_state boardState, c.code certificate, g.adoption_id IS NOT NULL isGift, g.claimed_at giftClaimedAt
    FROM order_lines l CROSS JOIN adoptions a ON a.id = l.adoption_id
    LEFT JOIN certificates c ON c.adoption_id = a.id AND c.superseded_at IS NULL
    LEFT JOIN adoption_gifts g ON g.adoption_id = a.id WHERE l.order_id = ${order}`)
