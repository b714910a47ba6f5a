import { existsSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bindings } from '../../env.ts'
import { insistUnused, setAside } from '../backups/restoring.ts'
import { bindingsOf } from '../bindings.ts'
import { migrate } from '../migrating.ts'
import { placeAt } from '../place.ts'
import { knownSettings, SECRETS } from '../settings.ts'
import { openSqlite } from '../sqlite.ts'
import { type Moved, move, NotMoved } from './moving.ts'

type Moving = { dataDir: string | undefined; live: boolean; now: number; say: (line: string) => void }
const LOCAL = { APP_ENV: 'production', PUBLIC_URL: 'http://127.0.0.1' }

/** Moves the shop of a folder into what Cloudflare, or a local runtime, binds. The folder stays as it is. */
export async function toCloudflare(cloud: Bindings, of: Moving): Promise<Moved> {
  const place = placeAt(of.dataDir)
  const folder = join(place.root, 'moving')
  if (!existsSync(place.database))
    throw new NotMoved(`${place.database} is not there: there is nothing to move`)
  const file = openSqlite(place.database, { readOnly: true })
  try {
    const from = bindingsOf(place, { ...LOCAL, ...settingsIn(of.dataDir) }, (asked) => file.run(asked))
    const moved = await move({ ...of, from, to: cloud, folder })
    rmSync(folder, { recursive: true, force: true })
    return moved
  } finally {
    file.close()
  }
}

/**
 * Moves what Cloudflare, or a local runtime, binds into a folder. The database is put in its place when all of it was
 * compared; one that is there is replaced only when asked, while no shop has it open, and kept beside.
 */
export async function fromCloudflare(
  cloud: Bindings,
  of: Moving & { migrations: string; replace: boolean },
): Promise<Moved & { replaced: string | null }> {
  const place = placeAt(of.dataDir)
  const folder = join(place.root, 'moving')
  const insistRoom = () => {
    if (!existsSync(place.database)) return
    if (!of.replace)
      throw new NotMoved(`${place.database} is there already: add --replace, which keeps it beside`)
    insistUnused(place.database)
  }
  insistRoom()
  const settings = { ...LOCAL, ...settingsIn(of.dataDir) }
  const missing = SECRETS.filter((name) => !(name in settings))
  if (missing.length)
    throw new NotMoved(`put the shop's secrets into ${place.secrets} first: ${missing.join(', ')}`)
  const inside = { ...placeAt(folder), media: place.media }
  migrate(inside, of.migrations)
  const file = openSqlite(inside.database)
  let moved: Moved
  try {
    const to = bindingsOf(inside, settings, (asked) => file.run(asked))
    moved = await move({ ...of, from: cloud, to, folder: join(folder, 'copy') })
  } finally {
    file.close()
  }
  // Once more: it took minutes, in which a shop may have begun there.
  insistRoom()
  const replaced = await setAside(place.database)
  await rename(inside.database, place.database)
  rmSync(folder, { recursive: true, force: true })
  return { ...moved, replaced }
}

const settingsIn = (dataDir: string | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(knownSettings(placeAt(dataDir), process.env)).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
