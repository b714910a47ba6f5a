import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { newFolder } from '../support/node/folders.ts'
import { startHost } from '../support/node/host.ts'
import { processCpuMs } from './cpu.ts'
import { median, say } from './measuring.ts'
import { newOrder } from './orders.ts'

const MINUTES = Number(process.env.SOAK_MINUTES ?? 30)
/** Requests a second: what a busy day brings, not what the machine can do. */
const RATE = Number(process.env.SOAK_RATE ?? 25)
const PAGES = [
  '/',
  '/products',
  '/products/duobei-hong',
  '/en/gardens',
  '/cart',
  `/products?q=${encodeURIComponent('茶')}`,
]

/** Stock that does not run out. */
function fillShelves(path: string): void {
  const db = new DatabaseSync(path, { timeout: 60_000 })
  db.exec('UPDATE variants SET available = 100000000 WHERE components IS NULL')
  db.close()
}

/** Makes a backup as an administrator would, beside the shop that serves: how it ended. */
async function backUp(folder: string): Promise<number | null> {
  const env = { PATH: process.env.PATH, DATA_DIR: folder } as never
  const backup = spawn(process.execPath, ['dist/node/shop.mjs', 'backup', '--local'], {
    env,
    stdio: 'ignore',
  })
  const [code] = await once(backup, 'exit')
  return code
}

/** MB of a process that lie in memory. */
const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/**
 * Mixed visits for half an hour, orders that are paid among them, while copies are made: every answer is looked at, and the
 * memory of each minute is told.
 */
export async function benchSoak(): Promise<void> {
  const folder = newFolder()
  const host = await startHost(folder)
  fillShelves(join(folder, 'shop.db'))
  const pid = host.process.pid!
  const memory: number[] = []
  const copies: Promise<number | null>[] = []
  const errors: string[] = []
  let asked = 0
  let paid = 0

  const expectStatus = async (path: string, wanted: number, init?: RequestInit) => {
    const answer = await fetch(host.address + path, init)
    const text = await answer.text()
    if (answer.status !== wanted) throw new Error(`${answer.status} from ${path}: ${text.slice(0, 200)}`)
    return text
  }
  const order = async () => {
    const { number, accessToken } = JSON.parse(await expectStatus('/api/v1/orders', 201, newOrder()))
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` }
    const body = JSON.stringify({ method: 'sandbox' })
    const begun = await expectStatus(`/api/v1/orders/${number}/payments`, 201, {
      method: 'POST',
      headers,
      body,
    })
    await expectStatus(`/payments/sandbox/${JSON.parse(begun).outTradeNo}`, 200, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ outcome: 'success' }),
    })
    paid += 1
  }
  const one = async (count: number) => {
    asked += 1
    await (count % 10 ? expectStatus(PAGES[count % PAGES.length]!, 200) : order()).catch(
      ({ message }: Error) => errors.push(message),
    )
  }

  try {
    const started = Date.now()
    const cpuBefore = processCpuMs(pid)
    const open = new Set<Promise<void>>()
    for (let count = 0; Date.now() < started + MINUTES * 60_000; count += 1) {
      const visit = one(count).finally(() => open.delete(visit))
      open.add(visit)
      if (count % (RATE * 60) === 0) {
        memory.push(residentMb(pid))
        if (memory.length % 5 === 0) copies.push(backUp(folder))
      }
      await sleep(1000 / RATE)
    }
    await Promise.all(open)
    memory.push(residentMb(pid))
    const made = (await Promise.all(copies)).filter((code) => code === 0).length
    say('backups', `${made} of ${copies.length} made while it served`)
    const half = Math.ceil(memory.length / 2)
    say('asked', `${asked} in ${MINUTES} minutes, ${paid} orders paid, ${errors.length} errors`)
    for (const error of errors.slice(0, 5)) say('', error)
    say(
      'memory',
      `${median(memory.slice(1, half)).toFixed(0)} MB in the first half, ${median(memory.slice(half)).toFixed(0)} MB in the second`,
    )
    say('', memory.map((mb) => mb.toFixed(0)).join(' '))
    say('CPU', `${((processCpuMs(pid) - cpuBefore) / asked).toFixed(2)} ms a request`)
  } finally {
    await host.end('SIGTERM')
  }
}
