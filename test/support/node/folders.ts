import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const all = mkdtempSync(join(tmpdir(), 'shops-'))
process.once('exit', () => rmSync(all, { recursive: true, force: true }))
let count = 0

/** A folder that is not there yet, and that nobody else has; what is put there goes with this process. */
export function newFolder(): string {
  count += 1
  return join(all, String(count))
}
