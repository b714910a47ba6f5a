import { sql } from 'drizzle-orm'
import { newId } from '../../kernel/ids.ts'
import { ROLES } from '../../staff/roles.ts'
import type { Db } from '../client.ts'

const NAMES: Record<string, string> = {
  owner: '示例负责人',
  manager: '示例商品员',
  fulfilment: '示例发货员',
  finance: '示例财务',
  keeper: '示例管护员',
  viewer: '示例访客',
}
export const SAMPLE_PASSWORD = 'puding-sample'

/** One sample account a role, without a second factor; production refuses every one. `hash` is of their password. */
export async function fillSampleStaff(db: Db, now: number, hash: string): Promise<void> {
  const rows = ROLES.map((role) => ({ id: newId('stf', now), role, name: NAMES[role] }))
  await db.run(sql`
    INSERT INTO staff (id, login, name, role, password_hash, sample, created_at)
    SELECT j.value ->> 'id', j.value ->> 'role', j.value ->> 'name', j.value ->> 'role', ${hash}, 1, CAST(${now} AS INTEGER)
    FROM json_each(${JSON.stringify(rows)}) j`)
}
