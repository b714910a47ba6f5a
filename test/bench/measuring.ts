import { runtimeCpuMs } from './cpu.ts'

const ROUNDS = 7
const SECONDS = 1.2
const AT_ONCE = 16
/** Two floors of a round that differ by more had different machines. */
const UNEVEN = 0.15

export const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** "0.91 (0.88–0.95)": median, least and most. */
export function spread(values: number[], digits = 2): string {
  if (!values.length) return 'no even round, too much else went on:'
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)]
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`
}

export const say = (what: string, figures: string): void => console.log(`  ${what.padEnd(32)} ${figures}`)

/** One request; throws unless status and body are what they should be. */
export async function ask(
  url: string,
  init: RequestInit,
  sound: (text: string, status: number) => boolean,
): Promise<void> {
  const answer = await fetch(url, init)
  const text = await answer.text()
  if (!sound(text, answer.status)) throw new Error(`${answer.status} from ${url}: ${text.slice(0, 300)}`)
}

type Load = {
  /** Requests a second. */
  rate: number
  /** 99th percentile, ms. */
  p99: number
  /** CPU of the runtime a request, ms. */
  cpuMs: number
}

/** What many visitors at once get of one request in a bounded while. */
async function load(request: () => Promise<void>): Promise<Load> {
  const times: number[] = []
  const cpuBefore = runtimeCpuMs()
  const started = performance.now()
  const until = started + SECONDS * 1000
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < until) {
        const from = performance.now()
        await request()
        times.push(performance.now() - from)
      }
    }),
  )
  times.sort((a, b) => a - b)
  return {
    rate: times.length / ((performance.now() - started) / 1000),
    p99: times[Math.floor(times.length * 0.99)]!,
    cpuMs: (runtimeCpuMs() - cpuBefore) / times.length,
  }
}

const mean = (a: number, b: number): number => (a + b) / 2

export type Round = { floor: Load; ours: Load }

/** Floor, ours, floor, seven times; a round whose two floors are uneven does not count and is taken again, up to as often. */
export async function rounds(floor: () => Promise<void>, ours: () => Promise<void>): Promise<Round[]> {
  await load(floor)
  await load(ours)
  const kept: Round[] = []
  for (let tries = 0; tries < ROUNDS * 2 && kept.length < ROUNDS; tries += 1) {
    const before = await load(floor)
    const own = await load(ours)
    const after = await load(floor)
    if (Math.abs(before.rate - after.rate) > UNEVEN * Math.max(before.rate, after.rate)) continue
    kept.push({
      floor: {
        rate: mean(before.rate, after.rate),
        p99: mean(before.p99, after.p99),
        cpuMs: mean(before.cpuMs, after.cpuMs),
      },
      ours: own,
    })
  }
  return kept
}

/** "412/s beside the floor's 453/s, 7 rounds". */
export const rates = (kept: Round[]): string => {
  const [ours, floor] = (['ours', 'floor'] as const).map((side) =>
    median(kept.map((round) => round[side].rate)).toFixed(0),
  )
  return `${ours}/s beside the floor's ${floor}/s, ${kept.length} rounds`
}

/** Prints our rate as a part of the floor's. */
export function sayRatio(what: string, kept: Round[], want: number): void {
  const ratios = kept.map(({ ours, floor }) => ours.rate / floor.rate)
  say(what, `${spread(ratios)} of the floor, want ≥ ${want}; ${rates(kept)}`)
}
