import { type SQL, sql } from 'drizzle-orm'
import type { Db, Statement } from './client.ts'

/** What is kept beside the version, since a page reads both at once; whose it is says what it holds. */
type Kept = { facets?: SQL; priceTurns?: SQL }

/**
 * After this kept copies of shop pages no longer hold, if `when` is true as it is reached. The one writer of the row;
 * triggers raise it where stock, gardens or the shop's settings change.
 */
export const contentVersionRaised = ({ facets, priceTurns }: Kept = {}, when: SQL = sql`true`): SQL => sql`
  UPDATE content_version SET version = version + 1${facets && sql`, facets = ${facets}`}${
    priceTurns && sql`, price_turns = ${priceTurns}`
  } WHERE id = 1 AND ${when}`

/** The statement of it, for the batch that changes what pages show. */
export const raiseContentVersion = (db: Db): Statement<unknown> => db.run(contentVersionRaised())
