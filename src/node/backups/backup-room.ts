// A thread for one piece of work: making and sending a backup, or the drill. Both read and hash for seconds, which nobody
// in the shop waits for; it ends with its work and gives its memory back.
import { parentPort, workerData } from 'node:worker_threads'
import { settingsOf } from '../../env.ts'
import { release } from '../release.ts'
import { drill } from './drilling.ts'
import type { Told, Work } from './hourly.ts'
import { makeBackup } from './making.ts'
import { remoteOf, sendBackup } from './sending.ts'
import { sourceIn } from './source.ts'
import { troubleOf } from './trouble.ts'

const { task, place, settings } = workerData as Work

async function backedUp(clockOffsetMs: number): Promise<string> {
  const { name } = await makeBackup({ place, clockOffsetMs })
  // What cannot be sent is still here: the backup is made before anything is said of the target.
  const remote = remoteOf(settings)
  const sent = remote ? await sendBackup(place.copies, { name }, remote) : null
  return sent ? `${name}, sent ${sent.files}` : name
}

async function drilled(clockOffsetMs: number): Promise<string> {
  const source = await sourceIn(place.copies)
  const { rows } = await drill(source, {
    ...{ place, settings, migrations: release.migrations, now: Date.now() + clockOffsetMs },
  })
  return `${source.manifest.name}, ${rows} rows`
}

const told = async (): Promise<Told> => {
  try {
    const { clockOffsetMs } = settingsOf({ ...settings, DB: {} } as never)
    return { note: await (task === 'backups' ? backedUp : drilled)(clockOffsetMs) }
  } catch (error) {
    const { code, message } = troubleOf(error, place.copies)
    return { code, sentence: message }
  }
}
parentPort!.postMessage(await told())
