import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { may } from '../../staff/roles.ts'
import { TASK_KINDS, type TaskKind } from './task-kinds.ts'

/** Something that waits for a person: how many, what, and the page where it is done. */
export type Task = { key: string; count: number; text: string; hint: string; href: string; urgent: boolean }

/** Counting stops here, so that a backlog never makes the page slow. */
export const MOST_COUNTED = 1000

const kindsFor = (role: string): TaskKind[] => TASK_KINDS.filter(({ permission }) => may(role, permission))

/** Statement for the numbers of the tasks a role may see, each counted to MOST_COUNTED at most. */
export const tasksStatement = (db: Db, role: string, now: number) => {
  const counts = kindsFor(role).map(
    ({ rows }, index) =>
      sql`(SELECT count(*) FROM (SELECT 1 FROM ${rows(now)} LIMIT ${MOST_COUNTED})) ${sql.raw(`n${index}`)}`,
  )
  return db.all<Record<string, number>>(
    counts.length ? sql`SELECT ${sql.join(counts, sql`, `)}` : sql`SELECT 1 none`,
  )
}

/** Tasks with their numbers, those without work too: the page leaves them out or shows a nought. */
export const tasksOf = (role: string, row: Record<string, number> | undefined): Task[] =>
  kindsFor(role).map(({ key, text, hint, href, urgent }, index) => ({
    key,
    text,
    hint,
    href,
    urgent: urgent ?? false,
    count: row?.[`n${index}`] ?? 0,
  }))

/** 1000 → "999+": counting stopped there. */
export const countText = (count: number): string =>
  count >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : String(count)
