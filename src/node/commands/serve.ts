import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { d1Over } from '../d1.ts'
import { firstOwner } from '../first-owner.ts'
import { lastWords } from '../last-words.ts'
import { tellWhatIsLeftAlone } from '../left-alone.ts'
import { migrate } from '../migrating.ts'
import { onlyOne } from '../only-one.ts'
import { placeAt } from '../place.ts'
import { release } from '../release.ts'
import { serve } from '../serving.ts'
import { readSettings } from '../settings.ts'
import { openSqlite } from '../sqlite.ts'

/** Serves until it is told to stop: `serve [--port N] [--host ADDRESS]`. */
export async function run(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: {
      port: { type: 'string', default: process.env.PORT || '8787' },
      // Only a container listens for others: elsewhere the proxy is on this machine.
      host: { type: 'string', default: process.env.HOST || '127.0.0.1' },
    },
  })
  const folder = process.env.DATA_DIR || undefined
  tellWhatIsLeftAlone()
  try {
    const place = placeAt(folder)
    onlyOne(place)
    const port = Number(values.port)
    const settings = readSettings(place, process.env, port)
    const { applied, copy, unknown } = migrate(place, release.migrations)
    if (copy) console.log(`Migrated (${applied.join(', ')}). The database as it was before: ${copy}`)
    if (unknown)
      console.log(
        `The database is ${unknown} migrations newer than this version, which runs on it all the same.`,
      )
    const file = openSqlite(place.database)
    const begun = await firstOwner(
      d1Over((asked) => file.run(asked)),
      settings,
    )
    file.close()

    const { publicFolder } = release
    const { address, stop } = await serve({ place, settings, publicFolder, host: values.host, port })
    // Heard before it is said that the shop is open: whoever waits for that line may end it at once.
    const asked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
    // In production people come by the proxy: where this process listens is no address for them.
    const site = begun.sample ? address : settings.PUBLIC_URL!.replace(/\/$/, '')
    console.log(`
  普定 · the shop      ${site}/
  in English          ${site}/en
  staff sign-in       ${site}/admin${begun.sample ? '  (sample: owner / puding-sample, also manager, fulfilment, finance, viewer)' : ''}
  listens on          ${address}${site === address ? '' : '  (for the proxy)'}
  data                ${place.root}
${begun.setUp ? `  first owner         ${site}${begun.setUp}  (once, within a day)\n` : ''}`)

    await asked
    await stop()
    process.exit(0)
  } catch (error) {
    console.error(lastWords(error, folder, values.port) ?? error)
    process.exit(1)
  }
}
