import type { Shop } from '../../../src/shop.ts'
import { readEdit } from '../../../src/staff/edit-lock.ts'

/**
 * One verb as it succeeds: what it needs is made in `shop`, then it alone is called with `watched`. `by` is a manager,
 * `owner` the owner.
 */
export type Drive = (shop: Shop, watched: Shop, by: { staffId: string; owner: string }) => Promise<unknown>

/** What a member of staff has before them: the newest save of a form. */
export const editor = async (shop: Shop, staffId: string, form: string) => ({
  staffId,
  over: (await readEdit(shop.db, form)).edit,
})
