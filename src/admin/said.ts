import type { Ctx } from '../http/context.ts'
import { own } from '../kernel/own.ts'

/** What came of an act, one sentence each, said on the page it leads to. */
const SAID = {
  family_added: '品类已加上，菜单、筛选和商品编辑里都有了。',
  family_kept: '品类名称已保存，商店页面已更新。',
  family_moved: '顺序已调整，商店页面已更新。',
  producer_added: '生产者已加上，商品编辑里可以选它了。',
  producer_kept: '生产者已保存，商店页面已更新。',
  scan_kept: '扫描件已存好，只有能改生产者的人可以打开。',
  scan_removed: '扫描件已删去。',
} as const
export type Act = keyof typeof SAID

/** Leads on after an act, to a page that says it in a sentence. */
export function sayDone(c: Ctx, place: string, act: Act) {
  const [path = '', fragment] = place.split('#')
  const asked = `${path}${path.includes('?') ? '&' : '?'}did=${act}`
  return c.redirect(fragment === undefined ? asked : `${asked}#${fragment}`, 303)
}

/** The sentence an address asks for; null without one. */
export const saidOf = (c: Ctx): string | null => own(SAID, c.req.query('did') ?? '') ?? null
