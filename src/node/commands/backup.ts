import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { backupsIn, makeBackup } from '../backups/making.ts'
import { backupsAt, remoteOf, sendBackup } from '../backups/sending.ts'
import { placeAt } from '../place.ts'
import { knownSettings } from '../settings.ts'
import { megabytes, moment, saying } from './ending.ts'

/**
 * Makes a backup while the shop serves, and sends it where BACKUP_URL says: `backup [--local]`. `--list` names those that
 * are kept, here and there.
 */
export async function run(options: string[]): Promise<void> {
  const place = placeAt(process.env.DATA_DIR || undefined)
  let made: string | null = null
  await saying('No backup', place.copies, async () => {
    if (parsed(options).list) return list(place.copies, knownSettings(place, process.env))
    const began = Date.now()
    const { name, at, database, rows, media } = await makeBackup({ place })
    const count = Object.values(rows).reduce((sum, one) => sum + one, 0)
    console.log(`Backed up as of ${moment(at)}: ${count} rows (${megabytes(database.bytes)} gzipped), \
${media.count} pictures (${megabytes(media.objectBytes)}), in ${Date.now() - began} ms.
${join(place.copies, name)}`)
    made = name
  })
  if (made === null) return
  const { local } = parsed(options)
  await saying('Not sent', place.copies, async () => {
    const remote = local ? null : remoteOf(knownSettings(place, process.env))
    if (!remote) return
    const sent = await sendBackup(place.copies, { name: made! }, remote)
    console.log(`Sent to ${remote.target.name}: ${sent.files} files, ${megabytes(sent.bytes)}, sealed.`)
  })
}

const parsed = (options: string[]) =>
  parseArgs({
    args: options,
    options: {
      local: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  }).values

async function list(copies: string, settings: Record<string, string | undefined>): Promise<void> {
  for (const name of await backupsIn(copies)) console.log(join(copies, name))
  const remote = remoteOf(settings)
  if (remote) for (const name of await backupsAt(remote)) console.log(remote.target.name + name)
}
