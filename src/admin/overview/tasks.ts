import { MOST_COUNTED, type WaitingCounts } from '../../desk/waiting.ts'
import { may } from '../../staff/roles.ts'
import { TASK_KINDS, type TaskKind } from './task-kinds.ts'

/** Something that waits for a person: how many, what, and the page where it is done. */
export type Task = { key: string; count: number; text: string; hint: string; href: string; urgent: boolean }

/** The tasks a role may see. */
export const kindsFor = (role: string): TaskKind[] =>
  TASK_KINDS.filter(({ permission }) => may(role, permission))

/** Tasks with their numbers, those without work too: the page leaves them out or shows a nought. */
export const tasksOf = (kinds: TaskKind[], counts: WaitingCounts): Task[] =>
  kinds.map(({ urgent = false, ...kind }) => ({ ...kind, urgent, count: counts[kind.key] ?? 0 }))

/** 1000 → "999+": counting stopped there. */
export const countText = (count: number): string =>
  count >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : String(count)
