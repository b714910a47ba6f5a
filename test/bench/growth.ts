import { ask, rates, rounds, say, spread } from './measuring.ts'
import { openBench, teach } from './workers.ts'

const FEW = 1_000
const MANY = 100_000

/** Products that either page shows at least. */
const A_PAGE = 12

const PATHS = { list: '/products', search: `/products?q=${encodeURIComponent('茶')}` }

/**
 * The time of D1 calls among many products ÷ among few, side by side: rows read are asserted by tests, but do not see
 * the inner tables of a search.
 */
export async function benchGrowth(): Promise<void> {
  say('filling', `${MANY} products, which takes minutes`)
  const few = await openBench(FEW)
  const many = await openBench(MANY)
  try {
    for (const [name, path] of Object.entries(PATHS)) {
      const calls = await (await fetch(few.recorder + path)).json()
      for (const { floor } of [few, many]) await teach(floor, name, calls)
      const read = (floor: string) => () =>
        ask(`${floor}/${name}`, {}, (text, status) => status === 200 && text.split('"slug"').length > A_PAGE)
      const kept = await rounds(read(few.floor), read(many.floor))
      const ratios = kept.map(({ floor, ours }) => floor.rate / ours.rate)
      say(`${name}, ${MANY} ÷ ${FEW}`, `${spread(ratios)} of the time, want ≤ 2; ${rates(kept)}`)
    }
  } finally {
    await few.close()
    await many.close()
  }
}
