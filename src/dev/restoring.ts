import { restoreCopy } from '../copies/restoring.ts'
import { database } from '../db/client.ts'
import { type Bindings, settingsOf } from '../env.ts'

/** Restores a copy, read file by file, into the migrated database of `env`. */
export const restoreInto = (env: Bindings, read: Parameters<typeof restoreCopy>[1], now: number) =>
  restoreCopy({ db: database(env.DB), settings: settingsOf(env), now }, read)
