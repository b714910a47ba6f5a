import { ask, rounds, sayRatio } from './measuring.ts'
import { openBench, teach } from './workers.ts'

const PATHS = {
  list: '/products',
  detail: '/products/duobei-gongcha-green',
  search: `/products?q=${encodeURIComponent('蜂蜜')}`,
}

/** Pages nobody has kept a copy of, beside a bare handler that makes the same D1 calls. */
export async function benchPages(): Promise<void> {
  const { shop, floor, recorder, close } = await openBench(1000)
  try {
    for (const [name, path] of Object.entries(PATHS)) {
      await teach(floor, name, await (await fetch(recorder + path)).json())
      const kept = await rounds(
        () => ask(`${floor}/${name}`, {}, (text, status) => status === 200 && text.startsWith('{"rows":')),
        () => ask(shop + path, {}, (text, status) => status === 200 && text.includes('</html>')),
      )
      sayRatio(`${name}, uncached`, kept, 0.75)
    }
  } finally {
    await close()
  }
}
