import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { type Choose, everyOrder, interleave } from '../support/interleaving.ts'
import { DEEP, runsOf } from '../support/runs.ts'

export { DEEP }

export type Acts<Scene> = Record<string, (by: Shop, scene: Scene) => Promise<unknown>>

export type Encounter<Scene, Stage extends string> = {
  /** Everything that may happen to the thing, by anybody. */
  acts: Acts<Scene>
  /** How far it has come before the acts meet on it. */
  stages: readonly Stage[]
  shop: () => Shop
  /** The shop anew, with nothing sold, for each test. Left out where each scene opens one. */
  open?: () => Promise<void>
  /** The thing anew, at a stage. */
  scene: (stage: Stage) => Promise<Scene>
  /** Looks at everything that must hold; `told` says which run it was. Leaves room for the next run. */
  look: (scene: Scene, told: string, answers: unknown[]) => Promise<void>
}

/** One run of some acts on a new scene. Answers in which order they went on. */
export async function meet<Scene, Stage extends string>(
  { acts, shop, scene: sceneOf, look }: Encounter<Scene, Stage>,
  stage: Stage,
  names: readonly string[],
  choose: Choose,
): Promise<string> {
  const scene = await sceneOf(stage)
  const run = await interleave(
    shop(),
    names.map((name) => (by) => acts[name]!(by, scene)),
    choose,
  )
  const told = `${stage}: ${names.join(' | ')} ${run.turns}`
  // An act answers, whoever else acts: it never throws.
  const thrown = run.answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
  expect(thrown, told).toEqual([])
  await look(
    scene,
    told,
    run.answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : null)),
  )
  return run.turns
}

const inTurn = (turns: number[]): Choose => {
  const left = [...turns]
  return () => left.shift() ?? 0
}

/** A run that failed once: stage, acts, and who went on at each call. */
export type Kept<Stage extends string> = [stage: Stage, acts: string[], turns: number[]]

type Runs<Stage extends string> = {
  pairs: number
  threes: number
  deepPairs: number
  deepThrees: number
  kept?: Kept<Stage>[]
}

/** What holds is asked of the whole shop after each run, so that a shop with thousands of orders would be slow. */
const RUNS_OF_A_SHOP = 100
const SEED = 20_261_128

/** The steps of a known pair at which the other act comes in: each, or in workerd every other one. */
const STRIDE = runsOf({ workerd: 2, node: 1, deep: 1 })

/** Runs of any two or three acts in npm test: half of them in workerd. */
const halved = (runs: number) => runsOf({ workerd: Math.ceil(runs / 2), node: runs, deep: runs })

/** Seed and runs of each shop that `runs` runs are spread over. */
const shopsFor = (runs: number) =>
  Array.from({ length: Math.ceil(runs / RUNS_OF_A_SHOP) }, (_, nth) => ({
    seed: SEED + nth,
    numRuns: Math.min(RUNS_OF_A_SHOP, runs - nth * RUNS_OF_A_SHOP),
  }))

/** How often each set of acts met, for the report of `test:deep`. */
const reportOf = (what: string, met: Map<string, number>) => {
  const counts = [...met.values()].sort((one, other) => one - other)
  const runs = counts.reduce((sum, count) => sum + count, 0)
  return `${what}: ${runs} runs of ${counts.length} sets of acts, ${counts[0]} to ${counts.at(-1)} of each`
}

/**
 * The tests of an encounter: its known pairs in every order of their steps, any two and any three acts in some. A
 * failure names stage, acts and turns; it is kept by adding the pair to `known`.
 */
export function describeMeetings<Scene, Stage extends string>(
  what: string,
  encounter: Encounter<Scene, Stage>,
  known: [stage: Stage, first: string, second: string][],
  { pairs, threes, deepPairs, deepThrees, kept = [] }: Runs<Stage>,
) {
  const names = Object.keys(encounter.acts)
  const met = new Map<string, number>()
  const some = (count: number, runs: { seed: number; numRuns: number }) => {
    const meeting = fc.record({
      stage: fc.constantFrom(...encounter.stages),
      acts: fc.array(fc.constantFrom(...names), { minLength: count, maxLength: count }),
      turns: fc.array(fc.nat(count - 1), { minLength: 24, maxLength: 24 }),
    })
    const holds = fc.asyncProperty(meeting, async ({ stage, acts, turns }) => {
      const set = [...acts].sort().join(' | ')
      met.set(set, (met.get(set) ?? 0) + 1)
      await meet(encounter, stage, acts, inTurn(turns))
    })
    // The world goes on from run to run: a smaller example would meet what the first failure left behind.
    return fc.assert(holds, { ...runs, endOnFailure: true })
  }

  describe(`${what}, whatever happens to it at the same moment`, () => {
    beforeEach(() => encounter.open?.())
    afterAll(() => {
      if (DEEP) console.info(reportOf(what, met))
    })

    test.each(known)(
      `%s: %s and %s, each at ${STRIDE > 1 ? 'every other' : 'every'} step of the other`,
      async (stage, first, second) => {
        const run = (choose: Choose) => meet(encounter, stage, [first, second], choose)
        expect(await everyOrder(run, DEEP ? 300 : 0, STRIDE)).toBeGreaterThan(4 / STRIDE)
      },
    )
    test.each(kept)('%s: %j as they once went wrong', async (stage, acts, turns) => {
      await meet(encounter, stage, acts, inTurn(turns))
    })
    test.each(shopsFor(DEEP ? deepPairs : halved(pairs)))(
      'any two things, in any order of their steps, give nothing away and lose nothing ($numRuns runs from $seed)',
      (runs) => some(2, runs),
    )
    test.each(shopsFor(DEEP ? deepThrees : halved(threes)))(
      'nor do any three ($numRuns runs from $seed)',
      (runs) => some(3, runs),
    )
  })
}
