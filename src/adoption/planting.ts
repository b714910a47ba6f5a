import type { Db } from '../db/client.ts'
import { insert, upsertRows } from '../db/query.ts'
import type { GardenInput } from './garden-keeping.ts'
import { gardens, type Plot, plots } from './schema.ts'

/** The statement that writes a garden, new or changed; when it was last reported on stays, and its cover. */
export const writeGarden = (db: Db, garden: GardenInput) =>
  db.run(insert(gardens).values(garden).onConflictDoUpdate({ target: gardens.code, set: garden }))

/**
 * The statement that writes any number of plots, new or changed. It fails on `plot_stays` when a plot that somebody
 * claimed would change its garden or size.
 */
export const writePlots = (db: Db, rows: Plot[]) => db.run(upsertRows(plots, rows))
