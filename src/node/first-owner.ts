import type { D1Database } from '@cloudflare/workers-types'
import { type Bindings, settingsOf } from '../env.ts'
import { adminPaths } from '../urls.ts'

/**
 * What a start prepares: in development the sample world where the shop is empty, everywhere a one-time link for the first
 * owner while there is none. Throws WrongSetting with the name of what is missing.
 */
export async function firstOwner(
  DB: D1Database,
  settings: Record<string, string>,
): Promise<{ sample: boolean; setUp: string | null }> {
  const env = { ...settings, DB } as unknown as Bindings
  const { production, clockOffsetMs } = settingsOf(env)
  const now = Date.now() + clockOffsetMs
  // Loaded where it is wanted: a shop in production holds no sample goods.
  const { ownerToken, prepareWorld } = await import('../dev/world.ts')
  if (!production) await prepareWorld(env, now)
  const token = await ownerToken(DB, now)
  return { sample: !production, setUp: token && adminPaths.setUp({ token }) }
}

/** The path of a one-time link for an owner, whether there is one or not; `now` in UTC ms. */
export async function anotherOwner(DB: D1Database, now: number): Promise<string> {
  const { anotherOwnerToken } = await import('../dev/world.ts')
  return adminPaths.setUp({ token: await anotherOwnerToken(DB, now) })
}
