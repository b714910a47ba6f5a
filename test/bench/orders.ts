import { ask, median, rounds, say, sayRatio, spread } from './measuring.ts'
import type { Call } from './recorder.ts'
import { openBench, teach } from './workers.ts'

let serial = 0

/** An order of a buyer nobody else is, from a network of its own. */
export function newOrder(): RequestInit {
  serial += 1
  const network = `10.${serial >> 16}.${(serial >> 8) & 255}.${serial & 255}`
  return {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      // On Cloudflare the edge says where a visitor comes from, on one machine its proxy does.
      'CF-Connecting-IP': network,
      'X-Forwarded-For': network,
    },
    body: JSON.stringify({
      items: [{ sku: 'TEA-GC-250', quantity: 1 }],
      recipient: {
        name: '林晓禾',
        phone: `138${10_000_000 + serial}`,
        region: '440114',
        street: `公益大道${serial}号`,
      },
      consents: ['terms', 'privacy'],
    }),
  }
}

/** Words between the brackets of a list in SQL. */
const listed = (text: string): string[] => text.split(',').map((each) => each.trim())

/** What must differ from order to order: the key of the request, ids and fingerprints, as they were recorded. */
export function uniqueValues(calls: Call[]): unknown[] {
  const into = (table: string) =>
    calls.flat().find(({ text }) => text.trim().startsWith(`insert into "${table}"`))!
  const [key, order] = [into('idempotency_keys'), into('orders')]
  const columns = listed(/\(([^)]*)\)/.exec(order.text)![1]!.replaceAll('"', ''))
  const literals = listed(/values \(([\s\S]*)\)$/.exec(order.text.trim())![1]!)
  const boundTo = (column: string) =>
    order.values[literals.slice(0, columns.indexOf(column) + 1).filter((each) => each === '?').length - 1]
  return [key.values[0], ...['id', 'number', 'phone_hmac'].map(boundTo)]
}

/** Orders beside a bare handler that makes the very read and batch of one of them, its unique values made new. */
export async function benchOrders(): Promise<void> {
  const { shop, floor, recorder, close } = await openBench(1000)
  try {
    const path = '/api/v1/orders'
    const calls = (await (await fetch(recorder + path, newOrder())).json()) as Call[]
    const unique = uniqueValues(calls)
    await teach(floor, 'orders', calls)
    const bare = () => {
      const body = JSON.stringify(unique.map((was) => [was, crypto.randomUUID()]))
      return ask(
        `${floor}/orders`,
        { method: 'POST', body },
        (text, status) => status === 200 && text.startsWith('{"rows":'),
      )
    }
    const ours = () =>
      ask(shop + path, newOrder(), (text, status) => status === 201 && text.includes('"accessToken"'))
    const kept = await rounds(bare, ours)
    sayRatio('orders', kept, 0.75)
    say(
      '99th percentile',
      `${spread(kept.map((round) => round.ours.p99 / round.floor.p99))} × the floor's, want ≤ 2`,
    )
    const cpu = kept.map((round) => round.ours.cpuMs)
    const floorCpu = median(kept.map((round) => round.floor.cpuMs))
    say('CPU of an order', `${spread(cpu, 1)} ms beside ${floorCpu.toFixed(1)} ms`)
  } finally {
    await close()
  }
}
