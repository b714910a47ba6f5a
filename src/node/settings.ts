import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { Place } from './place.ts'

export const SECRETS = ['SESSION_SECRET', 'PHONE_PEPPER', 'PHONE_KEY']

type Named = Record<string, string | undefined>

const readEnv = (path: string): Named => (existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {})

/** The secrets of a shop are gone and its rows are there: with new ones its phones could never be read again. */
export class LostSecrets extends Error {
  override name = 'LostSecrets'
}

/** What stands written, by name: the process's environment before `shop.env` before `secrets.env`. Makes nothing. */
export const knownSettings = (place: Place, environment: Named): Named => ({
  ...readEnv(place.secrets),
  ...readEnv(place.settings),
  ...environment,
})

/**
 * What one machine tells the shop, by name (see knownSettings). Secrets that stand nowhere are made once, while there is no
 * database yet; later their absence is LostSecrets.
 */
export function readSettings(place: Place, environment: Named, port: number): Record<string, string> {
  const own = knownSettings(place, environment)
  const missing = SECRETS.filter((name) => !own[name])
  if (missing.length && existsSync(place.database))
    throw new LostSecrets(
      `${missing.join(', ')} stand nowhere, but ${place.database} holds rows that need them. ` +
        `Put ${place.secrets} back; new ones could never read a phone number of an old order.`,
    )
  const made = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('base64url')]))
  if (missing.length) {
    const lines = Object.entries({ ...readEnv(place.secrets), ...made }).map(
      ([name, value]) => `${name}=${value}`,
    )
    writeFileSync(place.secrets, `${lines.join('\n')}\n`, { mode: 0o600 })
  }
  const all: Named = { APP_ENV: 'production', PUBLIC_URL: `http://127.0.0.1:${port}`, ...own, ...made }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
