import type { Miniflare } from 'miniflare'
import { fillRuntime, runtime, uploadedScript } from '../support/runtime.ts'
import { openInspector } from './inspector.ts'
import { median, say, spread } from './measuring.ts'
import { newOrder } from './orders.ts'

const TURNS = 25
const PATHS = ['/', '/products', '/products/duobei-hong', '/en/products?q=tea', '/cart', '/checkout']

type Heap = Record<'totalSize' | 'embedderHeapUsedSize' | 'backingStorageSize', number>

/** MB the isolate holds after each turn, what is not yet collected included. */
async function heapOver(mf: Miniflare, turn: () => Promise<void>): Promise<number[]> {
  const { ask, close } = await openInspector(mf)
  const sizes: number[] = []
  for (let count = 0; count < TURNS; count += 1) {
    await turn()
    const heap = await ask<Heap>('Runtime.getHeapUsage')
    sizes.push((heap.totalSize + heap.embedderHeapUsedSize + heap.backingStorageSize) / 2 ** 20)
  }
  close()
  return sizes
}

const ORIGIN = 'http://127.0.0.1'

async function expectStatus(mf: Miniflare, path: string, wanted: number, init?: RequestInit) {
  const answer = await mf.dispatchFetch(ORIGIN + path, init as Parameters<Miniflare['dispatchFetch']>[1])
  const text = await answer.text()
  if (answer.status !== wanted) throw new Error(`${answer.status} from ${path}: ${text.slice(0, 300)}`)
}

/** The isolate's heap while pages are read and orders placed, beside an empty Worker's. */
export async function benchHeap(): Promise<void> {
  const mf = runtime(uploadedScript())
  const empty = runtime('', `export default { fetch: () => new Response('ok') }`)
  try {
    await fillRuntime(mf)
    const ours = await heapOver(mf, async () => {
      for (const path of PATHS) await expectStatus(mf, path, 200)
      await expectStatus(mf, '/api/v1/orders', 201, newOrder())
    })
    const floor = await heapOver(empty, () => expectStatus(empty, '/', 200))
    say(
      'heap of the isolate',
      `${spread(ours, 0)} MB beside an empty Worker's ${median(floor).toFixed(0)} MB, want ≤ 64`,
    )
  } finally {
    await mf.dispose()
    await empty.dispose()
  }
}
