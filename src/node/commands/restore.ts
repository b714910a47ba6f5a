import { parseArgs } from 'node:util'
import { restore } from '../backups/restoring.ts'
import { remoteOf } from '../backups/sending.ts'
import { type Source, sourceAt, sourceIn, sourceOf } from '../backups/source.ts'
import { BackupFailed } from '../backups/trouble.ts'
import { type Place, placeAt } from '../place.ts'
import { release } from '../release.ts'
import { knownSettings } from '../settings.ts'
import { moment, saying } from './ending.ts'

/**
 * Restores a backup: `restore --from latest|FILE|remote|remote:NAME [--into FOLDER] [--replace]`. Without `--into` it goes
 * into DATA_DIR.
 */
export async function run(options: string[]): Promise<void> {
  const own = placeAt(process.env.DATA_DIR || undefined)
  await saying('Nothing was restored', own.root, async () => {
    const { values } = parseArgs({
      args: options,
      options: {
        from: { type: 'string' },
        into: { type: 'string' },
        replace: { type: 'boolean', default: false },
      },
    })
    if (!values.from)
      throw new BackupFailed('usage', 'say which backup: --from latest, --from FILE or --from remote')
    const place = values.into ? placeAt(values.into) : own
    // Secrets that lie in the folder belong to what is restored there.
    const settings = { ...knownSettings(own, process.env), ...knownSettings(place, {}) }
    const source = await sourceFrom(values.from, own, settings)
    const restored = await restore(source, {
      ...{ place, replace: values.replace, migrations: release.migrations, now: Date.now() },
      phoneKey: settings.PHONE_KEY,
    })
    console.log(`Restored as of ${moment(restored.at)}: ${restored.rows} rows, ${restored.pictures} pictures; \
pages, references, counts and books hold.
From ${source.where} into ${place.root}.`)
    if (restored.migrated.length) console.log(`Brought to this version: ${restored.migrated.join(', ')}.`)
    if (restored.replaced) console.log(`The database that was there: ${restored.replaced}.`)
    if (restored.phones === 'no key' || !knownSettings(place, process.env).PHONE_KEY)
      console.log(
        `Put the shop's secrets.env into ${place.root} before it starts: phones are sealed with it.`,
      )
  })
}

function sourceFrom(from: string, own: Place, settings: Record<string, string | undefined>): Promise<Source> {
  if (from === 'latest') return sourceIn(own.copies)
  if (from !== 'remote' && !from.startsWith('remote:')) return sourceOf(from)
  const remote = remoteOf(settings)
  if (!remote) throw new BackupFailed('no_target', 'BACKUP_URL is not set: there is nowhere to fetch from')
  return sourceAt(remote, from.slice('remote:'.length) || undefined)
}
