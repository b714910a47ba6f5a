import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import workerd from 'workerd'
import { freePort } from '../support/ports.ts'
import { SETTINGS, uploadedScript } from '../support/runtime.ts'
import { processCpuMs } from './cpu.ts'
import { median, say, spread } from './measuring.ts'

const ROUNDS = 7
const HANGS_MS = 60_000

const ENTRIES = {
  empty: `export default { fetch: () => new Response('</html>') }`,
  loading: `export default { async fetch() { await import('shop.mjs'); return new Response('</html>') } }`,
  shop: `export { default } from 'shop.mjs'`,
}

/** The runtime alone, without what Miniflare puts around it, and without a database: the first page needs none. */
const config = (port: number) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .shop)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const shop :Workerd.Worker = (
  modules = [
    (name = "entry.mjs", esModule = embed "entry.mjs"),
    (name = "shop.mjs", esModule = embed "shop.mjs")
  ],
  compatibilityDate = "2026-10-01",
  compatibilityFlags = ["nodejs_compat"],
  bindings = [${Object.entries({ ...SETTINGS, PUBLIC_URL: 'http://127.0.0.1' })
    .map(([name, value]) => `(name = "${name}", text = "${value}")`)
    .join(', ')}, (name = "DB", text = "bound, and never read")]
);`

async function firstPage(port: number): Promise<void> {
  const from = performance.now()
  while (performance.now() - from < HANGS_MS) {
    const answer = await fetch(`http://127.0.0.1:${port}/orders`).catch(() => null)
    if (answer?.status === 200 && (await answer.text()).includes('</html>')) return
    if (answer) throw new Error(`a cold start answered ${answer.status}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error('a cold start hangs')
}

/** From a process of the runtime to the first page it answered, in ms of the clock and of CPU. */
async function start(script: string, entry: string): Promise<{ ms: number; cpuMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'cold-'))
  const port = await freePort()
  writeFileSync(join(folder, 'entry.mjs'), entry)
  writeFileSync(join(folder, 'shop.mjs'), script)
  writeFileSync(join(folder, 'config.capnp'), config(port))
  const from = performance.now()
  const runtime = spawn(workerd.default, ['serve', join(folder, 'config.capnp')], { stdio: 'ignore' })
  try {
    await firstPage(port)
    return { ms: performance.now() - from, cpuMs: processCpuMs(runtime.pid!) }
  } finally {
    runtime.kill()
    await once(runtime, 'exit')
    rmSync(folder, { recursive: true })
  }
}

/** What loading the Worker costs: CPU beyond what an empty one takes; and the whole way to a first page. */
export async function benchStart(): Promise<void> {
  const script = uploadedScript()
  const cpu: number[] = []
  const page: number[] = []
  const empty: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const floor = await start(script, ENTRIES.empty)
    cpu.push((await start(script, ENTRIES.loading)).cpuMs - floor.cpuMs)
    page.push((await start(script, ENTRIES.shop)).ms)
    empty.push(floor.ms)
  }
  say('start-up CPU', `${spread(cpu, 0)} ms beyond an empty Worker's, want ≤ 100`)
  say('cold start to a page', `${spread(page, 0)} ms beside an empty Worker's ${median(empty).toFixed(0)} ms`)
}
