import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Starts test/support/edge.mjs: its address and its end. */
export async function startEdge(): Promise<{ address: string; stop: () => void }> {
  const edge = spawn(process.execPath, ['test/support/edge.mjs'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = once(edge.stdout, 'data').then(([chunk]) => String(chunk).trim())
  const ended = once(edge, 'exit').then(() => {
    throw new Error('the edge did not start')
  })
  return { address: await Promise.race([said, ended]), stop: () => edge.kill() }
}
