import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { selectAll, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { noticeTemplates, type Template, type TemplateState } from './schema.ts'
import { fieldsFor } from './wechat/fields.ts'

export const readTemplates = (db: Db) =>
  db.all(selectAll(noticeTemplates).orderBy(noticeTemplates.provider, noticeTemplates.event))

/** The texts of one event, of every channel and provider. */
export const templatesOf = (db: Db, event: string) =>
  db.all(selectAll(noticeTemplates).where(eq(noticeTemplates.event, event)))

export type TemplateOf = Pick<Template, 'event' | 'channel' | 'provider'>

/**
 * Writes down what a provider says of a text: its code there, whether it is approved, and the fields its variables go out as
 * where they have names of their own (WeChat). `fields`: they are not one for each variable. Refusals: not_found; conflict
 * (a colleague, or the provider, changed it since `seen`, the instant of the last change; or approved without a code).
 */
export async function keepTemplate(
  { db, now }: Shop,
  of: TemplateOf,
  { fields, ...typed }: { code: string; state: TemplateState; fields?: string },
  seen: number,
  staffId: string,
): Promise<Result<null> | 'fields'> {
  const own = and(
    eq(noticeTemplates.event, of.event),
    eq(noticeTemplates.channel, of.channel),
    eq(noticeTemplates.provider, of.provider),
  )
  const [template] = await db.all(selectAll(noticeTemplates).where(own))
  if (!template) return refuse({ code: 'not_found' })
  if (template.changedAt !== seen || (typed.state === 'approved' && !typed.code))
    return refuse({ code: 'conflict' })
  const named = fields === undefined || of.channel !== 'wechat' ? undefined : fieldsFor(template.text, fields)
  if (named === null) return 'fields'
  const { code, state, variables } = template
  const to = { ...typed, variables: named ? JSON.stringify(named) : variables }
  const object = `template:${of.provider}:${of.event}`
  try {
    await db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM notice_templates WHERE event = ${of.event} AND channel = ${of.channel}
          AND provider = ${of.provider} AND changed_at = ${seen})`,
      ),
      db.run(
        update(noticeTemplates)
          .set({ ...to, changedAt: now })
          .where(own),
      ),
      audit(
        db,
        { staffId, verb: 'notice.template', object, before: { code, state, variables }, after: to },
        now,
      ),
    ])
    return ok(null)
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
