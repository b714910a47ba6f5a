import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { BackupFailed } from '../backups/trouble.ts'
import { d1Over } from '../d1.ts'
import { anotherOwner } from '../first-owner.ts'
import { placeAt } from '../place.ts'
import { knownSettings } from '../settings.ts'
import { openSqlite } from '../sqlite.ts'
import { saying } from './ending.ts'

/**
 * A one-time link for one more owner, while the shop serves: `owner-link`. For the day on which the only owner has lost
 * phone and recovery codes; who may run it has the whole machine anyway.
 */
export async function run(options: string[]): Promise<void> {
  const place = placeAt(process.env.DATA_DIR || undefined)
  await saying('No link', place.root, async () => {
    parseArgs({ args: options, options: {} })
    if (!existsSync(place.database)) throw new BackupFailed('missing', `${place.database} is not there`)
    const file = openSqlite(place.database)
    const path = await anotherOwner(
      d1Over((asked) => file.run(asked)),
      Date.now(),
    ).finally(file.close)
    const site = (knownSettings(place, process.env).PUBLIC_URL ?? '').replace(/\/$/, '')
    console.log(`Open within a day, once: ${site || '<address of the shop>'}${path}`)
  })
}
