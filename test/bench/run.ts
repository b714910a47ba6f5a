// npm run bench: what a machine and its load decide, as medians beside a floor measured in the same run.
// npm run bench -- --only=orders,lighthouse runs parts of it.
import { parseArgs } from 'node:util'
import { benchEnds } from './ends.ts'
import { benchGrowth } from './growth.ts'
import { benchHeap } from './heap.ts'
import { benchHost } from './host.ts'
import { benchHostGrowth } from './host-growth.ts'
import { benchLighthouse } from './lighthouse.ts'
import { benchOrders } from './orders.ts'
import { benchPages } from './pages.ts'
import { benchSoak } from './soak.ts'
import { benchStart } from './start.ts'

const PARTS: Record<string, () => Promise<void>> = {
  pages: benchPages,
  orders: benchOrders,
  host: benchHost,
  ends: benchEnds,
  growth: benchGrowth,
  start: benchStart,
  heap: benchHeap,
  lighthouse: benchLighthouse,
}

/** Minutes and half an hour, so only where they are asked for by name. */
const LONG: typeof PARTS = { 'host-growth': benchHostGrowth, soak: benchSoak }

const { values } = parseArgs({ options: { only: { type: 'string', default: Object.keys(PARTS).join() } } })
const wanted = values.only.split(',')
const unknown = wanted.filter((name) => !PARTS[name] && !LONG[name])
if (unknown.length)
  throw new Error(`no part ${unknown}: there are ${Object.keys({ ...PARTS, ...LONG }).join(', ')}`)
for (const name of wanted) {
  console.log(`\n${name}`)
  await (PARTS[name] ?? LONG[name])!()
}
