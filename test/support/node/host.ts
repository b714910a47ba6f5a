import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { freePort } from '../ports.ts'
import { SHOP_NOW } from '../runtime.ts'

export type Host = {
  address: string
  folder: string
  process: ChildProcess
  /** What it has said so far. */
  said: () => string
  /** Sends a signal and answers how it ended. */
  end: (signal: NodeJS.Signals) => Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/**
 * Starts the built shop on one machine, in development with the sample world at its clock; `settings` come on top. Ends
 * in an error with what it said when it ends before it answers.
 */
export async function startHost(folder: string, settings: Record<string, string> = {}): Promise<Host> {
  const port = await freePort()
  const child = spawn(process.execPath, ['dist/node/shop.mjs', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, DATA_DIR: folder, APP_ENV: 'development', SHOP_NOW, ...settings } as never,
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream! }).on('line', (line) => lines.push(line))
  const said = () => lines.join('\n')
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }))
  const address = `http://127.0.0.1:${port}`
  let over = false
  void ended.then(() => {
    over = true
  })
  while (
    !(await fetch(`${address}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (over) throw new Error(`the shop did not start:\n${said()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    address,
    folder,
    process: child,
    said,
    end: async (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
