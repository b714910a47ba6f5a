import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { Place } from './place.ts'

export const SECRETS = ['SESSION_SECRET', 'PHONE_PEPPER', 'PHONE_KEY']

type Named = Record<string, string | undefined>

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** A file of settings by name; Windows begins one with a mark that would become part of the first name. */
const readEnv = (path: string): Named => parseEnv(textOf(path).replace(/^\uFEFF/, ''))

/** A secret that stands there empty, as in a form that nobody filled in, is none: it hides no other. */
const withoutEmptySecrets = (named: Named): Named =>
  Object.fromEntries(Object.entries(named).filter(([name, value]) => value || !SECRETS.includes(name)))

/** The secrets of a shop are gone and its rows are there: with new ones its phones could never be read again. */
export class LostSecrets extends Error {
  override name = 'LostSecrets'
}

/** What stands written, by name: the process's environment before `shop.env` before `secrets.env`. Makes nothing. */
export const knownSettings = (place: Place, environment: Named): Named => ({
  ...withoutEmptySecrets(readEnv(place.secrets)),
  ...withoutEmptySecrets(readEnv(place.settings)),
  ...withoutEmptySecrets(environment),
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
    // Added below what somebody put there, which another spelling might change; on the disk before any row needs it.
    const before = textOf(place.secrets).replace(/(?<=[^\n])$/, '\n')
    const lines = Object.entries(made).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(place.secrets, before + lines.join(''), { mode: 0o600, flush: true })
  }
  const all: Named = { APP_ENV: 'production', PUBLIC_URL: `http://127.0.0.1:${port}`, ...own, ...made }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
