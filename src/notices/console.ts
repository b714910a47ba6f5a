import { insert } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import type { Shop } from '../shop.ts'
import type { Answer } from './answer.ts'
import { type Channel, noticeConsole } from './schema.ts'

/** In development: shows what would have been sent, to whom as they are shown anywhere. */
export async function showOnConsole(
  { db, now }: Shop,
  { id, channel, shown, text }: { id: string; channel: Channel; shown: string; text: string },
): Promise<Answer> {
  await db.run(insert(noticeConsole).values({ id: newId('con', now), at: now, channel, phone: shown, text }))
  return { outcome: 'sent', providerId: id }
}
