import { sql } from 'drizzle-orm'
import { int } from '../../db/query.ts'
import { seal, unseal } from '../../kernel/secrets.ts'
import { MINUTE_MS } from '../../kernel/time.ts'
import type { Shop } from '../../shop.ts'
import type { Wechat } from '../../wechat/identity.ts'

/** Longer than it takes to ask for one. */
const LEASE_MS = MINUTE_MS
/** A token this near its end is not begun with. */
const SPARE_MS = 2 * MINUTE_MS
const TIMEOUT_MS = 3_000

const asking = new WeakMap<Shop, Map<string, Promise<string | null>>>()

/**
 * The service account's token; null where nobody gets one now, or somebody else is getting it. `refused` is one that WeChat
 * does not know any more. Whoever asks in the same run waits for one answer.
 */
export function tokenFor(shop: Shop, wechat: Wechat, refused = ''): Promise<string | null> {
  const known = asking.get(shop) ?? new Map<string, Promise<string | null>>()
  asking.set(shop, known)
  const asked = known.get(refused) ?? readToken(shop, wechat, refused)
  known.set(refused, asked)
  return asked
}

type Row = { sealed: string; expiresAt: number }

async function readToken(shop: Shop, wechat: Wechat, refused: string): Promise<string | null> {
  const { db, settings, now } = shop
  const [row] = await db.all<Row>(
    sql`SELECT sealed, expires_at expiresAt FROM wechat_tokens WHERE app_id = ${wechat.appId}`,
  )
  const kept = row?.sealed ? await unseal(settings.sessionSecret, row.sealed).catch(() => '') : ''
  if (kept && kept !== refused && row!.expiresAt > now + SPARE_MS) return kept
  // Of those who ask at once one writes: the row is as it was read, and nobody has its lease.
  const until = now + LEASE_MS
  const [mine] = await db.all(sql`
    INSERT INTO wechat_tokens (app_id, leased_until) VALUES (${wechat.appId}, ${int(until)})
    ON CONFLICT (app_id) DO UPDATE SET leased_until = excluded.leased_until
      WHERE wechat_tokens.leased_until <= ${int(now)} AND wechat_tokens.sealed = ${row?.sealed ?? ''}
    RETURNING app_id`)
  if (!mine) return null
  const first = await askToken(wechat, false)
  // The same again: it is forgotten over there, though its time is not over.
  const fresh = first && first.token === refused ? await askToken(wechat, true) : first
  const sealed = fresh ? await seal(settings.sessionSecret, fresh.token) : ''
  await db.run(sql`UPDATE wechat_tokens SET sealed = ${sealed}, leased_until = 0,
      expires_at = ${int(fresh ? now + fresh.seconds * 1000 : 0)}
    WHERE app_id = ${wechat.appId} AND leased_until = ${int(until)}`)
  return fresh?.token ?? null
}

/** Asks WeChat; null when it does not say. The body holds the secret: nothing of it is told. */
async function askToken(
  { appId, secret, apiUrl }: Wechat,
  force: boolean,
): Promise<{ token: string; seconds: number } | null> {
  const asked = { grant_type: 'client_credential', appid: appId, secret, force_refresh: force }
  try {
    const answer = await fetch(`${apiUrl}/cgi-bin/stable_token`, {
      ...{ method: 'POST', body: JSON.stringify(asked), redirect: 'manual' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const told = (await answer.json()) as { access_token?: unknown; expires_in?: unknown }
    const seconds = Number(told.expires_in)
    return typeof told.access_token === 'string' && told.access_token && seconds > 0
      ? { token: told.access_token, seconds }
      : null
  } catch {
    return null
  }
}
