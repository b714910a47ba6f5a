import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.url))
// Parts of the bundle lie in a folder of their own.
const root = folder.endsWith('/parts') ? dirname(folder) : folder

/** What lies beside the bundle (src/dev/build-node.mjs). */
export const release = {
  migrations: join(root, 'migrations'),
  publicFolder: join(root, 'public'),
  /** The script of a thread. */
  thread: (name: 'back-room' | 'backup-room'): string => join(root, `${name}.mjs`),
}
