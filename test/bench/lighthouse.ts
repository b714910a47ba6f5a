import { openPhone } from '../support/lighthouse.ts'
import { MAIN_PAGES } from '../support/shopper-pages.ts'
import { startEdge } from '../support/start-edge.ts'
import { median, say, spread } from './measuring.ts'

const VISITS = 3

/** Three visits of a throttled phone to each page, in turns with a page of one heading. */
export async function benchLighthouse(): Promise<void> {
  const edge = await startEdge()
  const phone = await openPhone()
  try {
    const paths = ['/bare', ...MAIN_PAGES]
    const scores = new Map(paths.map((path): [string, number[]] => [path, []]))
    const paints = new Map(paths.map((path): [string, number[]] => [path, []]))
    for (let visit = 0; visit < VISITS; visit += 1)
      for (const path of paths) {
        const { categories, audits } = await phone.visit(edge.address + path, ['performance'])
        scores.get(path)!.push(100 * (categories.performance?.score ?? Number.NaN))
        paints.get(path)!.push((audits['largest-contentful-paint']?.numericValue ?? Number.NaN) / 1000)
      }
    const bare = `a bare page's ${median(paints.get('/bare')!).toFixed(2)} s`
    for (const path of MAIN_PAGES) {
      say(path, `performance ${spread(scores.get(path)!, 0)}, want ≥ 95`)
      say('', `largest paint ${spread(paints.get(path)!)} s beside ${bare}, want ≤ 1.5`)
    }
  } finally {
    await phone.close()
    edge.stop()
  }
}
