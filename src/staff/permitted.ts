import { type SQL, sql } from 'drizzle-orm'
import type { Settings } from '../env.ts'
import { type Permission, rolesWith } from './roles.ts'

/**
 * Who may do it at this moment, as a subquery of `id` and `name`: people whose role holds the permission. Sample
 * accounts cannot sign in in production, so there they are nobody.
 */
export const permittedStaff = (
  permission: Permission,
  { production }: Pick<Settings, 'production'>,
): SQL => sql`(
  SELECT id, name FROM staff WHERE role IN (SELECT value FROM json_each(${JSON.stringify(rolesWith(permission))}))
    ${production ? sql`AND sample = 0` : sql``})`
