import { gzipSync } from 'node:zlib'
import type { Miniflare } from 'miniflare'
import { expect, test } from 'vitest'
import { fillRuntime, runtime, uploadedScript } from '../support/runtime.ts'

/** Asks the inspector of the isolate; one question at a time. */
async function inspector(mf: Miniflare) {
  const socket = new WebSocket(new URL('/core:user:shop', await mf.getInspectorURL()))
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  let id = 0
  const ask = <T>(method: string): Promise<T> =>
    new Promise((resolve) => {
      id += 1
      const own = id
      socket.addEventListener('message', function answered({ data }) {
        const answer = JSON.parse(data)
        if (answer.id !== own) return
        socket.removeEventListener('message', answered)
        resolve(answer.result)
      })
      socket.send(JSON.stringify({ id, method }))
    })
  return { ask, close: () => socket.close() }
}

type Profile = {
  nodes: { id: number; callFrame: { functionName: string } }[]
  samples: number[]
  timeDeltas: number[]
}

/** Milliseconds the isolate worked, idling left out. */
function busyMs({ nodes, samples, timeDeltas }: Profile): number {
  const idle = new Set(nodes.filter((node) => node.callFrame.functionName === '(idle)').map(({ id }) => id))
  return samples.reduce((sum, sample, at) => sum + (idle.has(sample) ? 0 : timeDeltas[at]!), 0) / 1000
}

const script = uploadedScript()

async function startMs(): Promise<number> {
  const mf = runtime(
    script,
    `export default { async fetch() { await import('/shop.mjs'); return new Response('ok') } }`,
  )
  try {
    await mf.ready
    const { ask, close } = await inspector(mf)
    await ask('Profiler.enable')
    await ask('Profiler.start')
    expect(await (await mf.dispatchFetch('http://127.0.0.1/')).text()).toBe('ok')
    const { profile } = await ask<{ profile: Profile }>('Profiler.stop')
    close()
    return busyMs(profile)
  } finally {
    await mf.dispose()
  }
}

test('what is uploaded is at most 450 KB gzip and starts within 50 ms of CPU (quality §1)', async () => {
  expect(gzipSync(script).length).toBeLessThanOrEqual(450 * 1024)
  // The profiler's clock runs on while others have the machine, so the best of a few starts is the truest.
  const starts: number[] = []
  while (starts.length < 20 && !(Math.min(...starts) <= 50)) starts.push(await startMs())
  expect(Math.min(...starts)).toBeLessThanOrEqual(50)
}, 60_000)

const order = (serial: number) => ({
  items: [{ sku: 'TEA-GC-250', quantity: 1 }],
  recipient: {
    name: '林晓禾',
    phone: `138${10_000_000 + serial}`,
    region: '440114',
    street: `公益大道${serial}号`,
  },
  consents: ['terms', 'privacy'],
})

test('the isolate holds at most 64 MB while pages are read and orders placed (quality §1)', async () => {
  const mf = runtime(script)
  try {
    await fillRuntime(mf)
    const { ask, close } = await inspector(mf)
    let most = 0
    for (let turn = 0; turn < 25; turn += 1) {
      for (const path of [
        '/',
        '/products',
        '/products/duobei-hong',
        '/en/products?q=tea',
        '/cart',
        '/checkout',
      ])
        expect([path, (await mf.dispatchFetch(`http://127.0.0.1${path}`)).status]).toEqual([path, 200])
      const placed = await mf.dispatchFetch('http://127.0.0.1/api/v1/orders', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify(order(turn)),
      })
      expect(placed.status).toBe(201)
      await placed.text()
      // Garbage that was not yet collected counts too.
      const heap =
        await ask<Record<'totalSize' | 'embedderHeapUsedSize' | 'backingStorageSize', number>>(
          'Runtime.getHeapUsage',
        )
      most = Math.max(most, heap.totalSize + heap.embedderHeapUsedSize + heap.backingStorageSize)
    }
    close()
    expect(most).toBeLessThanOrEqual(64 * 2 ** 20)
  } finally {
    await mf.dispose()
  }
}, 60_000)
