// What `node shop.mjs` runs first. An older Node fails at the import of node:sqlite, before any code of ours runs, with a
// stack that helps nobody: this file imports nothing, looks at the version, and only then asks for the rest.
import { tooOld } from './version.ts'

const refused = tooOld(process.versions.node)
if (refused) {
  console.error(refused)
  process.exit(1)
}
import('./main.ts')
