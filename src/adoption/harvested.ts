import { type SQL, sql } from 'drizzle-orm'

/**
 * Rows (grade, grams) of all that was harvested for an adoption: its shares of the entries and of their corrections,
 * which may be negative. `adoption` is an id or a column; it stands in both halves, or each would be read whole.
 */
export const harvestedOf = (adoption: SQL): SQL => sql`
  SELECT h.grade, s.grams FROM harvest_shares s CROSS JOIN harvests h ON h.id = s.harvest_id
  WHERE s.adoption_id = ${adoption}
  UNION ALL
  SELECT h.grade, s.grams FROM correction_shares s CROSS JOIN harvest_corrections c ON c.id = s.correction_id
  CROSS JOIN harvests h ON h.id = c.harvest_id WHERE s.adoption_id = ${adoption}`
