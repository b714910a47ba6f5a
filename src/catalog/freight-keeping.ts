import { sql } from 'drizzle-orm'
import { audit } from '../accounts/auditing.ts'
import type { Db } from '../db/client.ts'
import type { StoredShop } from '../settings/shop.ts'
import { type FreightTemplate, freightFor } from './freight.ts'
import type { FreightInput } from './freight-form.ts'

type Row = { code: string; nameZh: string; nameEn: string; rules: string }

/** All templates, a handful. */
export async function readTemplates(db: Db): Promise<FreightTemplate[]> {
  const rows = await db.all<Row>(
    sql`SELECT code, name_zh nameZh, name_en nameEn, rules FROM freight_templates ORDER BY code`,
  )
  return rows.map((row) => ({ ...row, rules: JSON.parse(row.rules) as FreightTemplate['rules'] }))
}

/** What the strip above every page says of freight to Guangdong; null where a template does not go there. */
type FreightFrom = NonNullable<StoredShop['freightFrom']>

function freightFrom(templates: FreightTemplate[]): FreightFrom {
  const to = (code: string) => {
    const template = templates.find((one) => one.code === code)
    return template ? freightFor(template.rules, '广东', 1, 0) : null
  }
  const [ambient, cold] = [to('ambient'), to('cold')]
  return {
    ambientFen: ambient?.fee ?? null,
    freeOverFen: ambient?.freeOverFen ?? null,
    coldFen: cold?.fee ?? null,
  }
}

/** Keeps a template: carts and orders count with it from now on, orders placed keep what they were charged. */
export async function keepFreight(
  { db, now }: { db: Db; now: number },
  staffId: string,
  before: FreightTemplate,
  after: FreightInput,
): Promise<void> {
  const { code } = before
  const others = (await readTemplates(db)).filter((template) => template.code !== code)
  const from = JSON.stringify(freightFrom([...others, { code, ...after }]))
  await db.batch([
    db.run(sql`UPDATE freight_templates SET name_zh = ${after.nameZh}, name_en = ${after.nameEn},
      rules = ${JSON.stringify(after.rules)} WHERE code = ${code}`),
    db.run(sql`UPDATE content_version SET version = version + 1,
      shop = json_set(shop, '$.freightFrom', json(${from})) WHERE id = 1`),
    audit(db, { staffId, verb: 'freight.kept', object: `freight:${code}`, before, after }, now),
  ])
}
