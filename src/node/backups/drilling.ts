import { DatabaseSync } from 'node:sqlite'
import shop from '../../index.ts'
import { HOUR_MS } from '../../kernel/time.ts'
import { siteUrls } from '../../urls.ts'
import { afterwards, bindingsOf } from '../bindings.ts'
import type { Place } from '../place.ts'
import { openSqlite } from '../sqlite.ts'
import type { Phones } from './checking.ts'
import { inWorkFolder } from './files.ts'
import { layOut } from './laying-out.ts'
import { paidBetween } from './snapshot.ts'
import type { Source } from './source.ts'
import { BackupFailed, troubleOf } from './trouble.ts'

export type Drilled = {
  at: number
  rows: number
  pictures: number
  phones: Phones
  fen: number
  tookMs: number
}

/** A shop that runs makes one each hour. */
const STALE_MS = 26 * HOUR_MS

/**
 * Restores a backup into an empty folder, as somebody would have to, and looks whether a shop stands there: it answers
 * over the copy, this shop's secrets open its phones, and it has the same money of the day before as the live database.
 * The folder is gone afterwards. Throws BackupFailed with what does not hold.
 */
export async function drill(
  source: Source,
  of: { place: Place; settings: Record<string, string>; migrations: string; now: number },
): Promise<Drilled> {
  const { place, settings, migrations, now } = of
  const began = Date.now()
  const { manifest } = source
  try {
    return await inWorkFolder(place.copies, 'drill', async (folder) => {
      if (Date.now() - manifest.at > STALE_MS)
        throw new BackupFailed('stale', `the newest backup is of ${new Date(manifest.at).toISOString()}`)
      const laid = await layOut(source, { folder, migrations, phoneKey: settings.PHONE_KEY, now })
      await insistAnswers(laid.place, settings)
      const fen = liveSum(place.database, manifest.paid)
      if (fen !== manifest.paid.fen)
        throw new BackupFailed(
          'sum_differs',
          `the copy holds ${manifest.paid.fen} fen of payments of its day before, the live database ${fen}`,
        )
      const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0)
      return {
        ...{ at: manifest.at, rows, pictures: laid.pictures.length, phones: laid.phones, fen },
        tookMs: Date.now() - began,
      }
    })
  } catch (error) {
    throw troubleOf(error, place.copies)
  }
}

async function insistAnswers(place: Place, settings: Record<string, string>): Promise<void> {
  const file = openSqlite(place.database)
  const { context, done } = afterwards()
  try {
    const env = bindingsOf(place, settings, (asked) => file.run(asked))
    const answer = await shop.fetch(
      new Request(new URL(siteUrls.health.path, settings.PUBLIC_URL)),
      env,
      context,
    )
    if (!answer.ok) throw new BackupFailed('silent', `the shop over the copy answers ${answer.status}`)
    await done()
  } finally {
    file.close()
  }
}

function liveSum(database: string, paid: { from: number; to: number }): number {
  const db = new DatabaseSync(database, { readOnly: true, timeout: 5000 })
  try {
    return paidBetween(db, paid)
  } finally {
    db.close()
  }
}
