import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'

/** A shop that starts for the first time, as `npm run dev` does: its address, the owner's one-time link, its clock (UTC ms), and its end. */
export async function firstStart(now: string) {
  const port = Number(process.env.E2E_PORT ?? 8788) + 1000
  const state = `.wrangler/first-${process.pid}`
  const since = Date.now()
  const ahead = Date.parse(now) - since
  const clock = () => Date.now() + ahead
  const args = ['--port', `${port}`, '--now', now, '--since', `${since}`, '--state', state]
  const server = spawn('node', ['src/dev/serve.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that wrangler's children end with it.
    detached: true,
  })
  const stop = () => {
    if (server.pid && server.exitCode === null) process.kill(-server.pid)
    rmSync(state, { recursive: true, force: true })
  }
  let said = ''
  server.stderr.resume()
  return new Promise<{ base: string; setUp: string; clock: () => number; stop: () => void }>(
    (resolve, reject) => {
      server.on('exit', () => reject(new Error(`the shop did not start:\n${said}`)))
      server.stdout.on('data', async (chunk) => {
        said += chunk
        const setUp = /first owner\s+\S+?(\/admin\/set-up\?token=\w+)/.exec(said)?.[1]
        if (setUp) resolve({ base: `http://127.0.0.1:${port}`, setUp, clock, stop })
      })
    },
  )
}
