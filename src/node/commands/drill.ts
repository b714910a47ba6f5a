import { parseArgs } from 'node:util'
import { settingsOf } from '../../env.ts'
import { drill } from '../backups/drilling.ts'
import { remoteOf } from '../backups/sending.ts'
import { sourceAt, sourceIn } from '../backups/source.ts'
import { BackupFailed } from '../backups/trouble.ts'
import { placeAt } from '../place.ts'
import { release } from '../release.ts'
import { readSettings } from '../settings.ts'
import { moment, saying } from './ending.ts'

/** Restores the newest backup into an empty folder and looks at it: `drill [--remote]`. */
export async function run(options: string[]): Promise<void> {
  const place = placeAt(process.env.DATA_DIR || undefined)
  await saying('The drill failed', place.copies, async () => {
    const { values } = parseArgs({
      args: options,
      options: { remote: { type: 'boolean', default: false } },
    })
    const settings = readSettings(place, process.env, 8787)
    const { clockOffsetMs } = settingsOf({ ...settings, DB: {} } as never)
    const remote = values.remote ? remoteOf(settings) : null
    if (values.remote && !remote) throw new BackupFailed('no_target', 'BACKUP_URL is not set')
    const source = remote ? await sourceAt(remote) : await sourceIn(place.copies)
    const { at, rows, pictures, phones, fen, tookMs } = await drill(source, {
      ...{ place, settings, migrations: release.migrations, now: Date.now() + clockOffsetMs },
    })
    const opens = phones === 'opened' ? 'its phones open' : 'it holds no phone yet'
    console.log(`The backup of ${moment(at)} is a shop: ${rows} rows, ${pictures} pictures; pages, references and books \
hold, ${opens}, it answers, and yesterday's ${fen} fen are the live ones. ${tookMs} ms.`)
  })
}
